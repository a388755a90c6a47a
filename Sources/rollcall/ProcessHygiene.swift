private import CProcess
private import Glibc

/// What the process gives away about the secrets in its memory: nothing.
enum ProcessHygiene {
    /// No core file, and no other process of the same user may read its memory (prctl(2), `PR_SET_DUMPABLE`).
    ///
    /// Nor a backtrace: Swift's runtime would print registers and the memory they point to, and take a signal that another
    /// process sends for a fault that comes again.
    static func begin() {
        rollcall_keep_memory_private()
        for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(number, SIG_DFL) }
        rollcall_outlive_cut_files()
    }

    /// Does not outlive the process that started this one, however that ends.
    static func endWithParent() { rollcall_end_with_parent() }
}
