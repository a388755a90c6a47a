package import Model

/// The part of all trees that matters to a set of blobs: which tree holds which of these blobs, and which subtrees.
package struct TreeGraph: Sendable {
    /// An entry of a tree: a subtree, or a blob of the set.
    package struct Edge: Sendable, Hashable {
        /// Number in the catalog.
        package let child: Int32
        package let name: Int32
        package let isTree: Bool
    }

    /// Edges that lead to a blob of the set, per tree that has any; sorted by name.
    private let edges: [Int32: ArraySlice<Edge>]
    package let names: NameTable
    /// Trees with edges that no other tree holds.
    package let topTrees: [Int32]
    package let treeCount: Int

    package func edges(of tree: Int32) -> ArraySlice<Edge> { edges[tree] ?? [] }
    package func holdsAnything(_ tree: Int32) -> Bool { edges[tree] != nil }

    /// Joins what the visitors of one walk have seen. Cancelled, it joins less.
    package init(_ visitors: [TreeVisitor], cancellation: CancellationFlag) {
        var names = NameTable()
        var all: [Int32: ArraySlice<Edge>] = [:]
        var parents: [Int32: [Int32]] = [:]
        var marked: Set<Int32> = []
        var pending: [Int32] = []
        var treeCount = 0
        for visitor in visitors {
            treeCount += visitor.treeCount
            let renumbered = (0..<visitor.names.count).map { local in
                visitor.names.name(local).withUnsafeBytes { Int32(names.number(of: $0)) }
            }
            for (tree, range) in visitor.ranges {
                if cancellation.isSet { break }
                let own = visitor.edges[range].map { Edge(child: $0.child, name: renumbered[Int($0.name)], isTree: $0.isTree) }
                all[tree] = ArraySlice(own)
                for edge in own {
                    if edge.isTree {
                        parents[edge.child, default: []].append(tree)
                    } else if marked.insert(tree).inserted {
                        pending.append(tree)
                    }
                }
            }
        }
        // Upwards from the trees that hold a blob of the set; what is not reached leads nowhere.
        while let tree = pending.popLast(), !cancellation.isSet {
            for parent in parents[tree] ?? [] where marked.insert(parent).inserted { pending.append(parent) }
        }
        edges = all.filter { marked.contains($0.key) }.mapValues { own in
            ArraySlice(own.filter { !$0.isTree || marked.contains($0.child) }.sorted { $0.name < $1.name })
        }
        topTrees = marked.filter { parents[$0] == nil }.sorted()
        self.names = names
        self.treeCount = treeCount
    }
}

/// Reads trees and notes their edges to subtrees and to the blobs of the set, and what they name that is not there.
package final class TreeVisitor: ObjectVisitor {
    private let catalog: ObjectCatalog
    private let isOfInterest: @Sendable (Int) -> Bool
    fileprivate var names = NameTable()
    fileprivate var edges: ContiguousArray<TreeGraph.Edge> = []
    fileprivate var ranges: [Int32: Range<Int>] = [:]
    fileprivate var treeCount = 0
    private var cache: ContiguousArray<CacheLine>
    /// Objects that trees name and the catalog does not have, with a name under which they would stand.
    package private(set) var missing: [ObjectID: [UInt8]] = [:]
    package private(set) var submoduleCount = 0
    package private(set) var unreadable: [(id: ObjectID, reason: String)] = []

    /// Versions of a tree name mostly the same objects, so a small direct-mapped cache saves most look-ups.
    private struct CacheLine {
        var id: ObjectID
        var number: Int32
        /// Of the name it stood under: the same object under another name is news.
        var nameHash: UInt64
    }
    private static let cacheSize = 1 << 14

    /// - Parameter isOfInterest: whether the blob of this number belongs to the set.
    package init(catalog: ObjectCatalog, isOfInterest: @escaping @Sendable (Int) -> Bool) {
        self.catalog = catalog
        self.isOfInterest = isOfInterest
        cache = ContiguousArray(repeating: CacheLine(id: .zero, number: -1, nameHash: 0), count: Self.cacheSize)
    }

    package func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, pieces: UnsafeBufferPointer<DeltaPiece>, baseState: Void?
    ) {
        if object.isRepeat { return }
        treeCount += 1
        let first = edges.count
        var position = 0
        while let entry = TreeEntry(in: content, at: &position) {
            if entry.isSubmodule {
                submoduleCount += 1
                _ = names.number(of: UnsafeRawBufferPointer(rebasing: content[entry.name.start..<entry.name.end]))
                continue
            }
            let number = number(of: entry.id, named: UnsafeRawBufferPointer(rebasing: content[entry.name.start..<entry.name.end]))
            if number < 0 {
                if missing[entry.id] == nil { missing[entry.id] = Array(content[entry.name.start..<entry.name.end]) }
                continue
            }
            guard entry.isTree || isOfInterest(Int(number)) else { continue }
            let name = names.number(of: UnsafeRawBufferPointer(rebasing: content[entry.name.start..<entry.name.end]))
            edges.append(TreeGraph.Edge(child: number, name: Int32(name), isTree: entry.isTree))
        }
        if position < content.count {
            unreadable.append((catalog.id(of: object.number), "the tree is damaged behind byte \(position); what it names from there on has no path"))
        }
        if edges.count > first { ranges[Int32(object.number)] = first..<edges.count }
    }

    package func missed(_ id: ObjectID, reason: String) { unreadable.append((id, reason)) }

    /// Every name of a file or folder that the trees have, once, in no particular order.
    package var allNames: [[UInt8]] { (0..<names.count).map { Array(names.name($0)) } }

    @inline(__always)
    private func number(of id: ObjectID, named name: UnsafeRawBufferPointer) -> Int32 {
        let slot = Int(truncatingIfNeeded: id.high) & (Self.cacheSize - 1)
        let hash = Self.hash(name)
        if cache[slot].id == id {
            if cache[slot].nameHash != hash {
                cache[slot].nameHash = hash
                _ = names.number(of: name)
            }
            return cache[slot].number
        }
        let number = Int32(catalog.number(of: id) ?? -1)
        cache[slot] = CacheLine(id: id, number: number, nameHash: hash)
        _ = names.number(of: name)
        return number
    }

    /// Eight bytes at a time; the tail is read a second time rather than byte by byte.
    @inline(__always)
    private static func hash(_ name: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(name.count) &* 0x9E37_79B9_7F4A_7C15
        guard name.count >= 8 else {
            for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            return hash
        }
        var position = 0
        while position < name.count {
            let word = name.loadUnaligned(fromByteOffset: min(position, name.count - 8), as: UInt64.self)
            hash = (hash ^ word) &* 0xD6E8_FEB8_6659_FD93
            hash ^= hash >> 32
            position += 8
        }
        return hash
    }
}
