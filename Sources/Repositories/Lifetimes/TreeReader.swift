private import CBytes
internal import Model

/// The entries of a tree, as its versions take them over.
struct TreeEntryList: @unchecked Sendable {
    // Safe: written once, by `TreeReader.list`, before anybody else has it.
    fileprivate let entries: ContiguousArray<TreeReader.Entry>
    fileprivate let count: Int32
}

/// Reads trees for one visitor.
struct TreeReader {
    let catalog: ObjectCatalog
    private let isOfInterest: @Sendable (Int) -> Bool
    private let takes: @Sendable (Int, ArraySlice<UInt8>) -> Bool
    private let named: [[UInt8]: Int32]
    /// By number of a name: what `named` has for it, or -1.
    private var namedNumbers: ContiguousArray<Int32> = []
    private(set) var names = NameTable()
    /// By number of a name: the one it has in `lists`, or -1.
    private var sharedNames: ContiguousArray<Int32> = []
    private let lists: TreeLists
    /// Of the tree that is recorded.
    private var own = GrowingTable<TreeGraph.Edge>()
    private(set) var recordedCount = 0
    private(set) var missing: [ObjectID: [UInt8]] = [:]
    /// Numbers of all names under which something stands that the catalog does not have.
    private(set) var missingNames: Set<Int32> = []
    private(set) var submoduleCount = 0
    /// Objects of this repository that are named as a submodule's commit.
    private(set) var ownSubmodules: Set<Int32> = []
    /// Objects that are named as files and do not belong to the set; nil where nobody asks.
    private(set) var otherFiles: NumberSet?
    /// Of the tree at hand.
    private var entries = GrowingTable<Entry>()
    /// Entries of the tree at hand that are not looked up yet. They are when the next tree comes: what the index has at
    /// their places is fetched while that one is inflated.
    private var unresolved = GrowingTable<Unresolved>()

    fileprivate struct Entry: BitwiseCopyable {
        /// Where it begins in the tree.
        var start: Int32
        /// Number in the catalog, or -1.
        var child: Int32
        let name: Int32
        var kind: Kind

        enum Kind: UInt8, BitwiseCopyable {
            case tree, emptyTree, blobOfInterest, otherBlob, submodule, missing, missingTree
        }
    }

    private struct Unresolved: BitwiseCopyable {
        let index: Int32
        let id: ObjectID
    }

    init(
        catalog: ObjectCatalog, lists: TreeLists, named: [[UInt8]: Int32], notesFiles: Bool,
        isOfInterest: @escaping @Sendable (Int) -> Bool,
        takes: @escaping @Sendable (Int, ArraySlice<UInt8>) -> Bool
    ) {
        self.catalog = catalog
        self.takes = takes
        self.lists = lists
        otherFiles = notesFiles ? NumberSet(count: catalog.count) : nil
        self.named = named
        self.isOfInterest = isOfInterest
    }

    func deallocate() {
        own.deallocate()
        entries.deallocate()
        unresolved.deallocate()
    }

    /// Reads a tree; it is at hand until the next.
    /// - Returns: up to where it could be read.
    mutating func read(
        _ content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>, base: TreeEntryList?
    ) -> Int {
        entries.removeAll()
        var position = 0
        // Places are numbers of 32 bits here; what is longer is no tree that anything could use.
        guard content.count < Int(Int32.max) else { return 0 }
        if let base { takeOver(from: base, copies: copies, in: content, at: &position) }
        while readEntry(in: content, at: &position) {}
        for entry in unresolved.elements { catalog.prefetch(entry.id) }
        return position
    }

    /// Looks up what the tree at hand names. Before that it is not to be asked for.
    mutating func resolve() {
        for entry in unresolved.elements {
            let index = Int(entry.index)
            let kind = entries[index].kind
            guard let number = catalog.number(of: entry.id) else {
                if kind == .submodule { continue }
                // Of several names the first in order, whichever tree comes first.
                let name = Array(names.name(Int(entries[index].name)))
                if missing[entry.id].map({ name.lexicographicallyPrecedes($0) }) ?? true { missing[entry.id] = name }
                missingNames.insert(entries[index].name)
                entries[index].kind = kind == .tree ? .missingTree : .missing
                continue
            }
            entries[index].child = Int32(truncatingIfNeeded: number)
            if kind == .submodule { ownSubmodules.insert(Int32(truncatingIfNeeded: number)) }
            if kind == .tree { lists.hold(number) }
            guard kind == .otherBlob else { continue }
            if isOfInterest(number), takes(number, names.name(Int(entries[index].name))) {
                entries[index].kind = .blobOfInterest
            } else {
                otherFiles?.insert(number)
            }
        }
        unresolved.removeAll()
    }

    /// Takes the edges of the tree at hand.
    mutating func record(_ number: Int) {
        recordedCount += 1
        own.removeAll()
        for index in entries.elements.indices {
            let entry = entries[index]
            if !named.isEmpty, namedNumbers[Int(entry.name)] >= 0 {
                own.append(edge(to: namedNumbers[Int(entry.name)], entry, isTree: false))
            }
            switch entry.kind {
            case .tree: recordSubtree(entry, at: index)
            case .blobOfInterest: own.append(edge(to: entry.child, entry, isTree: false))
            case .missingTree: own.append(edge(to: TreeGraph.unknown, entry, isTree: true))
            case .submodule: submoduleCount += 1
            case .emptyTree, .otherBlob, .missing: break
            }
        }
        lists.record(number, own.elements)
    }

    @inline(__always)
    private mutating func recordSubtree(_ entry: Entry, at index: Int) {
        let list = lists.sharesSubtrees ? lists.list(of: Int(entry.child)) : TreeLists.unread
        switch list {
        // What it holds does not change; versions of this tree that have it too need not ask.
        case TreeLists.empty: entries[index].kind = .emptyTree
        case TreeLists.unread: own.append(edge(to: entry.child, entry, isTree: true))
        default: own.append(TreeGraph.Edge(list: list, name: sharedName(entry.name)))
        }
    }

    private mutating func edge(to child: Int32, _ entry: Entry, isTree: Bool) -> TreeGraph.Edge {
        TreeGraph.Edge(child: child, name: sharedName(entry.name), isTree: isTree)
    }

    /// The number that all visitors have for a name. It is asked for once, so that the lock costs nothing.
    @inline(__always)
    private mutating func sharedName(_ name: Int32) -> Int32 {
        while sharedNames.count <= Int(name) { sharedNames.append(-1) }
        if sharedNames[Int(name)] < 0 {
            sharedNames[Int(name)] = names.name(Int(name)).withUnsafeBytes { lists.number(ofName: $0) }
        }
        return sharedNames[Int(name)]
    }

    /// The entries of the tree at hand.
    /// - Parameter count: bytes of the tree.
    func list(count: Int) -> TreeEntryList {
        TreeEntryList(entries: ContiguousArray(entries.elements), count: Int32(truncatingIfNeeded: count))
    }

    /// Takes over the entries that the delta copied whole and reads those in between, up to the last copy's end.
    private mutating func takeOver(
        from base: TreeEntryList, copies: UnsafeBufferPointer<CopiedSpan>, in content: UnsafeRawBufferPointer,
        at position: inout Int
    ) {
        base.entries.withUnsafeBufferPointer { old in
            var next = 0
            for copy in copies where copy.end > position {
                // Entries that begin before the copy, or not where the base has one, are read.
                while position < copy.start { guard readEntry(in: content, at: &position) else { return } }
                while position < copy.end {
                    let shift = copy.shift
                    guard let first = Self.entry(at: position - shift, in: old, from: &next) else {
                        guard readEntry(in: content, at: &position) else { return }
                        continue
                    }
                    var index = first
                    while index < old.count {
                        let entryEnd = Int(index + 1 < old.count ? old[index + 1].start : base.count) + shift
                        if entryEnd > copy.end { break }
                        var own = old[index]
                        own.start = Int32(truncatingIfNeeded: position)
                        entries.append(own)
                        position = entryEnd
                        index += 1
                    }
                    next = index
                    if position < copy.end { guard readEntry(in: content, at: &position) else { return } }
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
    private mutating func readEntry(in content: UnsafeRawBufferPointer, at position: inout Int) -> Bool {
        let start = position
        guard let entry = TreeEntry(in: content, catalog.format, at: &position) else { return false }
        let bytes = UnsafeRawBufferPointer(rebasing: content[entry.name.start..<entry.name.end])
        let name = Int32(truncatingIfNeeded: names.number(of: bytes))
        if !named.isEmpty, Int(name) == namedNumbers.count { namedNumbers.append(named[Array(bytes)] ?? -1) }
        let kind: Entry.Kind = entry.isSubmodule ? .submodule : entry.isTree ? .tree : .otherBlob
        catalog.prefetchBounds(entry.id)
        unresolved.append(Unresolved(index: Int32(truncatingIfNeeded: entries.count), id: entry.id))
        entries.append(Entry(start: Int32(truncatingIfNeeded: start), child: -1, name: name, kind: kind))
        return true
    }
}
