import Foundation
import TestRepositories
import Testing

/// A findings file as a program reads it. Decoding fails where a field is absent, so every test reads the whole schema.
struct Scanned {
    let code: Int32
    let output: [UInt8]
    let errors: String
    let peakInKiB: Int
    let findings: [Finding]
    let run: Run

    struct Finding: Decodable {
        struct Rule: Decodable {
            let id: String
            let name: String
            let revision: Int
        }
        struct Credential: Decodable {
            let fingerprint: String
            let kind: String
            let provider: String
            let redacted: String
            let length: Int
            let entropy: Double
            let secret: String?
        }
        struct Confidence: Decodable {
            let score: Double
            let band: String
            let reasons: [String]
        }
        struct Location: Decodable {
            let source: String
            let carrier: String
            let path: String
            let path_base64: String?
            let blob: String?
            let line: Int
            let column: Int
            let end_line: Int
            let end_column: Int
        }
        struct Place: Decodable, Equatable {
            let line: Int
            let column: Int
        }
        struct Person: Decodable {
            let name: String
            let email: String
            let date: String
        }
        struct Commit: Decodable {
            let commit: String
            let author: Person
            let committer: Person
            let summary: String
            let merge: Bool
            let replaced_by: String?
        }
        struct Provenance: Decodable {
            let introduced: [Commit]
            let removed: [Commit]
            let present_in: [String]
            let at_head: Bool
            let in_worktree: Bool?
            let note: String?
        }

        let schema: String
        let id: String
        let rule: Rule
        let credential: Credential
        let confidence: Confidence
        let location: Location
        let lines: [Place]
        let occurrences: Int
        let versions: Int
        let provenance: Provenance
        /// Why it is suppressed; nil where the file says `false`.
        let suppression: String?

        private enum Key: String, CodingKey {
            case schema, id, rule, credential, confidence, location, lines, occurrences, versions, provenance,
                suppressed
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            schema = try values.decode(String.self, forKey: .schema)
            id = try values.decode(String.self, forKey: .id)
            rule = try values.decode(Rule.self, forKey: .rule)
            credential = try values.decode(Credential.self, forKey: .credential)
            confidence = try values.decode(Confidence.self, forKey: .confidence)
            location = try values.decode(Location.self, forKey: .location)
            lines = try values.decode([Place].self, forKey: .lines)
            occurrences = try values.decode(Int.self, forKey: .occurrences)
            versions = try values.decode(Int.self, forKey: .versions)
            provenance = try values.decode(Provenance.self, forKey: .provenance)
            if (try? values.decode(Bool.self, forKey: .suppressed)) == false {
                suppression = nil
            } else {
                suppression = try values.decode([String: String].self, forKey: .suppressed)["kind"]
            }
        }
    }

    struct Run: Decodable {
        struct Target: Decodable {
            let source: String
            let kind: String
            let head: String?
            let head_ref: String?
            let refs_digest: String?
            let refs: Int?
            let remote: String?
        }
        struct Coverage: Decodable {
            struct Entry: Decodable {
                let source: String
                let reason: String
                let subject: String
                let detail: String
            }
            let complete: Bool
            let counts: [String: Int]
            let entries: [Entry]
        }
        let schema: String
        let targets: [Target]
        let counts: [String: Int]
        let coverage: Coverage
        let notices: [String]
    }

    init(_ result: ProgramResult) throws {
        code = result.code
        output = result.output
        errors = result.errors
        peakInKiB = result.peakInKiB
        let lines = result.output.split(separator: UInt8(ascii: "\n"))
        let last = try #require(lines.last, "no output, exit \(result.code): \(result.errors)")
        findings = try lines.dropLast().map { try JSONDecoder().decode(Finding.self, from: Data($0)) }
        run = try JSONDecoder().decode(Run.self, from: Data(last))
    }

    /// Findings whose secret is, or holds, the text.
    func findings(of secret: String, carrier: String? = nil, path: String? = nil) -> [Finding] {
        findings.filter {
            ($0.credential.secret?.contains(secret) ?? false) && (carrier == nil || $0.location.carrier == carrier)
                && (path == nil || $0.location.path == path)
        }
    }

    var secrets: Set<String> { Set(findings.compactMap(\.credential.secret)) }
    var places: [String] {
        findings.map { "\($0.location.carrier) \($0.location.path):\($0.location.line) \($0.rule.id)" }
    }
    /// All lines but the last, which alone may differ between two runs.
    var stableLines: [UInt8] {
        Array(output[..<((output.dropLast().lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1)])
    }

    func coverage(_ reason: String) -> [Run.Coverage.Entry] { run.coverage.entries.filter { $0.reason == reason } }
}
