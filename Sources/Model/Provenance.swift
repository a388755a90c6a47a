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
    /// Why nothing is attributed, or a caveat: unreachable, shallow, uncommitted…
    package var note: String?

    package init(
        introduced: [CommitReference] = [], removed: [Removal] = [], presentIn: [String] = [], refCount: Int? = nil,
        isAtHead: Bool = false, isInWorktree: Bool? = nil, note: String? = nil
    ) {
        self.introduced = introduced
        self.removed = removed
        self.presentIn = presentIn
        self.refCount = refCount ?? presentIn.count
        self.isAtHead = isAtHead
        self.isInWorktree = isInWorktree
        self.note = note
    }

    /// The note on what stands in a folder, a file or standard input.
    package static let withoutRepository = "not in a repository: nothing is known of its history"
    /// The note on what stands in a working tree whose history was not asked for.
    package static let withoutHistory = "history was not scanned"
    /// Whether it may be committed or not.
    package var isOfUnknownHistory: Bool { note?.hasPrefix(Self.withoutHistory) ?? false }

    /// Notes on what is in no commit yet.
    package static let staged = "staged, not committed"
    package static let uncommitted = "in the working tree, not committed there"
    /// The note on what was found before it was known which commits hold it.
    package static let ofUnknownPlace = "the scan was stopped before it was known where this stands"
    package var isOfUnknownPlace: Bool { note?.hasPrefix(Self.ofUnknownPlace) ?? false }

    /// The note, and how many refs there are if not all are named.
    package var noteWithRefCount: String? {
        if refCount <= presentIn.count { return note }
        let refs = "\(refCount) refs hold it; the first \(presentIn.count) are named"
        return note.map { "\($0); \(refs)" } ?? refs
    }
}
