private import CProcess
private import Glibc

/// What the process gives away about the secrets in its memory: nothing.
enum ProcessHygiene {
    /// No core file, and no other process of the same user may read its memory (prctl(2), `PR_SET_DUMPABLE`).
    ///
    /// Nor a backtrace: Swift's runtime would print registers and the memory they point to, and take a signal that another
    /// process sends for a fault that comes again.
    static func begin() {
        occupyStandardStreams()
        rollcall_keep_memory_private()
        for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(number, SIG_DFL) }
        rollcall_outlive_cut_files()
    }

    /// Streams that whoever started us has closed: their numbers would go to the first files that are opened, a roll or a
    /// state, and what is printed would be written into them. Nothing can be written to what takes their place but to
    /// standard error, where messages end.
    private static func occupyStandardStreams() {
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
            // The lowest number that is free, which is this one.
            _ = open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Does not outlive the process that started this one, however that ends.
    static func endWithParent() { rollcall_end_with_parent() }
}
