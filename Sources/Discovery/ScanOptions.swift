package import Detection
package import Model

/// What to scan and what to keep of it.
package struct ScanOptions: Sendable {
    /// All of it, or nothing.
    package enum Extent: String, Sendable, CaseIterable { case none, full }

    /// What is scanned of a repository: its objects, and the files that stand beside them.
    package var history: Extent = .full
    package var worktree: Extent = .full
    /// Only what is staged and not at HEAD.
    package var stagedOnly = false
    /// A commit or a date: only what later commits brought in.
    package var since: String?
    /// `A..B`: only what commits of B that A does not have brought in.
    package var range: String?
    /// Only commits of this branch.
    package var branch: String?
    /// Of files; what is in no file has no path and is always scanned.
    package var paths = PathFilter()
    /// Whether `paths` names what to look at, not only what to leave.
    package var hasIncludes = false
    /// 0–1; findings below it are left out.
    package var minimumConfidence = Confidence.Band.medium.floor
    /// Threads.
    package var jobs = 1
    /// Contents above this many bytes are scanned in pieces.
    package var pieceSize = 64 << 20
    /// How much is unpacked from one content.
    package var opening = OpeningLimits()
    /// Skips nothing that is passed over by default, such as the sample hooks of `git init`.
    package var skipsNothing = false
    /// What a scan may take beside the files that it maps, in bytes.
    package var memory = 512 << 20
    /// Whether findings carry their secrets in plain.
    package var showSecrets = false
    /// What exceptions are held against.
    package var today = CivilDate(seconds: 0)
    /// Whether markers in scanned files may suppress findings. Where they may not, they are counted.
    package var trustsMarkers = true
    /// What findings call a target, where that is not its path.
    package var sourceNames: [String: String] = [:]
    /// What people say is not to be reported.
    package var suppressions = Suppressions()
    /// Where scans leave what the next ones need not look at again; nil for nowhere.
    package var stateFolder: String?
    /// Scans every version of every file whole instead of what is new in it. The findings are the same.
    package var isExhaustive = false
    /// Whether declarations and references are read too.
    package var collectsArtefacts = false
    /// Whether only some rules are in force.
    package var choosesRules = false

    package init() {}

    /// Whether repositories within a target are scanned as targets, with their histories.
    var followsNested: Bool { history == .full && !selectsCommits && !stagedOnly }

    /// Whether nothing is left out of folders.
    var takesAllPaths: Bool {
        paths.takesAll && !choosesRules && minimumConfidence <= Confidence.Band.medium.floor
    }
    /// Whether nothing is left out of repositories.
    var isWhole: Bool { takesAllPaths && history == .full && worktree == .full && !stagedOnly && !selectsCommits }

    /// Objects of more bytes are read as streams where that can be, in bytes.
    var greatestWhole: Int { min(pieceSize, memory / 8) }
    /// Of a stream no more is held at a time, in bytes.
    var streamedPieceSize: Int { min(pieceSize, memory / 32) }

    /// Whether only some commits are asked about.
    package var selectsCommits: Bool { since != nil || range != nil || branch != nil }
}
