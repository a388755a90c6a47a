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

    /// A second is what is promised; a machine that runs all tests at once gets more. The whole scan takes far longer.
    @Test func endsSoonWithWhatWasFound() throws {
        let repository = try Self.bigRepository()
        for (signal, delay) in [(SIGINT, UInt32(0)), (SIGINT, 1_000_000), (SIGTERM, 400_000)] {
            let program = try Program.start(["scan", "--format", "jsonl", "--show-secrets", repository.path])
            while !program.handles(signal) { usleep(2000) }
            usleep(delay)
            let clock = ContinuousClock()
            let start = clock.now
            program.send(signal)
            let scanned = try Scanned(program.wait())
            #expect(clock.now - start < .seconds(4))
            #expect(scanned.code == (scanned.findings.isEmpty ? 3 : 1), "exit \(scanned.code)")
            #expect(
                Set(scanned.findings.map(\.id)).count == scanned.findings.count,
                "each once, though its path is not known yet")
            #expect(scanned.coverage("cancelled").count == 1 && !scanned.run.coverage.complete)
            try Validator.check(scanned.output)
        }
        // A second signal does not wait for anything.
        let program = try Program.start(["scan", repository.path])
        while !program.handles(SIGINT) { usleep(2000) }
        program.send(SIGINT)
        usleep(1000)
        program.send(SIGINT)
        #expect([128 + SIGINT, 3, 1].contains(try program.wait().code))
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
