import Model
import Repositories
import TestRepositories

/// An object as some reader gave it.
struct ReadObject: Hashable {
    let kind: ObjectKind
    let content: [UInt8]
}

/// Keeps all that a walk presents, and checks what deltas claim.
final class Collector: ObjectVisitor {
    private let catalog: ObjectCatalog
    /// Visits that are no repeats, in order.
    var seen: [(id: ObjectID, object: ReadObject)] = []
    var repeats: [(id: ObjectID, object: ReadObject)] = []
    var missedObjects: [ObjectID] = []
    /// Deltas whose pieces do not make the content of the base.
    var wrongPieces: [ObjectID] = []
    var deltaCount = 0

    private final class Base: ObjectState {
        let bytes: [UInt8]

        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    init(_ catalog: ObjectCatalog) { self.catalog = catalog }

    func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
        baseState: (any ObjectState)?
    ) -> (any ObjectState)? {
        let id = catalog.id(of: object.number)
        let bytes = Array(content)
        if object.isRepeat {
            repeats.append((id, ReadObject(kind: object.kind, content: bytes)))
        } else {
            seen.append((id, ReadObject(kind: object.kind, content: bytes)))
        }
        if let base = (baseState as? Base)?.bytes {
            deltaCount += 1
            if !reproduces(bytes, from: base, Array(copies)) { wrongPieces.append(id) }
        }
        return object.isBase ? Base(bytes) : nil
    }

    func missed(_ id: ObjectID, reason: String) { missedObjects.append(id) }

    private func reproduces(_ content: [UInt8], from base: [UInt8], _ copies: [CopiedSpan]) -> Bool {
        var last = CopiedSpan(start: 0, end: 0, source: -1)
        for copy in copies {
            let count = copy.end - copy.start
            guard copy.start >= last.end, count > 0, copy.end <= content.count, copy.source + count <= base.count,
                base[copy.source..<(copy.source + count)].elementsEqual(content[copy.start..<copy.end]),
                // What adjoins on both sides is one.
                copy.start != last.end || copy.source != last.source + (last.end - last.start)
            else { return false }
            last = copy
        }
        return true
    }
}

/// What walks of all four kinds present.
struct FullWalk {
    var seen: [(id: ObjectID, object: ReadObject)] = []
    var repeats: [(id: ObjectID, object: ReadObject)] = []
    var missed: [ObjectID] = []
    var wrongPieces: [ObjectID] = []
    var deltaCount = 0
    let catalog: ObjectCatalog

    init(objects folder: String, _ format: ObjectFormat, jobs: Int) {
        let catalog = ObjectCatalog(objectFolder: folder, format, jobs: jobs)
        self.catalog = catalog
        for kind in [ObjectKind.commit, .tree, .blob, .tag] {
            let progress = WalkProgress(cancellation: CancellationFlag())
            for collector in catalog.walk(kind, jobs: jobs, progress: progress, makeVisitor: { Collector(catalog) }) {
                seen += collector.seen
                repeats += collector.repeats
                missed += collector.missedObjects
                wrongPieces += collector.wrongPieces
                deltaCount += collector.deltaCount
            }
        }
    }

    init(_ repository: TestRepository, jobs: Int) {
        self.init(objects: "\(repository.gitDirectory)/objects", repository.format, jobs: jobs)
    }

    /// The objects by name; empty if one was presented twice.
    var objects: [ObjectID: ReadObject] {
        let pairs = Dictionary(seen.map { ($0.id, $0.object) }) { first, _ in first }
        return pairs.count == seen.count ? pairs : [:]
    }
}

extension TestRepository {
    /// As the readers call it.
    var format: Model.ObjectFormat { objectFormat == .sha1 ? .sha1 : .sha256 }

    /// Every object as `git cat-file` reads it.
    func allObjects() throws -> [ObjectID: ReadObject] {
        let output = try git(["cat-file", "--batch-all-objects", "--batch"]).output
        var objects: [ObjectID: ReadObject] = [:]
        var position = 0
        while let end = output[position...].firstIndex(of: 10) {
            let words = String(decoding: output[position..<end], as: UTF8.self).split(separator: " ")
            guard words.count == 3, let id = ObjectID(hex: words[0]), let count = Int(words[2]) else { break }
            let kinds = ["commit": ObjectKind.commit, "tree": .tree, "blob": .blob, "tag": .tag]
            guard let kind = kinds[String(words[1])] else { break }
            objects[id] = ReadObject(kind: kind, content: Array(output[(end + 1)..<(end + 1 + count)]))
            position = end + 1 + count + 1
        }
        return objects
    }

    /// A file that grows by a line with each commit, others beside it, and a tag.
    static func growing(_ count: Int, depth: Int = 50, _ format: ObjectFormat = .sha1) throws -> TestRepository {
        let repository = try TestRepository(objectFormat: format)
        try repository.configure("pack.depth", String(depth))
        var tokens = TestTokens(seed: 7)
        var stream = HistoryStream()
        var text: [UInt8] = []
        var parents: [HistoryStream.Mark] = []
        for number in 0..<count {
            text += "\(number) \(tokens.base62(40))\n".utf8
            var changes: [(path: String, bytes: [UInt8]?)] = [("notes/log.txt", text)]
            if number % 9 == 0 { changes.append(("src/\(number % 4)/\(number).swift", Array(tokens.base62(200).utf8))) }
            if number % 50 == 3 { changes.append(("empty", [])) }
            parents = [stream.commit("change \(number)", parents: parents, changes: changes)]
        }
        try repository.importHistory(stream)
        try repository.tag("v1", at: "main", message: "first")
        try repository.tag("v1-again", at: "v1", message: "a tag of a tag")
        return repository
    }
}
