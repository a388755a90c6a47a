import Foundation
import Model
import Reports
import Testing

/// Python's jsonschema, which shares no code with our writer; ROLLCALL_PYTHON names an interpreter that has it.
enum Validator {
    static let python: String? = {
        let environment = ProcessInfo.processInfo.environment
        let folders =
            [Project.root.appending(path: ".venv/bin").path]
            + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let candidates = [environment["ROLLCALL_PYTHON"]].compactMap(\.self) + folders.map { $0 + "/python3" }
        return candidates.first { candidate in
            FileManager.default.isExecutableFile(atPath: candidate)
                && (try? run(candidate, ["-c", "import jsonschema, referencing"]))?.status == 0
        }
    }()

    static func validate(_ text: String) throws -> (status: Int32, faults: String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "rollcall-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        let script = Project.root.appending(path: "Tests/Validation/validate_findings.py").path
        return try run(#require(python), [script, file.path])
    }

    /// One JSON document against a schema of Tests/Validation, formats of addresses and times included where Python knows them.
    static func validate(_ text: String, schema: String) throws -> (status: Int32, faults: String) {
        let file = FileManager.default.temporaryDirectory.appending(path: "rollcall-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        let script = """
            import json, sys, jsonschema
            schema, document = (json.load(open(name)) for name in sys.argv[1:])
            jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker()).validate(document)
            """
        return try run(
            #require(python),
            ["-c", script, Project.root.appending(path: "Tests/Validation/\(schema)").path, file.path])
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, faults: String) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let data = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

@Suite struct SchemaTests {
    @Test(
        .enabled(if: Validator.python != nil, "no Python with jsonschema"), arguments: [ReportFormat.jsonl, .json],
        Sample.reports.map(\.name))
    func outputIsValid(_ format: ReportFormat, _ name: String) throws {
        let report = try #require(Sample.reports.first { $0.name == name }).report.first(10)
        let result = try Validator.validate(text(report, as: format) { $0.showSuppressed = true })
        #expect(result.status == 0, "\(result.faults)")
    }

    @Test(.enabled(if: Validator.python != nil, "no Python with jsonschema"))
    func everyCarrierReasonAndFateIsValid() throws {
        var coverage = Coverage()
        for reason in Coverage.Reason.allCases {
            coverage.note(.init(source: ".", reason: reason, subject: "s", detail: "d"))
        }
        let carriers = Carrier.allCases.enumerated().map { Sample.finding($0.offset, carrier: $0.element) }
        let times = [Int64.min, -62_167_219_201, -1, 0, 253_402_300_800, .max].enumerated().map { number, seconds in
            let signature = Signature(name: "", email: "", time: Timestamp(seconds: seconds, offsetInMinutes: -570))
            let commit = CommitReference(
                id: .zero, author: signature, committer: signature, summary: "", isMerge: false)
            return Sample.finding(100 + number, provenance: Provenance(introduced: [commit], isInWorktree: false))
        }
        let report = ScanReport(findings: carriers + times, run: Sample.run(coverage: coverage))
        let result = try Validator.validate(text(report, as: .jsonl))
        #expect(result.status == 0, "\(result.faults)")
    }

    /// A validator that accepts everything proves nothing.
    @Test(
        .enabled(if: Validator.python != nil, "no Python with jsonschema"),
        arguments: [
            (#""carrier":"blob""#, #""carrier":"cloud""#), (#""line":12"#, #""line":0"#),
            (#""versions":1"#, #""versions":"1""#),
            (#""occurrences":1"#, #""occurrences":2"#), (#""suppressed":false"#, #""suppressed":true"#),
            (#""id":"finding-1","#, ""),
            (#""id":"finding-1""#, #""id":"finding-1","id":"finding-1""#), (#""band":"high""#, #""band":"low""#),
            (#""at_head":false"#, #""at_head":false,"extra":1"#), (#""score":0.98"#, #""score":NaN"#),
            (#""complete":true"#, #""complete":false"#),
            ("2026-01-15T12:00:00Z", "2026-13-15T12:00:00Z"), ("rollcall.run/1", "rollcall.finding/1"), ("\n", "\n\n"),
            ("}\n", "}"),
        ] as [(String, String)])
    func theValidatorSeesFaults(_ good: String, _ bad: String) throws {
        let lines = text(ScanReport(findings: [Sample.finding()], run: Sample.run()), as: .jsonl)
        #expect(lines.contains(good))
        let result = try Validator.validate(lines.replacing(good, with: bad))
        #expect(result.status == 1 && result.faults.contains(": "), "\(result.faults)")
    }

    @Test func schemasNameEveryCarrierBandAndReason() throws {
        let finding = try String(contentsOf: schema("finding"), encoding: .utf8)
        let run = try String(contentsOf: schema("run"), encoding: .utf8)
        #expect(try enumeration(after: "What kind of place it is.", in: finding) == Carrier.allCases.map(\.rawValue))
        #expect(try enumeration(after: "low below 0.4", in: finding) == Confidence.Band.allCases.map(\.rawValue))
        #expect(
            try enumeration(after: "are gaps and make a scan incomplete", in: run)
                == Coverage.Reason.allCases.map(\.rawValue))
    }

    private func schema(_ name: String) -> URL {
        Project.root.appending(path: "docs/schema/rollcall.\(name)-1.schema.json")
    }

    private func enumeration(after description: String, in schema: String) throws -> [String] {
        let rest = try schema[#require(schema.firstRange(of: description)).upperBound...]
        let list = try #require(rest.firstMatch(of: #/"enum": \[([^\]]*)\]/#)).1
        return list.split(separator: "\"").map(String.init).filter { $0.contains(#/[a-z]/#) }
    }
}
