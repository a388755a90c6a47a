internal import Model

/// Where a finding stands today, the worst first.
enum Whereabouts: Int, CaseIterable {
    case atHead, file, uncommitted, otherRef, gitDirectory, history, unknown, unreachable

    init(_ finding: Finding) {
        let provenance = finding.provenance
        self =
            switch finding.location.carrier {
            case _ where provenance.isAtHead: .atHead
            case .file, .standardInput: .file
            case .worktree where provenance.condition == .withoutHistory: .file
            case .worktree, .index: .uncommitted
            case _ where !provenance.presentIn.isEmpty: .otherRef
            case _ where provenance.condition == .ofUnknownPlace: .unknown
            case .reflog, .gitConfig, .hook, .gitDirectory, .refName: .gitDirectory
            case .danglingBlob: .unreachable
            case _ where provenance.introduced.isEmpty && provenance.removed.isEmpty: .unreachable
            default: .history
            }
    }

    /// After a number of credentials: `3 only in history`.
    var phrase: String {
        switch self {
        case .atHead: "at HEAD"
        case .file: "in files"
        case .uncommitted: "uncommitted"
        case .otherRef: "on other branches and tags"
        case .gitDirectory: "in Git's own files"
        case .history: "only in history"
        case .unknown: "whose place is not known, as the scan was stopped"
        case .unreachable: "unreachable"
        }
    }
}
