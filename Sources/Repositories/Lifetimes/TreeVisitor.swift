package import Model

/// Reads trees and notes their edges to subtrees and to the blobs of a set, and what they name that is not there.
///
/// Versions of a tree are nearly the same, so of a delta only the entries that it touched are read; the others are
/// taken over from its base.
package final class TreeVisitor: ObjectVisitor {
    // A struct, because each change of a class's property is checked while the program runs.
    private var reader: TreeReader

    /// Every name that the trees have.
    package var names: NameTable { reader.names }
    /// How many trees were read.
    package var treeCount: Int { reader.recordedCount }
    /// Objects that trees name and the catalog does not have, with a name under which they would stand.
    package var missing: [ObjectID: [UInt8]] { reader.missing }
    /// All names under which such objects would stand.
    var missingNames: [ArraySlice<UInt8>] { reader.missingNames.map { reader.names.name(Int($0)) } }
    package var submoduleCount: Int { reader.submoduleCount }
    var ownSubmodules: Set<Int32> { reader.ownSubmodules }
    var otherFiles: NumberSet? { reader.otherFiles }
    package private(set) var unreadable: [(id: ObjectID, reason: String)] = []

    /// The entries of a tree, for its versions.
    private final class State: ObjectState, @unchecked Sendable {
        // Safe: only the worker whose visitor is the owner reads or writes `entries`.
        /// Names are numbered by visitor: the states of another one say nothing here.
        let owner: ObjectIdentifier
        /// nil until the next tree comes.
        var entries: TreeEntryList?

        init(owner: ObjectIdentifier) { self.owner = owner }
    }

    /// The tree that was visited last, which has not been recorded.
    private struct Pending {
        /// nil for one that is presented under another number too.
        let number: Int?
        /// Bytes.
        let count: Int
        let state: State?
    }

    private var pending: Pending?

    /// - Parameters:
    ///   - lists: take what the trees hold.
    ///   - named: names of entries that belong to the set, whatever they name, as blobs of these numbers; they should
    ///     be no object's.
    ///   - notesFiles: whether `WrongKinds` will ask what else is named as a file.
    ///   - isOfInterest: whether the blob of this number belongs to the set.
    ///   - takes: whether it does under the name of an entry; asked for those alone.
    init(
        catalog: ObjectCatalog, lists: TreeLists, named: [[UInt8]: Int32] = [:], notesFiles: Bool = false,
        isOfInterest: @escaping @Sendable (Int) -> Bool,
        takes: @escaping @Sendable (Int, ArraySlice<UInt8>) -> Bool = { _, _ in true }
    ) {
        reader = TreeReader(
            catalog: catalog, lists: lists, named: named, notesFiles: notesFiles, isOfInterest: isOfInterest,
            takes: takes)
    }

    deinit { reader.deallocate() }

    package func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
        baseState: (any ObjectState)?
    ) -> (any ObjectState)? {
        if object.isKnown { return nil }
        let owner = ObjectIdentifier(self)
        // A cast that asks the runtime takes longer than reading most trees.
        let base = baseState.flatMap { type(of: $0) == State.self ? unsafeDowncast($0, to: State.self) : nil }
        finish()
        let end = reader.read(content, copies: copies, base: base?.owner == owner ? base?.entries : nil)
        let isWhole = end == content.count
        if !object.isRepeat, !isWhole { missed(object, end) }
        let state = object.isBase && isWhole ? State(owner: owner) : nil
        pending = Pending(number: object.isRepeat ? nil : object.number, count: content.count, state: state)
        return state
    }

    /// Records the tree at hand.
    package func finish() {
        guard let tree = pending else { return }
        pending = nil
        reader.resolve()
        if let number = tree.number { reader.record(number) }
        tree.state?.entries = reader.list(count: tree.count)
    }

    private func missed(_ object: WalkedObject, _ end: Int) {
        unreadable.append(
            (
                reader.catalog.id(of: object.number),
                "the tree is damaged behind byte \(end); what it names from there on has no path"
            ))
    }

    package func missed(_ id: ObjectID, reason: String) { unreadable.append((id, reason)) }
}
