internal import ConfigTrees
internal import Identities
internal import Model
internal import Repositories

/// An artefact with its history, before commits are looked up.
struct ArtefactDraft: Sendable {
    var placed: PlacedArtefact
    /// Commits by index, oldest first.
    var introduced: [Int32] = []
    var removed: [Int32] = []
    var presentIn: [String] = []
    var isAtHead = false
}

/// Reads what configuration declares and refers to in every version of every file, and tells when each came and went:
/// the way of credentials, with an artefact in the credential's place.
struct ArtefactHistory {
    let context: ScanContext
    let source: String
    let prefix: [UInt8]
    let lookup: CommitLookup
    let tips: Tips

    struct Outcome: Sendable {
        var drafts: [ArtefactDraft] = []
        var literals = DeclaredLiterals()
        var coverage = Coverage()
    }

    /// A file in one of its versions.
    private struct Version: Sendable {
        let path: [UInt8]
        let blob: Int32
        let isAtHead: Bool
        var artefacts: [PlacedArtefact] = []
        var coverage = Coverage()
    }

    /// What makes two artefacts of a path the same, whatever line they stand on.
    private struct Key: Hashable {
        let kind: Artefact.Kind
        let family: String
        let type: String
        let identity: String
        let place: [String]
    }

    func run() -> Outcome {
        context.progress.begin("artefacts", total: nil)
        let candidates = NamedBlobs.find(in: catalog, jobs: jobs, progress: context.progress.walk) {
            ArtefactReader.mayWant(name: $0)
        }
        guard !candidates.isEmpty else { return Outcome() }
        let set = NumberSet(candidates, count: catalog.count)
        let trees = catalog.readTrees(jobs: jobs, progress: context.progress.walk) { set.contains($0) }
        let graph = TreeGraph(trees, cancellation: cancellation)
        var versions = read(self.versions(of: candidates, in: graph))
        resolve(&versions)
        return outcome(of: versions, in: graph)
    }

    private var catalog: ObjectCatalog { lookup.catalog }
    private var jobs: Int { context.options.jobs }
    private var cancellation: CancellationFlag { context.progress.cancellation }

    private func lifetimes(_ graph: TreeGraph, _ holdings: [Int32: [Lifetimes.Holding]]) -> Lifetimes {
        Lifetimes(
            graph: graph, commits: lookup.table, holdings: holdings, roots: tips.roots, head: tips.head, jobs: jobs,
            cancellation: cancellation)
    }

    // MARK: Reading

    private func versions(of blobs: Set<Int32>, in graph: TreeGraph) -> [Version] {
        let holdings = Dictionary(
            uniqueKeysWithValues: blobs.map { ($0, [Lifetimes.Holding(credential: $0, rule: 0)]) })
        let lifetimes = lifetimes(graph, holdings)
        var versions: [Version] = []
        for (place, history) in lifetimes.histories {
            let path = lifetimes.paths.bytes(of: place.path, names: graph.names)
            let name = String(decoding: path, as: UTF8.self)
            guard path.starts(with: prefix), context.options.paths.takes(path), ArtefactReader.wants(name),
                !ArtefactReader.namesOwners(name)
            else { continue }
            versions.append(Version(path: path, blob: place.credential, isAtHead: history.headBlob == place.credential))
        }
        // The same order in every run.
        return versions.sorted { $0.blob != $1.blob ? $0.blob < $1.blob : $0.path.lexicographicallyPrecedes($1.path) }
    }

    /// In the order of the packs: one by one, each version would be made from its first base on.
    private func read(_ versions: [Version]) -> [Version] {
        var places: [Int32: [Int]] = [:]
        var others = NumberSet(count: catalog.count)
        for (index, version) in versions.enumerated() { places[version.blob, default: []].append(index) }
        for number in 0..<catalog.count where places[Int32(truncatingIfNeeded: number)] == nil { others.insert(number) }
        let (wanted, paths, source) = (places, versions.map(\.path), source)
        let visitors = catalog.walk(.blob, besides: others, jobs: jobs, progress: context.progress.walk) {
            VersionReader(wanted: wanted, paths: paths, source: source)
        }
        var read = versions
        for (index, artefacts, coverage) in visitors.flatMap(\.read) {
            read[index].artefacts = artefacts
            if read[index].isAtHead { read[index].coverage = coverage }
        }
        return read
    }

    /// Names that resources take from other files of their folder, as those stand at HEAD or stood last.
    private func resolve(_ versions: inout [Version]) {
        let terraform = versions.flatMap { version in
            version.artefacts.filter { $0.artefact.family == "terraform" }.map { (version.isAtHead, $0) }
        }
        guard !terraform.isEmpty else { return }
        let known = terraform.filter { !$0.0 }.map(\.1) + terraform.filter(\.0).map(\.1)
        let folders = TerraformAddresses.Names(known)
        for index in versions.indices where !versions[index].artefacts.isEmpty {
            versions[index].artefacts = TerraformAddresses.resolve(versions[index].artefacts, besides: folders)
        }
    }

    // MARK: Histories

    private func outcome(of versions: [Version], in graph: TreeGraph) -> Outcome {
        var outcome = Outcome()
        var numbers: [Key: Int32] = [:]
        var holdings: [Int32: [Lifetimes.Holding]] = [:]
        // Which of a blob's artefacts stand under which path; and what they say there.
        var readings: [[UInt8]: [Int32: [Int32: PlacedArtefact]]] = [:]
        for version in versions {
            outcome.coverage.merge(version.coverage)
            for placed in version.artefacts {
                outcome.literals.add(placed.artefact, path: version.path, blob: catalog.id(of: Int(version.blob)))
                guard let key = Self.key(of: placed.artefact) else { continue }
                let number = numbers[key] ?? Int32(truncatingIfNeeded: numbers.count)
                numbers[key] = number
                if readings[version.path]?[number]?[version.blob] == nil {
                    readings[version.path, default: [:]][number, default: [:]][version.blob] = placed
                }
                let holding = Lifetimes.Holding(credential: number, rule: number)
                if !(holdings[version.blob]?.contains(holding) ?? false) {
                    holdings[version.blob, default: []].append(holding)
                }
            }
        }
        guard !holdings.isEmpty else { return outcome }
        let lifetimes = lifetimes(graph, holdings)
        for (place, history) in lifetimes.histories {
            let path = lifetimes.paths.bytes(of: place.path, names: graph.names)
            guard let own = readings[path]?[place.credential], let placed = representative(of: history, own) else {
                continue
            }
            outcome.drafts.append(draft(placed, history))
        }
        outcome.drafts.sort { $0.placed < $1.placed }
        return outcome
    }

    /// As it stands at HEAD, else in the version of the least name, to be the same in every run.
    private func representative(of history: Lifetimes.History, _ readings: [Int32: PlacedArtefact]) -> PlacedArtefact? {
        if let head = history.headBlob, let placed = readings[head] { return placed }
        return readings.min { catalog.id(of: Int($0.key)) < catalog.id(of: Int($1.key)) }?.value
    }

    private func draft(_ placed: PlacedArtefact, _ history: Lifetimes.History) -> ArtefactDraft {
        var names: [String] = []
        for tip in history.tips where names.last != tips.names[Int(tip)] { names.append(tips.names[Int(tip)]) }
        return ArtefactDraft(
            placed: placed, introduced: lookup.sorted(history.introduced),
            removed: lookup.sorted(history.removed.map(\.commit)), presentIn: names, isAtHead: history.headBlob != nil)
    }

    /// Nil for what turns out to be unreadable.
    private static func key(of artefact: Artefact) -> Key? {
        guard let identity = ArtefactIdentity(of: artefact) else { return nil }
        let distinctions = ArtefactIdentity.distinctions.map { identity.facts[$0] ?? "" }
        return Key(
            kind: artefact.kind, family: artefact.family, type: artefact.type, identity: identity.claim.key,
            place: [artefact.store, artefact.target] + distinctions)
    }
}

/// Reads the versions of files that may hold artefacts. One worker's own.
private final class VersionReader: ObjectVisitor {
    /// Indices of versions by blob.
    private let wanted: [Int32: [Int]]
    private let paths: [[UInt8]]
    private let source: String
    private(set) var read: [(index: Int, artefacts: [PlacedArtefact], coverage: Coverage)] = []

    init(wanted: [Int32: [Int]], paths: [[UInt8]], source: String) {
        self.wanted = wanted
        self.paths = paths
        self.source = source
    }

    func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
        baseState: (any ObjectState)?
    ) -> (any ObjectState)? {
        if object.isKnown || object.isRepeat { return nil }
        for index in wanted[Int32(truncatingIfNeeded: object.number)] ?? [] {
            let (artefacts, coverage) = ArtefactScan.read(path: paths[index], content: content, source: source)
            read.append((index, artefacts, coverage))
        }
        return nil
    }

    /// What cannot be read is in coverage by the scan of all blobs.
    func missed(_ id: ObjectID, reason: String) {}
}
