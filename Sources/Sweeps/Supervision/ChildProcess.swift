private import Foundation
private import Model
private import Synchronization

/// A process of our own that was started with some of our descriptors.
struct ChildProcess {
    let process: Int32

    enum End: CustomStringConvertible {
        case exited(Int32)
        case signalled(Int32)

        var description: String {
            switch self {
            case .exited(let status): "status \(status)"
            case .signalled(let signal): "signal \(signal), \(String(cString: strsignal(signal)).lowercased())"
            }
        }
    }

    /// - Parameters:
    ///   - command: path of the program, then its arguments.
    ///   - descriptors: ours, and what they are called there; all others have to be closed on exec.
    ///   - hasOwnGroup: signals of a terminal do not reach it.
    /// - Returns: nil with `errno` if it cannot be started.
    init?(
        _ command: [String], descriptors: [(ours: Int32, theirs: Int32)], hasOwnGroup: Bool = false
    ) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (ours, theirs) in descriptors { posix_spawn_file_actions_adddup2(&actions, ours, theirs) }
        // Dispatch's threads block all signals, and a child inherits that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var flags = Int16(POSIX_SPAWN_SETSIGMASK)
        if hasOwnGroup {
            posix_spawnattr_setpgroup(&attributes, 0)
            flags |= Int16(POSIX_SPAWN_SETPGROUP)
        }
        posix_spawnattr_setflags(&attributes, flags)
        var process: Int32 = 0
        let words = command.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        let status = posix_spawn(&process, command[0], &actions, &attributes, words, environ)
        guard status == 0 else {
            errno = status
            return nil
        }
        self.process = process
    }

    func kill(_ signal: Int32) { _ = Foundation.kill(process, signal) }

    func wait() -> End {
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1 && errno == EINTR {}
        return status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .signalled(status & 0x7f)
    }

    /// One at a time: a process that starts between the making of a descriptor and its marking would inherit it, and what is
    /// read from it would not end with its own process.
    static func startingAlone<Result>(_ body: () -> Result) -> Result { spawning.withLock { _ in body() } }

    private static let spawning = Locked(())
}
