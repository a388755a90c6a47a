#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// Why a call of the system failed, errno(3): printed, it is the system's own words.
package struct SystemError: Error, CustomStringConvertible, Equatable {
    package let number: Int32

    package init(_ number: Int32) { self.number = number }

    /// Of the call that this thread made last, provided that it failed. Every call may change it: ask at once.
    package static var last: SystemError { SystemError(errno) }

    /// There is nothing of that name.
    package var isAbsence: Bool { number == ENOENT }

    package var description: String { String(cString: strerror(number)) }
}
