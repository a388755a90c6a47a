private import CProcess

/// What the process gives away about the secrets in its memory: nothing.
enum ProcessHygiene {
    /// No core file, and no other process of the same user may read its memory (prctl(2), `PR_SET_DUMPABLE`).
    static func begin() { rollcall_keep_memory_private() }
}
