#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// How a file is called until it is whole: `NAME.PID.tmp`, in the folder in which it will stand, because only there is naming
/// it one step, and by its process, so that two that write the same file do not write into each other's.
package enum TemporaryName {
    package static func of(_ path: String) -> String { path + ".\(getpid()).tmp" }

    /// Whether a file of that name was left by a process that is no more. One of this process counts: call it while
    /// nothing is being written there.
    package static func isDebris(_ name: String) -> Bool {
        let parts = name.split(separator: ".")
        guard parts.count >= 3, parts.last == "tmp", let process = pid_t(parts[parts.count - 2]), process > 0 else {
            return false
        }
        return process == getpid() || kill(process, 0) != 0 && errno == ESRCH
    }
}
