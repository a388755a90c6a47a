import Foundation
import TestRepositories
import Testing

/// Findings files: the same from run to run, and as the schema says.
@Suite struct SameOutputTests {
    @Test(arguments: [1, 2, 8, 64]) func threadsMakeNoDifference(_ jobs: Int) throws {
        let everything = try Everything()
        var stream = HistoryStream()
        var tokens = TestTokens(seed: 3)
        var last: HistoryStream.Mark?
        for number in 0..<100 {
            let text = "\(tokens.base62(200))\nTOKEN=\(tokens.gitHub())\n"
            last = stream.commit(
                on: "long", parents: last.map { [$0] } ?? [], changes: [("f\(number % 7)/a", Array(text.utf8))])
        }
        try everything.repository.importHistory(stream)
        let reference = try Program.scan(everything.repository.path)
        let again = try Program.scan("--jobs", String(jobs), everything.repository.path)
        #expect(again.findings.count >= 100 && again.stableLines == reference.stableLines)
        #expect(again.run.counts == reference.run.counts)
    }

    @Test func orderIsSourceThenPathThenLine() throws {
        let everything = try Everything()
        let scanned = try Program.scan(everything.repository.path)
        let keys = scanned.findings.map { (Array($0.location.path.utf8), $0.location.line, $0.location.column) }
        for (left, right) in zip(keys, keys.dropFirst()) {
            #expect(!right.0.lexicographicallyPrecedes(left.0))
            if left.0 == right.0 { #expect((left.1, left.2) <= (right.1, right.2)) }
        }
    }

    /// An interpreter that has the package `jsonschema`.
    static let python: String? = {
        let given = ProcessInfo.processInfo.environment["ROLLCALL_PYTHON"]
        let candidates = [given, "\(Project.root.path)/.venv/bin/python"].compactMap { $0 }
        return candidates.first { python in
            guard FileManager.default.isExecutableFile(atPath: python) else { return false }
            let run = try? RunningProgram(
                python, ["-c", "import jsonschema, referencing"], environment: [:], folder: Program.folder
            ).wait()
            return run?.code == 0
        }
    }()

    @Test(.enabled(if: python != nil, "no Python with jsonschema"), arguments: ["jsonl", "json"], [true, false])
    func followsTheSchema(_ format: String, showsSecrets: Bool) throws {
        let (everything, damaged) = (try Everything(), try Scene())
        try damaged.plainCommit()
        try damaged.repository.deleteObject(try damaged.repository.id("HEAD:README"))
        try damaged.repository.write(
            rawPath: [0xff, 0x2f, 0xfe], bytes: Array("TOKEN=\(everything.tokens[0].token)".utf8))
        let options = showsSecrets ? ["--show-secrets"] : []
        let targets = [everything.repository.path, damaged.repository.path]
        let result = try Program.run(["scan", "--format", format] + options + targets)
        let script = Project.root.appending(path: "Tests/Validation/validate_findings.py").path
        let python = try #require(Self.python)
        let verdict = try RunningProgram(
            python, [script, "-"], input: result.output, environment: ["LC_ALL": "C.UTF-8"], folder: Program.folder
        ).wait()
        #expect(verdict.code == 0, "\(verdict.text.prefix(2000)) \(verdict.errors.prefix(2000))")
    }
}
