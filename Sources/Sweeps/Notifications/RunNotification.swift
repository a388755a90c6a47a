internal import Reports

private import Files
private import Foundation

/// What is told of one run: its new findings, by place and rule. Nothing of a secret is in it, not even its redacted form.
struct RunNotification {
    static let schema = "rollcall.notification/1"
    /// More are counted; the run folder has them all.
    static let mostFindings = 50

    struct Item {
        let id: String
        let rule: String
        let name: String
        let provider: String
        let confidence: String
        let source: String
        let carrier: String
        let path: String
        let line: Int
    }

    /// Parts of a finding's line.
    fileprivate struct Line: Decodable {
        struct Rule: Decodable {
            let id: String
            let name: String
        }
        struct Credential: Decodable { let provider: String }
        struct Confidence: Decodable { let band: String }
        struct Location: Decodable {
            let source: String
            let carrier: String
            let path: String
            let line: Int
        }
        let id: String
        let rule: Rule
        let credential: Credential
        let confidence: Confidence
        let location: Location
    }

    /// The run's folder is not as it was published.
    struct Damage: Error, CustomStringConvertible {
        let description: String
    }

    let run: String
    let host: String
    let finished: String
    let total: Int
    let newCredentials: Int
    let items: [Item]

    /// Reads it back from a published run, so that one that could not be sent can be sent the next time.
    init(run: SweepFolder.RunName, in folder: SweepFolder) throws(Damage) {
        func contents(_ name: String) throws(Damage) -> Data {
            do { return Data(try NamedFile.bytes(at: folder.path(of: run) + "/" + name)) } catch {
                throw Damage(description: "\(name): \(error)")
            }
        }
        func decoded<Value: Decodable>(_ type: Value.Type, _ bytes: Data, of name: String) throws(Damage) -> Value {
            do { return try JSONDecoder().decode(type, from: bytes) } catch {
                throw Damage(description: "\(name) is not what a sweep writes")
            }
        }
        let data = try contents("new.jsonl")
        let manifest = try decoded(ManifestReading.self, contents("run.json"), of: "run.json")
        self.run = run.text
        host = ProcessInfo.processInfo.hostName
        finished = manifest.finished
        total = manifest.totals.new
        newCredentials = manifest.totals.newCredentials
        var items: [Item] = []
        for bytes in data.split(separator: UInt8(ascii: "\n")).prefix(Self.mostFindings) {
            items.append(Item(try decoded(Line.self, bytes, of: "new.jsonl")))
        }
        self.items = items
    }

    /// The body of a request.
    func body(template: String?) throws -> String {
        guard let template else { return json }
        return try NotificationTemplate.render(template, values)
    }

    private var values: [String: Any] {
        [
            "run": run, "host": host, "finished": finished, "new": total, "new_credentials": newCredentials,
            "more": total - items.count,
            "has_more": total > items.count,
            "findings": items.enumerated().map { number, item -> [String: Any] in
                [
                    "id": item.id, "rule": item.rule, "name": item.name, "provider": item.provider,
                    "confidence": item.confidence,
                    "source": item.source, "carrier": item.carrier, "path": item.path, "line": item.line,
                    "is_first": number == 0,
                ]
            },
        ]
    }

    private var json: String {
        var json = JSONWriter(layout: .oneLine)
        json.object {
            $0.field("schema", Self.schema)
            $0.field("run", run)
            $0.field("host", host)
            $0.field("finished", finished)
            $0.field("new", total)
            $0.field("new_credentials", newCredentials)
            $0.field("more", total - items.count)
            $0.array("findings", items) { json, item in
                json.object {
                    $0.field("id", item.id)
                    $0.field("rule", item.rule)
                    $0.field("name", item.name)
                    $0.field("provider", item.provider)
                    $0.field("confidence", item.confidence)
                    $0.field("source", item.source)
                    $0.field("carrier", item.carrier)
                    $0.field("path", item.path)
                    $0.field("line", item.line)
                }
            }
        }
        return json.text
    }
}

extension RunNotification.Item {
    fileprivate init(_ line: RunNotification.Line) {
        self.init(
            id: line.id, rule: line.rule.id, name: line.rule.name, provider: line.credential.provider,
            confidence: line.confidence.band, source: line.location.source, carrier: line.location.carrier,
            path: line.location.path, line: line.location.line)
    }
}
