private import Files

/// Names in folders that outlive a power cut, with the words of a sweep where they cannot be given.
enum DurableName {
    /// Makes a folder that only its owner may enter, and those above it.
    static func makeFolder(_ path: String) throws(SweepError) {
        try telling(path) { () throws(SystemError) in try Folder.make(path) }
    }

    /// Renames within one folder.
    static func rename(_ old: String, to new: String) throws(SweepError) {
        try telling(new) { () throws(SystemError) in try Folder.renameDurably(old, to: new) }
    }

    /// Writes a small file over what is there, in one step.
    static func replace(_ path: String, with text: String) throws(SweepError) {
        try telling(path) { () throws(SystemError) in
            try FileWriter.replace(path, with: text.utf8, .contentAndName)
        }
    }

    /// Points a symbolic link elsewhere, in one step.
    static func link(_ path: String, to target: String) throws(SweepError) {
        try telling(path) { () throws(SystemError) in try Folder.pointLink(path, to: target) }
    }

    private static func telling(_ path: String, _ body: () throws(SystemError) -> Void) throws(SweepError) {
        do { try body() } catch { throw .cannotWrite(path: path, reason: "\(error)") }
    }
}
