import Model
import Repositories
import TestRepositories
import Testing

/// Lifetimes against a walk that reads the whole tree of every commit.
@Suite struct LifetimesTests {
    /// A line `cred-N` is credential N of rule N mod 2.
    private static func holdings(in content: [UInt8]) -> [Lifetimes.Holding] {
        content.split(separator: 10).compactMap { line in
            guard line.starts(with: "cred-".utf8),
                let number = Int32(String(decoding: line.dropFirst(5), as: UTF8.self))
            else { return nil }
            return Lifetimes.Holding(credential: number, rule: number % 2)
        }
    }

    private struct Place: Hashable {
        let credential: Int32
        let path: String
    }

    private struct Fate: Equatable {
        var introduced: Set<String> = []
        var removed: Set<String> = []
        var tips: [Int32] = []
        var blobs: Set<String> = []
        var headBlob: String?
    }

    private final class CommitReader: ObjectVisitor {
        let catalog: ObjectCatalog
        var builder: CommitTable.Builder

        init(_ catalog: ObjectCatalog) {
            self.catalog = catalog
            builder = CommitTable.Builder(catalog)
        }

        func visit(
            _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
            baseState: (any ObjectState)?
        ) -> (any ObjectState)? {
            if object.isRepeat { return nil }
            if object.kind == .commit {
                builder.add(CommitObject(content), number: object.number, content: content)
            } else {
                builder.add(TagObject(content), id: catalog.id(of: object.number))
            }
            return nil
        }

        func missed(_ id: ObjectID, reason: String) { Issue.record("missed \(id)") }
    }

    private func table(_ catalog: ObjectCatalog, jobs: Int) -> CommitTable {
        var builders: [CommitTable.Builder] = []
        for kind in [ObjectKind.commit, .tag] {
            let progress = WalkProgress(cancellation: CancellationFlag())
            builders += catalog.walk(kind, jobs: jobs, progress: progress) { CommitReader(catalog) }.map(\.builder)
        }
        return CommitTable(builders, catalog: catalog, grafts: [])
    }

    private func read(_ repository: TestRepository, jobs: Int, tips: [String], head: String) throws -> [Place: Fate] {
        let catalog = ObjectCatalog(objectFolder: "\(repository.gitDirectory)/objects", repository.format, jobs: jobs)
        func progress() -> WalkProgress { WalkProgress(cancellation: CancellationFlag()) }
        let table = table(catalog, jobs: jobs)
        #expect(table.missing.isEmpty)
        var holdings: [Int32: [Lifetimes.Holding]] = [:]
        for collector in catalog.walk(.blob, jobs: jobs, progress: progress(), makeVisitor: { Collector(catalog) }) {
            for (id, object) in collector.seen {
                let found = Self.holdings(in: object.content)
                if !found.isEmpty, let number = catalog.number(of: id) { holdings[Int32(number)] = found }
            }
        }
        let interesting = Set(holdings.keys.map(Int.init))
        let graph = TreeGraph(
            catalog.readTrees(jobs: jobs, progress: progress()) { interesting.contains($0) },
            cancellation: CancellationFlag())
        func index(_ name: String) throws -> Int {
            try #require(ObjectID(hex: name).flatMap { table.index(of: $0, in: catalog) })
        }
        let lifetimes = Lifetimes(
            graph: graph, commits: table, holdings: holdings, roots: try tips.map { table.commits[try index($0)].tree },
            head: try index(head),
            jobs: jobs)
        func commit(_ index: Int32) -> String { catalog.id(of: Int(table.commits[Int(index)].number)).hex }
        func name(_ number: Int32) -> String { catalog.id(of: Int(number)).hex }
        var fates: [Place: Fate] = [:]
        for (place, history) in lifetimes.histories {
            let path = String(decoding: lifetimes.paths.bytes(of: place.path, names: graph.names), as: UTF8.self)
            #expect(Set(history.introduced).count == history.introduced.count)
            #expect(Set(history.removed.map(\.commit)).count == history.removed.count)
            #expect(history.tipCount == history.tips.count && !history.isInLooseTree)
            fates[Place(credential: place.credential, path: path)] = Fate(
                introduced: Set(history.introduced.map(commit)),
                removed: Set(history.removed.map { commit($0.commit) }),
                tips: history.tips, blobs: Set(history.blobs.map(name)), headBlob: history.headBlob.map(name))
        }
        return fates
    }

    /// Trees that hold each other ten times over: thousand-fold paths are not followed, and the tree is named.
    @Test func followsSoManyPathsOnly() throws {
        let repository = try TestRepository()
        let blob = try repository.git("hash-object", "-w", "--stdin", input: Array("x".utf8))
        var tree = try repository.git("mktree", input: Array("100644 blob \(blob)\tf\n".utf8))
        for _ in 0..<6 {
            let entries = (0..<10).map { "040000 tree \(tree)\td\($0)\n" }.joined()
            tree = try repository.git("mktree", input: Array(entries.utf8))
        }
        let catalog = ObjectCatalog(objectFolder: "\(repository.gitDirectory)/objects", .sha1, jobs: 1)
        let trees = catalog.readTrees(jobs: 1, progress: WalkProgress(cancellation: CancellationFlag())) { _ in true }
        let graph = TreeGraph(trees, cancellation: CancellationFlag())
        #expect(graph.overflowing.count == 2)
        #expect(graph.overflowing.contains { catalog.id(of: Int($0)).hex == tree })
    }

    /// The same from `git log` and `git ls-tree`.
    private func plain(_ repository: TestRepository, tips: [String], head: String) throws -> [Place: Fate] {
        let objects = try repository.allObjects()
        var files: [String: [Place: String]] = [:]
        let lines = try repository.git("log", "--all", "--format=%H %P").split(separator: "\n")
        for line in lines {
            let commit = String(line.prefix { $0 != " " })
            var held: [Place: String] = [:]
            for entry in try repository.git(["ls-tree", "-r", "-z", commit]).output.split(separator: 0) {
                let words = String(decoding: entry, as: UTF8.self).split(separator: "\t")
                let blob = String(words[0].drop { $0 != " " }.dropFirst().drop { $0 != " " }.dropFirst())
                for holding in Self.holdings(in: ObjectID(hex: blob).flatMap { objects[$0] }?.content ?? []) {
                    held[Place(credential: holding.credential, path: String(words[1]))] = blob
                }
            }
            files[commit] = held
        }
        var fates: [Place: Fate] = [:]
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            let own = files[words[0], default: [:]]
            let parents = words.dropFirst().map { files[$0, default: [:]] }
            for (place, blob) in own {
                fates[place, default: Fate()].blobs.insert(blob)
                if parents.allSatisfy({ $0[place] == nil }) {
                    fates[place, default: Fate()].introduced.insert(words[0])
                }
            }
            for place in Set(parents.flatMap(\.keys)) where own[place] == nil {
                fates[place, default: Fate()].removed.insert(words[0])
            }
        }
        for (rank, tip) in tips.enumerated() {
            for place in files[tip, default: [:]].keys { fates[place]?.tips.append(Int32(rank)) }
        }
        for (place, blob) in files[head, default: [:]] { fates[place]?.headBlob = blob }
        return fates
    }

    /// Branches that merge into each other both ways, roots of their own, files that move, return and become folders.
    /// - Parameter subfolders: how many of them `dir` has beside; folders with many are stored in another way.
    private func randomHistory(seed: UInt64, subfolders: Int) throws -> TestRepository {
        typealias Files = [String: [UInt8]]
        var tokens = TestTokens(seed: seed)
        let names =
            ["a", "b.txt", "dir/a", "dir/c", "dir/deep/d", "dir/deep/e", "other/d", "a/inside", "z"]
            + (subfolders > 0 ? ["dir/sub7/f", "dir/sub60/f", "dir/sub60/deep/g"] : [])
        let branches = ["main", "side", "third"]
        var stream = HistoryStream()
        var commits: [(mark: HistoryStream.Mark, files: Files)] = []
        var tips: [String: Int] = [:]
        for number in 0..<26 {
            let branch = branches[number < 3 ? 0 : tokens.number(below: branches.count)]
            var parents: [Int] = []
            if let tip = tips[branch] {
                parents = [tip]
            } else if tokens.number(below: 4) > 0, !commits.isEmpty {
                parents = [tokens.number(below: commits.count)]
            }
            let beside = (0..<subfolders).map { ("dir/sub\($0)/f", Array("text \($0 % 9)\n".utf8)) }
            var files = parents.first.map { commits[$0].files } ?? Dictionary(uniqueKeysWithValues: beside)
            let before = files
            if !parents.isEmpty, tokens.number(below: 3) == 0 {
                for _ in 0...tokens.number(below: 5) / 4 {
                    // The other tip, or a commit before it, which makes criss-crosses.
                    let other =
                        tokens.number(below: 2) == 0
                        ? tips[branches[tokens.number(below: 3)]] ?? 0 : tokens.number(below: commits.count)
                    guard !parents.contains(other) else { continue }
                    parents.append(other)
                    for name in names where tokens.number(below: 2) == 0 { files[name] = commits[other].files[name] }
                }
            }
            for _ in 0..<tokens.number(below: 4) {
                let name = names[tokens.number(below: names.count)]
                switch tokens.number(below: 7) {
                case 0: files[name] = nil
                case 1:
                    files[names[tokens.number(below: names.count)]] = files[name]
                    files[name] = nil
                case 2: if !commits.isEmpty { files = commits[tokens.number(below: commits.count)].files }
                case 3:
                    for end in ["d", "e"] { files["other/\(end)"] = files["dir/deep/\(end)"] }
                default:
                    let lines = (0..<tokens.number(below: 4)).map { _ in "cred-\(tokens.number(below: 6))\n" }
                    files[name] =
                        Array(lines.joined().utf8) + (tokens.number(below: 3) == 0 ? Array("text\n".utf8) : [])
                }
            }
            // A file and a folder cannot have the same name.
            if files["a"] != nil { files["a/inside"] = nil }
            let gone = before.keys.filter { files[$0] == nil }.sorted().map { (path: $0, bytes: [UInt8]?.none) }
            let kept = files.sorted { $0.key < $1.key }.map { (path: $0.key, bytes: [UInt8]?.some($0.value)) }
            let mark = stream.commit(
                on: branch, "\(number)", parents: parents.map { commits[$0].mark }, changes: gone + kept)
            commits.append((mark, files))
            tips[branch] = commits.count - 1
        }
        let repository = try TestRepository(bare: true, objectFormat: seed % 5 == 4 ? .sha256 : .sha1)
        try repository.importHistory(stream)
        return repository
    }

    @Test(arguments: 0..<48 as Range<UInt64>) func agreesWithAPlainWalk(seed: UInt64) throws {
        let repository = try randomHistory(seed: seed, subfolders: seed < 40 ? 0 : 90)
        switch seed % 3 {
        case 0: try repository.unpackAll()
        case 1: try repository.repack(depth: 20)
        default: break
        }
        var tips = try repository.git("for-each-ref", "--format=%(objectname)").split(separator: "\n").map(String.init)
        // A ref behind the others, and one twice.
        tips += [try repository.id("main~1"), tips[0]]
        let head = try repository.id("main")
        let expected = try plain(repository, tips: tips, head: head)
        let found = try read(repository, jobs: 1 + Int(seed % 3), tips: tips, head: head)
        #expect(!expected.isEmpty)
        for (place, fate) in expected { #expect(found[place] == fate, "\(place)") }
        #expect(Set(found.keys) == Set(expected.keys))
    }

    /// Each commit's, and a group of all, by more groups than are looked at together.
    @Test(arguments: [3, 4] as [UInt64]) func refsThatLeadToCommitsAgreeWithGit(seed: UInt64) throws {
        let repository = try randomHistory(seed: seed, subfolders: 0)
        let catalog = ObjectCatalog(objectFolder: "\(repository.gitDirectory)/objects", repository.format, jobs: 1)
        let table = table(catalog, jobs: 1)
        let lines = try repository.git("for-each-ref", "--format=%(refname) %(objectname)").split(separator: "\n")
        let refs = try lines.map { line in
            let words = line.split(separator: " ")
            let id = try #require(ObjectID(hex: words[1]))
            return (name: String(words[0]), tip: try #require(table.index(of: id, in: catalog)))
        }
        let commits = table.commits.indices.map { [Int32($0)] }
        let groups = commits + commits + commits + [commits.flatMap(\.self), []]
        #expect(groups.count > 64)
        let found = CommitHolders(table).holders(of: groups, tips: refs.map(\.tip), limit: 2)
        for (place, commit) in commits.enumerated() {
            let name = catalog.id(of: Int(table.commits[Int(commit[0])].number)).hex
            let expected = try repository.git("for-each-ref", "--format=%(refname)", "--contains", name)
                .split(separator: "\n").map(String.init)
            #expect(found[place].count == expected.count)
            #expect(found[place].tips.map { refs[$0].name } == Array(expected.prefix(2)))
            #expect(found[place] == found[place + commits.count])
        }
        #expect(found[found.count - 2].count == refs.count && found[found.count - 1].count == 0)
    }

    @Test func merges() throws {
        // The credential lives on a side branch and is taken over, dropped, or brought by the merge itself.
        var stream = HistoryStream()
        let clean = Array("text\n".utf8), held = Array("cred-1\n".utf8)
        let root = stream.commit(changes: [("f", clean)])
        let side = stream.commit(on: "side", parents: [root], changes: [("f", held)])
        let main = stream.commit(parents: [root], changes: [("g", clean)])
        let taken = stream.commit("taken", parents: [main, side], changes: [("f", held)])
        let dropped = stream.commit("dropped", parents: [taken, side], changes: [("f", clean)])
        let evil = stream.commit("evil", parents: [dropped, root], changes: [("f", held)])
        stream.commit("octopus", parents: [evil, side, root], changes: [("h", held)])
        let repository = try TestRepository(bare: true)
        try repository.importHistory(stream)
        let head = try repository.id("main")
        let found = try read(repository, jobs: 2, tips: [head], head: head)
        #expect(try found == plain(repository, tips: [head], head: head))
        func names(_ commits: Set<String>) throws -> [String] {
            try commits.map { try repository.git("log", "-1", "--format=%s", $0) }.sorted()
        }
        let fate = try #require(found[Place(credential: 1, path: "f")])
        #expect(try names(fate.introduced) == ["change", "evil"])
        #expect(try names(fate.removed) == ["dropped"])
        #expect(try names(#require(found[Place(credential: 1, path: "h")]).introduced) == ["octopus"])
    }
}
