internal import Model

/// Blobs that stand under certain names somewhere in the history: all trees are read for it.
package enum NamedBlobs {
    /// - Parameter wants: whether a file name (without its folder) is asked for; asked once for each name and worker.
    /// - Returns: numbers in the catalog, of regular files.
    package static func find(
        in catalog: ObjectCatalog, jobs: Int, progress: WalkProgress, wants: @escaping @Sendable (String) -> Bool
    ) -> Set<Int32> {
        let visitors = catalog.walk(.tree, jobs: jobs, progress: progress) {
            NamedBlobVisitor(catalog: catalog, wants: wants)
        }
        return visitors.reduce(into: []) { $0.formUnion($1.found) }
    }
}

private final class NamedBlobVisitor: ObjectVisitor {
    private let catalog: ObjectCatalog
    private let wants: @Sendable (String) -> Bool
    private var known: [String: Bool] = [:]
    private(set) var found: Set<Int32> = []

    init(catalog: ObjectCatalog, wants: @escaping @Sendable (String) -> Bool) {
        self.catalog = catalog
        self.wants = wants
    }

    func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
        baseState: (any ObjectState)?
    ) -> (any ObjectState)? {
        var position = 0
        while let entry = TreeEntry(in: content, catalog.format, at: &position) {
            guard entry.mode & 0o170000 == 0o100000 else { continue }
            let bytes = UnsafeRawBufferPointer(rebasing: content[entry.name.start..<entry.name.end])
            guard isWanted(String(decoding: bytes, as: UTF8.self)), let number = catalog.number(of: entry.id) else {
                continue
            }
            found.insert(Int32(truncatingIfNeeded: number))
        }
        return nil
    }

    /// What cannot be read is told by the scan's own walk.
    func missed(_ id: ObjectID, reason: String) {}

    private func isWanted(_ name: String) -> Bool {
        if let answer = known[name] { return answer }
        let answer = wants(name)
        known[name] = answer
        return answer
    }
}
