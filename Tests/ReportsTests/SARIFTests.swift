import Foundation
import Model
import Testing

@testable import Reports

/// What code scanning reads, and the limits that it sets.
@Suite struct SARIFTests {
    private func document(
        _ findings: [Finding], run: RunRecord = Sample.run(), mostResults: Int = 25_000, mostBytes: Int = 10_000_000
    ) throws -> Run {
        var output = ""
        SARIF(ScanReport(findings: findings, run: run), mostResults: mostResults, mostBytes: mostBytes).write(
            to: &output)
        return try #require(JSONDecoder().decode(Log.self, from: Data(output.utf8)).runs.first)
    }

    struct Log: Decodable { let runs: [Run] }
    struct Text: Decodable { let text: String }
    struct Run: Decodable {
        struct Invocation: Decodable {
            struct Notification: Decodable {
                let level: String
                let message: Text
            }
            let toolExecutionNotifications: [Notification]
        }
        struct Result: Decodable {
            struct Suppression: Decodable {
                let kind: String
                let status: String
                let justification: String
            }
            struct Location: Decodable {
                struct Physical: Decodable {
                    struct Region: Decodable, Equatable {
                        var startLine = 12
                        var startColumn: Int?
                        var endLine = 12
                        var endColumn: Int?
                    }
                    let region: Region
                }
                let physicalLocation: Physical
            }
            let ruleId: String
            let ruleIndex: Int
            let partialFingerprints: [String: String]
            let locations: [Location]
            let suppressions: [Suppression]?
        }
        struct Tool: Decodable {
            struct Driver: Decodable {
                struct Rule: Decodable {
                    struct Properties: Decodable { let tags: [String] }
                    let id: String
                    let properties: Properties
                }
                let rules: [Rule]
            }
            let driver: Driver
        }
        struct Provenance: Decodable {
            let repositoryUri: String
            let revisionId: String?
            let branch: String?
            let mappedTo: [String: String]?
        }
        let tool: Tool
        let invocations: [Invocation]
        let versionControlProvenance: [Provenance]?
        let results: [Result]
    }

    @Test func theLimitsAreThoseOfCodeScanning() {
        #expect(SARIF.mostResults == 25_000 && SARIF.mostCompressedBytes <= 10 << 20)
    }

    /// Bytes of ours become UTF-16 code units; where the line is not here whole, nothing is said.
    @Test(arguments: [("K = ", 5, 5), ("é = ", 6, 5), ("😀 = ", 8, 6), ("…K = ", 200, nil), ("ab…yz = ", 11, nil)])
    func columnsCountCodeUnits(_ before: String, _ column: Int, _ expected: Int?) throws {
        let text = before + "abcd…wxyz"
        let line = Excerpt.Line(
            number: 12, text: text, highlight: ByteSpan(before.utf8.count, text.utf8.count))
        let finding = Sample.finding(at: TextPosition(line: 12, column: column), excerpt: Excerpt(lines: [line]))
        let region = try #require(document([finding]).results.first?.locations.first).physicalLocation.region
        #expect(region == .init(startColumn: expected, endColumn: expected.map { $0 + 40 }))
    }

    @Test func theSurestStayInTheirOrder() throws {
        let scores = [0.5, 0.9, 0.4, 0.9, 0.7, 0.9]
        let findings = scores.enumerated().map {
            Sample.finding($0.offset, score: $0.element, path: "file-\($0.offset)")
        }
        let run = try document(findings, mostResults: 4)
        let kept: [String?] = [1, 3, 4, 5].map { "finding-\($0):1" }
        #expect(run.results.map { $0.partialFingerprints["primaryLocationLineHash"] } == kept)
        let notice = try #require(run.invocations[0].toolExecutionNotifications.first { $0.level == "error" })
        #expect(notice.message.text.hasPrefix("2 more findings were left out"))
        #expect(try document(findings).invocations[0].toolExecutionNotifications.isEmpty)
    }

    /// Long names that do not compress: what is kept must fit, and the limit must not be far away.
    @Test func theFileFitsWhenItIsCompressed() throws {
        var state: UInt64 = 7
        func noise(_ count: Int) -> String {
            String(
                (0..<count).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return Character(UnicodeScalar(UInt8(33 + state >> 33 % 90)))
                })
        }
        let findings = (0..<200).map { number in Sample.finding(number, path: noise(3000)) }
        let limit = 400_000
        var output = ""
        SARIF(ScanReport(findings: findings, run: Sample.run()), mostResults: 25_000, mostBytes: limit).write(
            to: &output)
        let run = try #require(JSONDecoder().decode(Log.self, from: Data(output.utf8)).runs.first)
        #expect((50..<200).contains(run.results.count), "\(run.results.count)")
        let file = FileManager.default.temporaryDirectory.appending(path: "rollcall-\(UUID().uuidString).sarif")
        defer { for name in [file.path, file.path + ".gz"] { try? FileManager.default.removeItem(atPath: name) } }
        try Data(output.utf8).write(to: file)
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/usr/bin/env")
        gzip.arguments = ["gzip", file.path]
        try gzip.run()
        gzip.waitUntilExit()
        #expect(try Data(contentsOf: URL(filePath: file.path + ".gz")).count <= limit)
    }

    @Test func rulesAndLocationsKeepToTheLimits() throws {
        let run = try document(Sample.everything.findings)
        #expect(
            run.tool.driver.rules.count <= 25_000 && run.tool.driver.rules.allSatisfy { $0.properties.tags.count <= 20 }
        )
        #expect(run.results.allSatisfy { (1...1000).contains($0.locations.count) })
        #expect(run.results.allSatisfy { run.tool.driver.rules[$0.ruleIndex].id == $0.ruleId })
        #expect(
            Set(run.results.compactMap { $0.partialFingerprints["primaryLocationLineHash"] }).count == run.results.count
        )
    }

    @Test(arguments: [
        (Suppression.Kind.inline, "inSource"), (.baseline, "external"), (.ignoreFile, "external"),
        (.ruleAllowlist, "external"),
        (.decision, "external"),
    ])
    func suppressionsSayWhereTheyStand(_ kind: Suppression.Kind, _ said: String) throws {
        let finding = Sample.finding(suppression: Suppression(kind: kind, reason: "known since 2025"))
        let suppression = try #require(document([finding]).results[0].suppressions?.first)
        #expect(
            suppression.kind == said && suppression.status == "accepted"
                && suppression.justification == "known since 2025")
        #expect(try document([Sample.finding()]).results[0].suppressions == nil)
    }

    @Test(
        arguments: [
            ("https://forge.example/ada/engine.git", "https://forge.example/ada/engine.git"),
            ("git@forge.example:ada/engine.git", "ssh://git@forge.example/ada/engine.git"),
            ("forge.example:/ada/en gine", "ssh://forge.example/ada/en%20gine"), ("/srv/git/engine", nil),
            ("../engine", nil),
            ("https://forge.example/\u{202e}a b", "https://forge.example/%E2%80%AEa%20b"),
        ] as [(String, String?)])
    func repositoriesAreNamedByURI(_ remote: String, _ uri: String?) throws {
        let target = RunRecord.Target(
            source: ".", kind: .repository, head: Sample.id("1"), headRef: "refs/heads/main", remote: remote)
        let provenance = try document([], run: Sample.run(targets: [target])).versionControlProvenance
        #expect(provenance?.first?.repositoryUri == uri && (provenance == nil) == (uri == nil))
        guard let first = provenance?.first else { return }
        #expect(
            first.revisionId == Sample.id("1").hex && first.branch == "refs/heads/main"
                && first.mappedTo == ["uriBaseId": "%SRCROOT%"])
    }

    @Test(.enabled(if: Validator.python != nil, "no Python with jsonschema"), arguments: Sample.reports.map(\.name))
    func outputIsValid(_ name: String) throws {
        let report = try #require(Sample.reports.first { $0.name == name }).report.first(10)
        let result = try Validator.validate(
            text(report, as: .sarif) { $0.showSuppressed = true }, schema: "sarif-2.1.0.schema.json")
        #expect(result.status == 0, "\(result.faults)")
    }
}
