private import Foundation
internal import GRDB
package import Model

extension Roll {
    /// What stands in the roll as a scan would have found it, for formats that list findings: places that are gone are left
    /// out, what was decided is suppressed. Ids are those of places, and rules are known by their ids only.
    package func findings(now: Int64, toolVersion: String) throws(RollError) -> ScanReport {
        try read { db in
            let reasons = try DecidedReasons(db, now: now)
            let (introduced, removed) = (try Self.introductions(db), try Self.removals(db))
            var findings: [Finding] = []
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT s.*, c.fingerprint, c.kind, c.provider, c.redacted, c.length, c.entropy, x.name AS source_name FROM sighting s
                    JOIN credential c ON c.pk = s.credential JOIN source x ON x.pk = s.source WHERE NOT s.is_gone
                    ORDER BY x.name, s.path, s.line, s."column", s.rule, c.fingerprint, s.id
                    """)
            while let row = try rows.next() {
                guard var finding = Self.finding(row) else { continue }
                let place: Int64 = row["pk"]
                finding.provenance.introduced = introduced[place] ?? []
                finding.provenance.removed = removed[place] ?? []
                if finding.suppression == nil { finding.suppression = reasons.suppression(of: finding) }
                findings.append(finding)
            }
            return ScanReport(
                findings: findings, run: try Self.run(db, of: findings, now: now, toolVersion: toolVersion))
        }
    }

    private static func finding(_ row: Row) -> Finding? {
        guard let carrier = Carrier(rawValue: row["carrier"]) else { return nil }
        let (id, fingerprint, path): ([UInt8], [UInt8], String) = (
            Array(row["id"] as Data), Array(row["fingerprint"] as Data), row["path"]
        )
        let exact = (row["path_bytes"] as Data?).map { Array($0) }
        let (rule, line, column, length): (String, Int, Int, Int) = (
            row["rule"], row["line"], row["column"], row["length"]
        )
        let start = TextPosition(line: line, column: column)
        let known: String? = row["suppressed"]
        return Finding(
            id: Hexadecimal.text(id), rule: RuleReference(id: rule, name: rule, revision: row["rule_revision"]),
            credential: Credential(
                fingerprint: Hexadecimal.text(fingerprint), kind: row["kind"], provider: row["provider"],
                redacted: row["redacted"],
                length: length, entropy: row["entropy"], secret: nil),
            confidence: Confidence(score: row["confidence"], reasons: []),
            location: Location(
                source: row["source_name"], carrier: carrier, path: exact ?? Array(path.utf8),
                blob: (row["blob"] as String?).flatMap { ObjectID(hex: $0) }, start: start,
                end: TextPosition(line: line, column: column + length)),
            places: [start], versions: row["versions"],
            provenance: Provenance(isAtHead: row["at_head"], isInWorktree: row["in_worktree"], note: row["note"]),
            excerpt: Excerpt(lines: []), suppression: known.flatMap(suppression),
            publicFacts: RollFacts.values(of: row["facts"]))
    }

    /// Reads `inline: reason`, as the roll keeps it.
    private static func suppression(_ text: String) -> Suppression? {
        guard let colon = text.firstRange(of: ": "),
            let kind = Suppression.Kind(rawValue: String(text[..<colon.lowerBound]))
        else {
            return nil
        }
        return Suppression(kind: kind, reason: String(text[colon.upperBound...]))
    }

    private static func introductions(_ db: Database) throws -> [Int64: [CommitReference]] {
        let sql = "SELECT e.sighting, NULL AS replaced_by, \(commitColumns) ORDER BY g.authored, g.id"
        return try commits(db, sql.replacing("FROM event", with: "FROM introduction")).mapValues { $0.map(\.commit) }
    }

    private static func removals(_ db: Database) throws -> [Int64: [Removal]] {
        let sql = "SELECT e.sighting, e.replaced_by, \(commitColumns) ORDER BY g.authored, g.id"
        return try commits(db, sql.replacing("FROM event", with: "FROM removal"))
    }

    private static let commitColumns = """
        g.id, g.authored, g.committed, g.summary, g.is_merge, a.name AS author_name, a.email AS author_email,
            b.name AS committer_name, b.email AS committer_email
        FROM event e JOIN git_commit g ON g.pk = e.git_commit JOIN person a ON a.pk = g.author JOIN person b ON b.pk = g.committer
        """

    private static func commits(_ db: Database, _ sql: String) throws -> [Int64: [Removal]] {
        var result: [Int64: [Removal]] = [:]
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
            guard let id = ObjectID(hex: row["id"] as String) else { continue }
            func signature(_ who: String, _ seconds: Int64) -> Signature {
                Signature(
                    name: row["\(who)_name"], email: row["\(who)_email"],
                    time: Timestamp(seconds: seconds, offsetInMinutes: 0))
            }
            let commit = CommitReference(
                id: id, author: signature("author", row["authored"]),
                committer: signature("committer", row["committed"]),
                summary: row["summary"], isMerge: row["is_merge"])
            let replacement = (row["replaced_by"] as Data?).map { Hexadecimal.text($0) }
            result[row["sighting"], default: []].append(
                Removal(commit: commit, replacedBy: replacement.flatMap { $0.isEmpty ? nil : $0 }))
        }
        return result
    }

    private static func run(of document: String) throws -> RunDescription {
        do {
            if case .run(let run) = try Array(document.utf8).withUnsafeBytes({ try FindingsLine($0) }) { return run }
            throw JSONCursor.Fault(reason: "it is no run")
        } catch {
            let reason = (error as? JSONCursor.Fault)?.reason ?? "\(error)"
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a run in it cannot be read (\(reason))")
        }
    }

    /// A run that stands for all of them: sources as their latest runs knew them.
    private static func run(
        _ db: Database, of findings: [Finding], now: Int64, toolVersion: String
    ) throws -> RunRecord {
        var targets: [String: RunRecord.Target] = [:]
        var digest = ""
        for document in try String.fetchAll(db, sql: "SELECT document FROM run ORDER BY rank") {
            let run = try Self.run(of: document)
            digest = run.rulesDigest
            for target in run.targets {
                let name = SourceName.canonical(target.source, remote: target.remote)
                targets[name] = RunRecord.Target(
                    source: name, kind: RunRecord.Target.Kind(rawValue: target.kind) ?? .directory,
                    head: target.head.flatMap { ObjectID(hex: $0) }, headRef: target.headRef, remote: target.remote)
            }
        }
        var coverage = Coverage()
        for source in try scanned(db) where !source.isWhole {
            coverage.note(
                .init(
                    source: source.source, reason: .unreadable, subject: source.source,
                    detail: "no run has seen all of it; scan it whole"))
        }
        var counts = RunRecord.Counts()
        counts.count(findings)
        let moment = Timestamp(seconds: now, offsetInMinutes: 0)
        return RunRecord(
            toolVersion: toolVersion, rulesDigest: digest, ruleCount: 0,
            targets: targets.values.sorted { $0.source < $1.source },
            counts: counts, coverage: coverage, started: moment, finished: moment, durationInSeconds: 0, notices: [])
    }
}
