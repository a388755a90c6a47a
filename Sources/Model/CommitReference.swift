/// A commit as a finding names it.
package struct CommitReference: Hashable, Sendable {
    package let id: ObjectID
    package let author: Signature
    package let committer: Signature
    /// First line of the message, scrubbed of every secret found in the scan.
    package var summary: String
    package let isMerge: Bool

    package init(id: ObjectID, author: Signature, committer: Signature, summary: String, isMerge: Bool) {
        self.id = id
        self.author = author
        self.committer = committer
        self.summary = summary
        self.isMerge = isMerge
    }
}
