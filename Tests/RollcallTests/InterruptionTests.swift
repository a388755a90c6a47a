import Foundation
import TestRepositories
import Testing

@Suite struct InterruptionTests {
    /// Big enough for a debug build to need many seconds.
    private static func bigRepository() throws -> TestRepository {
        let repository = try TestRepository(bare: true)
        var tokens = TestTokens(seed: 9)
        var stream = HistoryStream()
        var last: HistoryStream.Mark?
        let body = (0..<6000).map { "key\($0)_token = value_\($0 * 7)_password \($0)\n" }.joined()
        for number in 0..<160 {
            let text = "\(tokens.base62(200))\n\(number == 0 ? tokens.gitHub() : "")\n\(body)\(number)\n"
            last = stream.commit(parents: last.map { [$0] } ?? [], changes: [("f\(number)", Array(text.utf8))])
        }
        // Whole blobs: of deltas a scan looks at the new lines only, and would end too soon.
        try repository.git("fast-import", "--quiet", "--force", "--date-format=raw", "--depth=0", input: stream.bytes)
        return repository
    }

    /// The signal comes while the second of three targets is read.
    @Test(.timeLimit(.minutes(20)), arguments: [SIGINT, SIGTERM, SIGHUP])
    func endsWithWhatWasFound(_ signal: Int32) throws {
        var (first, last) = (try Scene(seed: 9), try Scene(seed: 10))
        let token = first.tokens.gitHub()
        try first.repository.commit("add", writing: ["a.env": "TOKEN=\(token)\n"])
        try last.repository.commit("add", writing: ["b.env": "TOKEN=\(last.tokens.gitHub())\n"])
        defer { withExtendedLifetime((first, last)) {} }
        let input = try HeldInput()
        let program = try Program.startScan([first.repository.path, "-", last.repository.path], inputFile: input.path)
        try input.feed()
        program.send(signal)
        #expect(program.comes(to: { !$0.awaits(signal) }))
        input.end()
        let scanned = try Scanned(program.wait())
        #expect(scanned.code == 1, "exit \(scanned.code)")
        #expect(scanned.findings.map(\.credential.secret) == [token])
        #expect(scanned.coverage("cancelled").count == 1 && !scanned.run.coverage.complete)
        try Validator.check(scanned.output)
    }

    /// A pipe that is never closed: what came so far is told.
    @Test(.timeLimit(.minutes(20)), arguments: [SIGINT, SIGTERM])
    func endsWithinStandardInput(_ signal: Int32) throws {
        let input = try HeldInput()
        let program = try Program.startScan(["-"], inputFile: input.path)
        try input.feed()
        program.send(signal)
        let scanned = try Scanned(program.wait())
        #expect(scanned.code == 3 && scanned.coverage("cancelled").count == 1)
        input.end()
    }

    /// `nohup` starts a program that a closed terminal does not end.
    @Test(.timeLimit(.minutes(20))) func goesOnWhereTheTerminalMayGo() throws {
        let input = try HeldInput()
        let program = try RunningProgram(
            "/bin/sh", ["-c", "trap '' HUP; exec \"$0\" scan --format jsonl -", Program.path], inputFile: input.path,
            environment: Program.environment, folder: Program.folder)
        try input.feed()
        program.send(SIGHUP)
        #expect(program.comes(to: { !$0.awaits(SIGHUP) }))
        input.end()
        #expect(try program.wait().code == 0)
    }

    /// In the middle of a history, whose blobs are looked at before it is known where they stand.
    /// - Parameter work: seconds of the processors' before the signal comes.
    @Test(.timeLimit(.minutes(20)), arguments: [(SIGINT, 0), (SIGINT, 1.5), (SIGTERM, 0.5)] as [(Int32, Double)])
    func endsWithinAHistory(_ signal: Int32, after work: Double) throws {
        let repository = try Self.bigRepository()
        // It is gone with whoever holds it.
        defer { withExtendedLifetime(repository) {} }
        let program = try Program.startScan([repository.path])
        try #require(program.comes(to: { $0.handles(signal) && $0.processorTime >= work }))
        program.send(signal)
        let scanned = try Scanned(program.wait())
        #expect(scanned.code == (scanned.findings.isEmpty ? 3 : 1), "exit \(scanned.code)")
        #expect(
            Set(scanned.findings.map(\.id)).count == scanned.findings.count,
            "each once, though its path is not known yet")
        #expect(scanned.coverage("cancelled").count == 1 && !scanned.run.coverage.complete)
        try Validator.check(scanned.output)
    }

    /// The first signal alone would wait for input that never ends.
    @Test(.timeLimit(.minutes(20))) func aSecondSignalWaitsForNothing() throws {
        let input = try HeldInput()
        let program = try Program.startScan(["-"], inputFile: input.path)
        try input.feed()
        program.send(SIGINT)
        #expect(program.comes(to: { !$0.awaits(SIGINT) }))
        program.send(SIGINT)
        #expect(try program.wait().code == 128 + SIGINT)
        input.end()
    }

    @Test func aBrokenPipeIsNoCrash() throws {
        var scene = try Scene()
        try scene.repository.commit("add", writing: ["a": "TOKEN=\(scene.tokens.gitHub())\n"])
        let command = "'\(Program.path)' scan --format json '\(scene.repository.path)' | true; echo ${PIPESTATUS[0]}"
        let result = try RunningProgram(
            "/bin/bash", ["-c", command], environment: Program.environment, folder: Program.folder
        ).wait()
        #expect(result.text == "1" && result.errors.isEmpty, "\(result.text) \(result.errors)")
    }
}
