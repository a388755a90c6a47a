import Foundation

// MARK: Objects that nothing holds

extension TestRepository {
    /// Writes any object, valid or not, without a ref to it. Returns its name.
    @discardableResult
    package func writeObject(_ type: String = "blob", bytes: [UInt8]) throws -> String {
        try git("hash-object", "-w", "-t", type, "--literally", "--stdin", input: bytes)
    }

    @discardableResult
    package func danglingBlob(_ text: String) throws -> String { try writeObject(bytes: Array(text.utf8)) }

    /// A commit with these files (no folders) and nothing that leads to it, not even a reflog.
    @discardableResult
    package func unreachableCommit(
        _ message: String, files: [String: String], parents: [String] = [], author: Person = .ada
    ) throws -> String {
        let entries = try files.map { "100644 blob \(try danglingBlob($1))\t\($0)\n" }
        let tree = try git("mktree", input: Array(entries.joined().utf8))
        let signature = signature(author: author, committer: author, authored: clock, committed: clock, zone: "+0000")
        let arguments = ["commit-tree", tree] + parents.flatMap { ["-p", $0] }
        defer { tick() }
        return try git(arguments, input: Array(message.utf8), environment: signature).text
    }
}

// MARK: How objects are stored

extension TestRepository {
    package enum Unreachable { case loosened, packed, dropped }

    /// Puts all objects in one pack, deltas computed anew.
    package func repack(depth: Int = 50, window: Int = 10, unreachable: Unreachable = .packed) throws {
        let mode =
            switch unreachable {
            case .loosened: ["-Adf"]
            case .packed: ["-adf", "--keep-unreachable"]
            case .dropped: ["-adf"]
            }
        // Without any pack to start from, git forgets --keep-unreachable.
        if unreachable == .packed { try packEverythingLoose() }
        try git(["repack", "--quiet", "--depth=\(depth)", "--window=\(window)"] + mode)
        if unreachable == .dropped { try git("prune", "--expire=now") }
    }

    /// Puts what is loose in a pack of its own, beside the others.
    package func packLoose() throws { try git("repack", "--quiet", "-d") }

    /// Puts what is loose *and unreachable too* in a pack of its own.
    package func packEverythingLoose() throws {
        let names = try looseObjects()
        guard !names.isEmpty else { return }
        let list = Array(names.joined(separator: "\n").utf8)
        try git("pack-objects", "--quiet", "\(gitDirectory)/objects/pack/pack", input: list)
        try git("prune-packed", "--quiet")
    }

    /// Makes every object loose; no pack is left.
    package func unpackAll() throws {
        for pack in try packs() {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: pack)))
            for file in try packFiles(of: pack) { try FileManager.default.removeItem(atPath: file) }
            try git("unpack-objects", "-q", input: bytes)
        }
    }

    package func collectGarbage(prune: String = "now") throws { try git("gc", "--quiet", "--prune=\(prune)") }

    package func packRefs() throws { try git("pack-refs", "--all") }

    package func writeCommitGraph() throws { try git("commit-graph", "write", "--reachable") }

    package func writeMultiPackIndex() throws { try git("multi-pack-index", "write", "--no-progress") }

    /// The paths of all packs, sorted.
    package func packs() throws -> [String] { try filesInPackFolder().filter { $0.hasSuffix(".pack") } }

    /// The pack and what belongs to it: index, reverse index, keep and promisor marks.
    package func packFiles(of pack: String) throws -> [String] {
        try filesInPackFolder().filter { $0.hasPrefix(pack.dropLast("pack".count)) }
    }

    private func filesInPackFolder() throws -> [String] {
        let folder = "\(gitDirectory)/objects/pack"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { "\(folder)/\($0)" }
    }

    /// Where an object stands when it is loose.
    package func loosePath(of id: String) -> String { "\(gitDirectory)/objects/\(id.prefix(2))/\(id.dropFirst(2))" }

    /// The names of all loose objects, sorted.
    package func looseObjects() throws -> [String] {
        let manager = FileManager.default
        return try manager.contentsOfDirectory(atPath: "\(gitDirectory)/objects").filter { $0.count == 2 }
            .flatMap { start in
                try manager.contentsOfDirectory(atPath: "\(gitDirectory)/objects/\(start)").map { start + $0 }
            }.sorted()
    }

    /// The pack that holds an object, and the offset of its entry in it.
    package func packedPlace(of id: String) throws -> (pack: String, offset: Int)? {
        for pack in try packs() {
            let index = [UInt8](try Data(contentsOf: URL(fileURLWithPath: pack.dropLast("pack".count) + "idx")))
            // Each line: offset, name, CRC in parentheses. See git-show-index(1).
            let format = id.count == 64 ? ["--object-format=sha256"] : []
            for line in try git(["show-index"] + format, input: index).text.split(separator: "\n") {
                let words = line.split(separator: " ")
                if words[1] == id, let offset = Int(words[0]) { return (pack, offset) }
            }
        }
        return nil
    }
}
