internal import GRDB
internal import Identities

/// Adds facts to the roll within one transaction. Adding is a union: order and repeats make no difference.
final class RollWriter {
    /// A run that is in the roll, and what its targets are called there.
    struct Run: Sendable {
        let pk: Int64
        let rank: String
        let finished: Int64
        /// By the name the target had in the scan.
        let sources: [String: Source]
    }

    struct Source: Sendable {
        let pk: Int64
        let name: String
        /// Where the places that the run saw in it are gathered.
        let slot: Int
    }

    struct CredentialEntry {
        let pk: Int64
        /// The identity it is on its own; nil until a sighting needs it.
        var own: Int64?
        let provider: String
        let redacted: String
        let length: Int
        /// It was there before, and what describes it now may be neither this nor what was.
        let isAmended: Bool
    }

    let db: Database
    let layers: KeyLayers
    let statements: RollStatements
    var places = PlaceSets()
    private var sources: [String: Int64] = [:]
    var people: [FindingRecord.Person: Int64] = [:]
    var commits: [String: (pk: Int64, summary: String)] = [:]
    var credentials: [Fingerprint: CredentialEntry] = [:]
    var identities: [IdentityClaim: Int64] = [:]
    /// What credentials are on their own, of those that were new and are described in one way.
    var own = OwnIdentityTable()
    /// The credential that was made last before this import.
    let lastCredential: Int64
    var greatestCredential: Int64 = 0
    var touchedCredentials: Set<Int64> = []
    var touchedSources: Set<Int64> = []
    var touchedIdentities: Set<Int64> = []
    var findingCount = 0
    var artefactCount = 0

    /// Caches are emptied at this size, so that memory does not grow with the import.
    static let cacheLimit = 250_000

    /// - Parameter layers: the roll's own keys, under which fingerprints are kept.
    init(_ db: Database, layers: KeyLayers) throws {
        self.db = db
        self.layers = layers
        statements = try RollStatements(db)
        lastCredential = try Int64.fetchOne(db, sql: "SELECT max(pk) FROM credential") ?? 0
    }

    /// Gives back the memory of what only adding needs.
    func forgetCaches() {
        credentials = [:]
        commits = [:]
        identities = [:]
        people = [:]
    }

    // MARK: Runs and sources

    func add(_ run: RunDescription) throws -> Run {
        let id = FactID.run(run.document)
        let digits = String(max(0, run.finished))
        let rank = String(repeating: "0", count: max(0, 12 - digits.count)) + digits + ":" + id
        try db.execute(
            sql: """
                INSERT INTO run (id, tool_version, rules_digest, started, finished, rank, is_complete, finding_count, artefact_count, document)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                """,
            arguments: [
                id, run.toolVersion, run.rulesDigest, run.started, run.finished, rank, run.isComplete, run.findingCount,
                run.artefactCount, run.document,
            ])
        let pk = try Int64.fetchOne(db, sql: "SELECT pk FROM run WHERE id = ?", arguments: [id]) ?? 0
        var named: [String: Source] = [:]
        let incomplete = run.incompleteSources
        for target in run.targets {
            let name = SourceName.canonical(target.source, remote: target.remote)
            let source = try self.source(name, kind: target.kind)
            let isWhole =
                !target.isPart && target.kind != "unreadable" && incomplete.map { !$0.contains(target.source) } ?? false
            try db.execute(
                sql: """
                    INSERT INTO run_source (run, source, named, head, head_ref, refs_digest, is_whole) VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """,
                arguments: [pk, source, target.source, target.head, target.headRef, target.refsDigest, isWhole])
            named[target.source] = Source(
                pk: source, name: name, slot: places.slot(run: pk, source: source, named: target.source))
            touchedSources.insert(source)
        }
        return Run(pk: pk, rank: rank, finished: run.finished, sources: named)
    }

    func source(_ name: String, kind: String) throws -> Int64 {
        if kind.isEmpty, let known = sources[name] { return known }
        let pk = try Int64.fetchOne(
            db,
            sql: """
                INSERT INTO source (name, kind) VALUES (?1, ?2)
                ON CONFLICT (name) DO UPDATE SET kind = CASE
                    WHEN kind = 'repository' OR ?2 = 'repository' THEN 'repository'
                    ELSE min(nullif(kind, ''), coalesce(nullif(?2, ''), kind)) END
                RETURNING pk
                """, arguments: [name, kind.isEmpty ? "unknown" : kind])
        sources[name] = pk
        touchedSources.insert(pk ?? 0)
        return pk ?? 0
    }
}
