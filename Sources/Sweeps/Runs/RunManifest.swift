internal import Model
internal import Reports

/// `run.json`: what a run did, for auditors. Published as JSON Schema in `docs/schema/`.
package struct RunManifest: Sendable {
    /// What `schema` says. The number is raised when a reader of the last could be misled.
    package static let schema = "rollcall.sweep/1"

    /// A file of the run: its name in the run's folder, bytes, SHA-256.
    package struct File: Sendable {
        let name: String
        let size: Int
        let digest: String
    }

    let name: SweepFolder.RunName
    let previous: String?
    let configuration: (file: String, digest: String)
    let host: String
    /// Of all targets together.
    let run: RunRecord
    let results: [SweptTarget]
    let comparison: RunComparison
    let exitCode: Int32
    let notices: [String]

    /// - Parameter files: all of the run but this one.
    package func text(with files: [File]) -> String {
        var json = JSONWriter(layout: .indented)
        json.object {
            $0.field("schema", Self.schema)
            $0.object("tool") {
                $0.field("name", "rollcall")
                $0.field("version", run.toolVersion)
            }
            $0.field("id", name.text)
            $0.field("number", name.number)
            $0.field("previous", previous)
            $0.object("configuration") {
                $0.field("file", configuration.file)
                $0.field("sha256", configuration.digest)
            }
            $0.field("host", host)
            $0.object("rules") {
                $0.field("digest", run.rulesDigest)
                $0.field("count", run.ruleCount)
            }
            $0.field("key", run.keyID)
            $0.field("started", run.started.text)
            $0.field("finished", run.finished.text)
            $0.field("duration_seconds", run.durationInSeconds, decimals: 3)
            $0.field("exit_code", exitCode)
            $0.field("complete", results.allSatisfy { $0.coverage.isComplete } && run.coverage.isComplete)
            $0.object("totals") { appendTotals(to: &$0) }
            $0.append(run.counts)
            $0.array("targets", Array(zip(results, comparison.perTarget))) { json, pair in
                json.object { Self.append(pair.0, pair.1, to: &$0) }
            }
            $0.array("files", files) { json, file in
                json.object {
                    $0.field("name", file.name)
                    $0.field("bytes", file.size)
                    $0.field("sha256", file.digest)
                }
            }
            $0.array("notices", notices)
        }
        return json.text + "\n"
    }

    private func appendTotals(to json: inout JSONWriter) {
        json.field("targets", results.count)
        json.object("outcomes") {
            for outcome in SweptTarget.Outcome.allCases {
                let count = results.count { $0.outcome == outcome }
                if count > 0 { $0.field(outcome.rawValue, count) }
            }
        }
        json.field("new", comparison.new.count)
        json.field("new_credentials", comparison.newCredentials.count)
        json.field("gone", comparison.gone.count)
        json.field("unconfirmed", comparison.unconfirmed.count)
        json.field("dropped", comparison.dropped)
        json.field("ignored_markers", results.reduce(0) { $0 + $1.ignoredMarkers })
    }

    private static func append(
        _ result: SweptTarget, _ change: RunComparison.TargetChange, to json: inout JSONWriter
    ) {
        let own = result.report?.run.targets.first
        json.field("name", result.name)
        json.field("entry", result.entry)
        json.field("kind", own?.kind.rawValue ?? "unreadable")
        json.field("outcome", result.outcome.rawValue)
        json.field("reason", result.reason)
        json.field("fetch", result.fetch?.rawValue)
        json.field("trusted", result.isTrusted)
        json.field("options_digest", result.optionsDigest)
        json.array("sources", result.sources)
        json.field("head", own?.head?.hex)
        json.field("head_ref", own?.headRef)
        if let count = own?.refCount { json.field("refs", count) } else { json.field("refs", String?.none) }
        json.field("refs_digest", own?.refsDigest)
        json.field("remote", own?.remote)
        json.field("new", change.new)
        json.field("gone", change.gone)
        json.field("unconfirmed", change.unconfirmed)
        json.field("ignored_markers", result.ignoredMarkers)
        json.append(result.report?.run.counts ?? RunRecord.Counts())
        json.append(result.coverage)
        json.field("gaps_digest", result.gapsDigest)
        json.field("duration_seconds", result.durationInSeconds, decimals: 3)
    }
}

/// What of a manifest the next run needs.
struct ManifestReading: Decodable, Sendable {
    /// A file of the run, and what its bytes must hash to.
    struct File: Decodable, Sendable {
        let name: String
        let sha256: String
    }

    /// What a target was like in that run; see `SweptTarget`.
    struct Target: Decodable, Sendable {
        let name: String
        let entry: String
        let outcome: String
        let sources: [String]
        /// Findings of earlier runs of which that one could not say whether they are still there.
        let unconfirmed: Int
        /// nil where nothing was left out.
        let gapsDigest: String?
        let optionsDigest: String

        private enum CodingKeys: String, CodingKey {
            case name, entry, outcome, sources, unconfirmed
            case gapsDigest = "gaps_digest"
            case optionsDigest = "options_digest"
        }
    }

    /// The rules in force.
    struct Rules: Decodable, Sendable {
        let digest: String
    }

    /// What notifications tell of.
    struct Totals: Decodable, Sendable {
        /// Findings that are new, and the credentials among them that no run had before.
        let new: Int
        let newCredentials: Int

        private enum CodingKeys: String, CodingKey {
            case new
            case newCredentials = "new_credentials"
        }
    }

    let files: [File]
    let targets: [Target]
    let rules: Rules
    let totals: Totals
    /// Names the fingerprint key: findings of another one cannot be compared.
    let key: String?
    /// RFC 3339, UTC.
    let started: String
    let finished: String

    /// nil if the run had no such target.
    func target(named name: String) -> Target? { targets.first { $0.name == name } }
}
