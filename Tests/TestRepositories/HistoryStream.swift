/// A long history for `git fast-import`: thousands of commits in one process, dates a minute apart.
package struct HistoryStream {
    /// A commit of this stream, to name it as a parent.
    package struct Mark: Hashable, Sendable { fileprivate let number: Int }

    package var bytes: [UInt8] = []
    private var marks = 0
    private var date = 1_704_067_200

    package init() {}

    /// Adds a commit; its tree is the first parent's with `changes` (nil deletes the path). Without parents it is a root.
    ///
    /// Give `branch` its commits in order: the last one is where the branch ends.
    @discardableResult
    package mutating func commit(
        on branch: String = "main", _ message: String = "change", parents: [Mark] = [],
        author: TestRepository.Person = .ada, changes: [(path: String, bytes: [UInt8]?)]
    ) -> Mark {
        marks += 1
        date += 60
        if parents.isEmpty { line("reset refs/heads/\(branch)") }
        line("commit refs/heads/\(branch)")
        line("mark :\(marks)")
        line("author \(author.name) <\(author.email)> \(date) +0000")
        line("committer \(author.name) <\(author.email)> \(date) +0000")
        data(Array(message.utf8))
        for (index, parent) in parents.enumerated() { line("\(index == 0 ? "from" : "merge") :\(parent.number)") }
        for change in changes {
            if let bytes = change.bytes {
                line("M 100644 inline \(change.path)")
                data(bytes)
            } else {
                line("D \(change.path)")
            }
        }
        line("")
        return Mark(number: marks)
    }

    private mutating func line(_ text: String) { bytes += text.utf8 + [UInt8(ascii: "\n")] }

    private mutating func data(_ content: [UInt8]) {
        line("data \(content.count)")
        bytes += content + [UInt8(ascii: "\n")]
    }
}

extension TestRepository {
    /// Imports the stream as one pack. The working tree of a branch that moved stays as it was: see `resetHard(to:)`.
    package func importHistory(_ stream: HistoryStream) throws {
        try git("fast-import", "--quiet", "--force", "--date-format=raw", input: stream.bytes)
    }
}
