internal import Model

/// What tells one packed member of an archive from all others without unpacking it: a keyed hash of its packed bytes,
/// and what its archive says of them.
///
/// Checksum and size alone say nothing, for whoever writes the archive chooses them. Equal packed bytes unpack to
/// equal bytes, and nobody who does not know the key, which is drawn anew in every process, can make others with the
/// same hash.
package struct MemberKey: Hashable, Sendable {
    private let hash: UInt64
    private let checksum: UInt32
    private let size: Int
    private let isStored: Bool

    init(_ member: ZipArchive.Member, _ hash: UInt64) {
        self.hash = hash
        checksum = member.checksum
        size = member.size
        isStored = member.isStored
    }
}

/// Who remembers members that were lent before.
package protocol MemberMemory: AnyObject {
    /// Called before a member is unpacked.
    /// - Returns: whether it is known, and need not be lent.
    func takes(_ key: MemberKey) -> Bool

    /// A member was lent that holds nothing else, so that it may be remembered: the content that was lent last.
    func lent(_ key: MemberKey)
}

/// Knows members by the keys of this process, and who remembers them.
package struct MemberLookup {
    private let keys: CleanLines
    let memory: any MemberMemory

    package init(_ memory: any MemberMemory, library: RuleLibrary) {
        keys = library.cleanLines
        self.memory = memory
    }

    func key(of member: ZipArchive.Member) -> MemberKey { MemberKey(member, keys.hash(member.packed)) }
}
