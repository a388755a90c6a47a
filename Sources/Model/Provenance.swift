/// A commit that took a credential away from a path.
package struct Removal: Hashable, Sendable {
    package var commit: CommitReference
    /// Fingerprint of the credential of the same rule that stands there instead: the credential was rotated.
    package let replacedBy: String?

    package init(commit: CommitReference, replacedBy: String?) {
        self.commit = commit
        self.replacedBy = replacedBy
    }
}

/// How a credential came to one path and went.
package struct Provenance: Hashable, Sendable {
    /// Commits that hold it at this path while no parent does; oldest first.
    package var introduced: [CommitReference]
    /// Commits that do not hold it at this path while a parent does; oldest first.
    package var removed: [Removal]
    /// Full names of the refs whose tip holds it now; of very many the first.
    package var presentIn: [String]
    /// How many refs hold it, those included that are not named.
    package var refCount: Int
    /// Whether the commit at HEAD holds it at this path.
    package var isAtHead: Bool
    /// Whether the working tree's file at this path holds it too; nil where no working tree was scanned.
    package var isInWorktree: Bool?
    /// Why no commit is named; nil where commits are looked for.
    package let condition: Condition?
    /// Why nothing is attributed, or a caveat: unreachable, shallow, uncommitted… It says the condition too.
    package var note: String?

    /// What stands where no commit can tell of it. The raw value is the note on it.
    package enum Condition: String, Sendable {
        /// In a folder, a file or standard input.
        case withoutRepository = "not in a repository: nothing is known of its history"
        /// In a working tree whose history was not asked for: it may be committed or not.
        case withoutHistory = "history was not scanned"
        case staged = "staged, not committed"
        case uncommitted = "in the working tree, not committed there"
        /// Found before it was known which commits hold it.
        case ofUnknownPlace = "the scan was stopped before it was known where this stands"
    }

    package init(
        introduced: [CommitReference] = [], removed: [Removal] = [], presentIn: [String] = [], refCount: Int? = nil,
        isAtHead: Bool = false, isInWorktree: Bool? = nil, condition: Condition? = nil, note: String? = nil
    ) {
        self.introduced = introduced
        self.removed = removed
        self.presentIn = presentIn
        self.refCount = refCount ?? presentIn.count
        self.isAtHead = isAtHead
        self.isInWorktree = isInWorktree
        self.condition = condition
        self.note = note ?? condition?.rawValue
    }

    /// The note, and how many refs there are if not all are named.
    package var noteWithRefCount: String? {
        if refCount <= presentIn.count { return note }
        let refs = "\(refCount) refs hold it; the first \(presentIn.count) are named"
        return note.map { "\($0); \(refs)" } ?? refs
    }
}
