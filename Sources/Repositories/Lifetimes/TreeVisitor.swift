package import Model

/// Reads trees and notes their edges to subtrees and to the blobs of a set, and what they name that is not there.
///
/// Versions of a tree are nearly the same, so of a delta only the entries that it touched are read; the others are
/// taken over from its base.
package final class TreeVisitor: ObjectVisitor {
    private let catalog: ObjectCatalog
    private let isOfInterest: @Sendable (Int) -> Bool
    /// Every name that the trees have; edges name them by number.
    private(set) var names = NameTable()
    /// Edges of all trees, one tree after the other.
    private(set) var edges = GrowingTable<TreeGraph.Edge>()
    /// The trees that were read, with where their edges begin.
    private(set) var trees = GrowingTable<(number: Int32, firstEdge: Int32)>()
    package var treeCount: Int { trees.count }
    /// Objects that trees name and the catalog does not have, with a name under which they would stand.
    package private(set) var missing: [ObjectID: [UInt8]] = [:]
    package private(set) var submoduleCount = 0
    package private(set) var unreadable: [(id: ObjectID, reason: String)] = []
    private var entries: ContiguousArray<Entry> = []
    /// Entries of the tree at hand that are not looked up yet: all of a tree are, one right after the other, so that
    /// the processor waits for several places of the index at a time.
    private var unresolved: ContiguousArray<(index: Int32, id: ObjectID, name: ByteSpan)> = []

    private struct Entry {
        /// Where it begins in the tree.
        var start: Int32
        /// Number in the catalog, or -1.
        var child: Int32
        let name: Int32
        var kind: Kind

        enum Kind: UInt8 { case tree, blobOfInterest, otherBlob, submodule, missing }
    }

    /// The entries of a tree, for its versions.
    private final class State: ObjectState {
        /// Names are numbered by visitor: the states of another one say nothing here.
        let owner: ObjectIdentifier
        let entries: ContiguousArray<Entry>
        let count: Int32

        init(owner: ObjectIdentifier, entries: ContiguousArray<Entry>, count: Int) {
            self.owner = owner
            self.entries = entries
            self.count = Int32(count)
        }
    }

    /// - Parameter isOfInterest: whether the blob of this number belongs to the set.
    package init(catalog: ObjectCatalog, isOfInterest: @escaping @Sendable (Int) -> Bool) {
        self.catalog = catalog
        self.isOfInterest = isOfInterest
    }

    deinit {
        edges.deallocate()
        trees.deallocate()
    }

    package func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, pieces: UnsafeBufferPointer<DeltaPiece>,
        baseState: (any ObjectState)?
    ) -> (any ObjectState)? {
        if object.isKnown { return nil }
        entries.removeAll(keepingCapacity: true)
        var position = 0
        if let base = baseState as? State, base.owner == ObjectIdentifier(self), content.count < Int(Int32.max) {
            takeOver(from: base, pieces: pieces, in: content, at: &position)
        }
        while readEntry(in: content, at: &position) {}
        if !unresolved.isEmpty { resolve(in: content) }
        let isWhole = position == content.count
        if !object.isRepeat { record(object, isWhole: isWhole, readUpTo: position) }
        return object.isBase && isWhole
            ? State(owner: ObjectIdentifier(self), entries: entries, count: content.count) : nil
    }

    package func missed(_ id: ObjectID, reason: String) { unreadable.append((id, reason)) }

    /// Every name of a file or folder that the trees have, once, in no particular order.
    package var allNames: [[UInt8]] { (0..<names.count).map { Array(names.name($0)) } }

    /// Takes over the entries that the delta copied whole and reads those in between, up to the last copy's end.
    private func takeOver(
        from base: State, pieces: UnsafeBufferPointer<DeltaPiece>, in content: UnsafeRawBufferPointer,
        at position: inout Int
    ) {
        base.entries.withUnsafeBufferPointer { old in
            var next = 0
            for piece in pieces where piece.isCopy && piece.start + piece.count > position {
                let end = piece.start + piece.count
                // Entries that begin before the copy, or not where the base has one, are read.
                while position < piece.start { guard readEntry(in: content, at: &position) else { return } }
                while position < end {
                    let shift = piece.baseStart - piece.start
                    guard let first = Self.entry(at: position + shift, in: old, from: &next) else {
                        guard readEntry(in: content, at: &position) else { return }
                        continue
                    }
                    var index = first
                    while index < old.count {
                        let entryEnd = Int(index + 1 < old.count ? old[index + 1].start : base.count) - shift
                        if entryEnd > end { break }
                        var own = old[index]
                        own.start = Int32(truncatingIfNeeded: position)
                        entries.append(own)
                        position = entryEnd
                        index += 1
                    }
                    next = index
                    if position < end { guard readEntry(in: content, at: &position) else { return } }
                }
            }
        }
    }

    /// The entry that begins at `start`; nil if none does.
    /// - Parameter next: a guess; copies mostly follow each other.
    private static func entry(at start: Int, in entries: UnsafeBufferPointer<Entry>, from next: inout Int) -> Int? {
        var low = 0
        var high = entries.count
        if next < entries.count {
            if Int(entries[next].start) == start { return next }
            if Int(entries[next].start) < start { low = next + 1 } else { high = next }
        }
        while low < high {
            let middle = (low + high) / 2
            if Int(entries[middle].start) < start { low = middle + 1 } else { high = middle }
        }
        return low < entries.count && Int(entries[low].start) == start ? low : nil
    }

    /// Reads the entry at `position` and moves behind it; false at the end and where the tree is broken.
    private func readEntry(in content: UnsafeRawBufferPointer, at position: inout Int) -> Bool {
        let start = position
        guard let entry = TreeEntry(in: content, at: &position) else { return false }
        let bytes = UnsafeRawBufferPointer(rebasing: content[entry.name.start..<entry.name.end])
        let name = Int32(truncatingIfNeeded: names.number(of: bytes))
        let kind: Entry.Kind = entry.isSubmodule ? .submodule : entry.isTree ? .tree : .otherBlob
        if !entry.isSubmodule {
            catalog.prefetch(entry.id)
            unresolved.append((Int32(truncatingIfNeeded: entries.count), entry.id, entry.name))
        }
        entries.append(Entry(start: Int32(truncatingIfNeeded: start), child: -1, name: name, kind: kind))
        return true
    }

    private func resolve(in content: UnsafeRawBufferPointer) {
        for (index, id, name) in unresolved {
            guard let number = catalog.number(of: id) else {
                entries[Int(index)].kind = .missing
                if missing[id] == nil { missing[id] = Array(content[name.start..<name.end]) }
                continue
            }
            entries[Int(index)].child = Int32(truncatingIfNeeded: number)
            if entries[Int(index)].kind == .otherBlob, isOfInterest(number) {
                entries[Int(index)].kind = .blobOfInterest
            }
        }
        unresolved.removeAll(keepingCapacity: true)
    }

    private func record(_ object: WalkedObject, isWhole: Bool, readUpTo position: Int) {
        trees.append((Int32(object.number), Int32(edges.count)))
        submoduleCount += Self.append(entries, to: &edges)
        if !isWhole {
            unreadable.append(
                (
                    catalog.id(of: object.number),
                    "the tree is damaged behind byte \(position); what it names from there on has no path"
                ))
        }
    }

    /// - Returns: how many entries are submodules.
    private static func append(_ entries: ContiguousArray<Entry>, to edges: inout GrowingTable<TreeGraph.Edge>) -> Int {
        var submodules = 0
        for entry in entries {
            switch entry.kind {
            case .tree: edges.append(TreeGraph.Edge(child: entry.child, name: entry.name, isTree: true))
            case .blobOfInterest: edges.append(TreeGraph.Edge(child: entry.child, name: entry.name, isTree: false))
            case .submodule: submodules += 1
            case .otherBlob, .missing: break
            }
        }
        return submodules
    }
}
