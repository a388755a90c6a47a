internal import Model
internal import Repositories

/// What coverage says of an object that is named and not among those that can be read.
struct AbsentObject {
    let reason: Coverage.Reason
    /// After a comma.
    let detail: String

    init(in catalog: ObjectCatalog) {
        if catalog.hasPromisor {
            reason = .missingObject
            detail =
                "which the clone, being partial, left on the server; a full clone (`git clone --mirror`) has it"
        } else if catalog.isPartlyDenied {
            reason = .unreadable
            detail = "which is not in what may be read; check the permissions of the object folder and its packs"
        } else {
            reason = .missingObject
            detail = "which is absent: the repository is damaged; `git fsck` shows how, another clone may have it"
        }
    }
}

/// What coverage says of an object that is there and was not read.
struct UnreadObject {
    let reason: Coverage.Reason
    let detail: String

    /// - Parameter advice: what to do where it is damaged.
    init(_ reason: String, advice: String) {
        let isDenied = reason.hasSuffix(GitError.adviceOnPermissions)
        self.reason = isDenied ? .unreadable : .corruptObject
        detail = isDenied ? reason : "\(reason); \(advice)"
    }
}
