/// What kind of place a content stands in. The raw value is what findings files print.
package enum Carrier: String, Sendable, CaseIterable, Comparable {
    /// A version of a file in the object database.
    case blob
    /// A file of the working tree whose content no commit at HEAD holds at that path.
    case worktree
    /// Content that is staged and not at HEAD.
    case index
    /// A blob that no tree holds.
    case danglingBlob = "dangling-blob"
    case commitMessage = "commit-message"
    case commitAuthor = "commit-author"
    case commitCommitter = "commit-committer"
    case tagMessage = "tag-message"
    case tagger
    /// Headers of a commit or tag that Git itself does not interpret, and damaged objects.
    case objectHeader = "object-header"
    case fileName = "file-name"
    case refName = "ref-name"
    case note
    case reflog
    /// The repository's own configuration: remotes, headers, credentials.
    case gitConfig = "git-config"
    case hook
    /// Any other file of the Git directory: MERGE_MSG, FETCH_HEAD, info/exclude…
    case gitDirectory = "git-directory"
    /// A file outside any repository.
    case file
    case standardInput = "stdin"

    package static func < (left: Carrier, right: Carrier) -> Bool { left.rawValue < right.rawValue }
}
