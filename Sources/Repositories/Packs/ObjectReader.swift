package import Model
internal import PackFormat

/// One worker's way to single objects, whatever pack or file they stand in. The bulk goes through `ObjectCatalog.walk`.
///
/// libgit2 does not serve here: it refuses whole packs whose trailer or end is damaged, and 1.5 loops for ever on a
/// loose object that is cut short.
package struct ObjectReader: ~Copyable {
    let catalog: ObjectCatalog
    private let inflater = Inflater()
    private let bases = BaseCache()

    package init(catalog: ObjectCatalog) { self.catalog = catalog }

    /// The content of an object, whole or, if it has more than `limit` bytes and is stored whole, as a stream. The worker
    /// has its turn with large objects while `body` runs.
    /// - Returns: nil if no copy can be read.
    package borrowing func withContent<Result>(
        of id: ObjectID, above limit: Int, _ body: (ObjectContent) throws(ContentStreamFailure) -> Result
    ) -> Result? {
        if let large = stream(id, besides: [], above: limit) {
            if let result = try? body(.stream(large.stream)) { return result }
        }
        let takesTurn = isLarge(id)
        if takesTurn { _ = catalog.largeObjects.enter(nil) }
        defer { if takesTurn { catalog.largeObjects.leave() } }
        guard let object = read(id) else { return nil }
        return object.content.withUnsafeBytes { try? body(.whole($0)) }
    }

    /// A stream of the first copy that has more than `limit` bytes and is no delta.
    borrowing func stream(_ id: ObjectID, besides places: Set<Int>, above limit: Int) -> (
        kind: ObjectKind, stream: InflateStream
    )? {
        for (place, pack) in catalog.packs.enumerated() where !places.contains(place) {
            guard let position = pack.position(of: id) else { continue }
            let entry = pack.entry(atPosition: position)
            guard pack.base(entry) < 0, pack.size(entry) > limit, let kind = pack.kind(entry),
                let stream = try? pack.stream(entry)
            else { continue }
            return (kind, stream)
        }
        for folder in catalog.loose
        where folder.position(of: id) != nil && LooseObject.mayExceed(limit, path: folder.path(of: id)) {
            guard let large = try? LooseObject.stream(path: folder.path(of: id)), large.size > limit else { continue }
            return (large.kind, large.stream)
        }
        return nil
    }

    /// Whether the first copy, or what it is made from, is large.
    private borrowing func isLarge(_ id: ObjectID) -> Bool {
        let threshold = catalog.largeObjects.threshold
        for pack in catalog.packs {
            guard let position = pack.position(of: id) else { continue }
            let entry = pack.entry(atPosition: position)
            guard pack.kind(entry) != nil else { continue }
            var root = entry
            while pack.base(root) >= 0 { root = pack.base(root) }
            return pack.size(root) > threshold || pack.resultSize(entry) ?? 0 > threshold
        }
        return catalog.loose.contains { folder in
            let path = folder.path(of: id)
            guard folder.position(of: id) != nil, LooseObject.mayExceed(threshold, path: path) else { return false }
            return (try? LooseObject.stream(path: path).size) ?? 0 > threshold
        }
    }

    /// Kind and content from the first copy that can be read; nil if there is none.
    package borrowing func read(_ id: ObjectID) -> WholeObject? { read(id, besides: []) }

    /// - Parameter places: packs in which its copy is known to be damaged.
    borrowing func read(_ id: ObjectID, besides places: Set<Int>) -> WholeObject? {
        for (place, pack) in catalog.packs.enumerated() where !places.contains(place) {
            guard let position = pack.position(of: id) else { continue }
            let entry = pack.entry(atPosition: position)
            if let object = read(entry: entry, of: pack, besides: places.union([place])) { return object }
        }
        for folder in catalog.loose where folder.position(of: id) != nil {
            let object = try? LooseObject(
                path: folder.path(of: id), inflater: inflater, limit: catalog.largeObjects.budget)
            if let object { return WholeObject(kind: object.kind, content: object.content) }
        }
        return nil
    }

    /// Goes down to the first base that stands whole, or whose copy elsewhere does, and applies the deltas back up. If
    /// no checksum in the index vouches for an entry on the way, the name of what comes out has to.
    private borrowing func read(entry: Int, of pack: PackFile, besides places: Set<Int>) -> WholeObject? {
        guard pack.kind(entry) != nil else { return nil }
        var deltas: [(entry: Int, bytes: [UInt8])] = []
        var current = entry
        var object: WholeObject?
        var isVouchedFor = true
        while object == nil {
            if let base = bases[.init(pack: ObjectIdentifier(pack), entry: current)] {
                object = base
                continue
            }
            guard let kind = pack.kind(current) else { return nil }
            let agrees = pack.tables.agreesWithChecksum(current)
            let bytes = inflated(current, of: pack)
            // The entry that was asked for is looked for elsewhere by the caller.
            if !agrees || bytes == nil, current != entry,
                let copy = read(pack.index.name(pack.position(current)), besides: places)
            {
                object = copy
                continue
            }
            guard let bytes else { return nil }
            isVouchedFor = isVouchedFor && agrees
            if pack.base(current) < 0 {
                let whole = WholeObject(kind: kind, content: bytes)
                if isVouchedFor { bases.keep(whole, for: .init(pack: ObjectIdentifier(pack), entry: current)) }
                object = whole
            } else {
                deltas.append((current, bytes))
                current = pack.base(current)
            }
        }
        while let delta = deltas.popLast(), let base = object {
            let budget = catalog.largeObjects.budget
            guard let content = Delta.applied(delta.bytes, to: base.content, limit: budget, budget: budget) else {
                return nil
            }
            let made = WholeObject(kind: base.kind, content: content)
            if isVouchedFor { bases.keep(made, for: .init(pack: ObjectIdentifier(pack), entry: delta.entry)) }
            object = made
        }
        guard !isVouchedFor, let made = object else { return object }
        let name = made.content.withUnsafeBytes { ObjectID(of: made.kind, content: $0, catalog.format) }
        return name == pack.index.name(pack.position(entry)) ? made : nil
    }

    private borrowing func inflated(_ entry: Int, of pack: PackFile) -> [UInt8]? {
        let size = pack.size(entry)
        guard pack.fault(of: entry, limit: catalog.largeObjects.budget) == nil else { return nil }
        var bytes = [UInt8](repeating: 0, count: size)
        let outcome = bytes.withUnsafeMutableBytes {
            inflater.inflate(pack.compressed(entry), into: $0)
        }
        guard case .bytes(size) = outcome else { return nil }
        return bytes
    }
}
