import Foundation
import TestRepositories
import Testing

/// Sweeps whose scanning process dies. A server that takes connections and says nothing keeps a target under way for as long
/// as a test needs.
struct SweepCrashTests {
    private let scene: SweepScene
    private let server: SilentServer
    private var tokens = TestTokens(seed: 90)

    init() throws {
        scene = try SweepScene()
        server = try SilentServer()
    }

    /// The target that was alone under way is left out and named; the others are scanned; the next sweep tries it again.
    @Test func whatKillsTheScannerIsLeftOut() throws {
        var tokens = tokens
        for name in ["a", "c"] { try scene.folder.write("\(name)/x.env", "TOKEN=\(tokens.gitHub())\n") }
        let configuration = """
            concurrency: 1
            targets: [\(scene.folder.path)/a, "https://127.0.0.1:\(server.port)/b.git", \(scene.folder.path)/c]
            """
        let program = try Program.start(["sweep", scene.write(configuration)])
        try server.awaitConnection()
        try kill(workerOf: program, by: SIGSEGV)
        let result = try program.wait()
        #expect(result.code == 1, "\(result.errors)")
        let run = try scene.read(result)
        #expect(run.manifest.targets.map(\.outcome) == ["complete", "crashed", "complete"])
        #expect(run.findings.findings.count == 2 && !run.manifest.complete)
        #expect(run.manifest.targets[1].reason?.contains("signal 11") == true, "\(run.manifest.targets[1])")
        #expect(run.findings.coverage("unreadable").contains { $0.subject.contains("b.git") })
        #expect(!run.manifest.notices.contains { $0.contains("did not come to its end") })
        #expect(result.errors.contains("the others go on"))
    }

    /// Of several under way none is blamed before it has been tried by itself.
    @Test func suspectsAreTriedAlone() throws {
        var tokens = tokens
        try scene.folder.write("c/x.env", "TOKEN=\(tokens.gitHub())\n")
        let second = try SilentServer()
        let configuration = """
            concurrency: 2
            targets: ["https://127.0.0.1:\(server.port)/a.git", "https://127.0.0.1:\(second.port)/b.git", \(scene.folder.path)/c]
            """
        let program = try Program.start(["sweep", scene.write(configuration)])
        try server.awaitConnection()
        try second.awaitConnection()
        try kill(workerOf: program, by: SIGILL)
        // Each alone now: the first one is fatal again, the second one gets an answer.
        try server.awaitConnection()
        try kill(workerOf: program, by: SIGILL)
        try second.awaitConnection()
        second.hangUp()
        let run = try scene.read(program.wait())
        #expect(run.manifest.targets.map(\.outcome) == ["crashed", "unreadable", "complete"])
        #expect(run.findings.findings.count == 1)
    }

    /// A sweep that is killed takes its scanning process along, and the next one need not wait for it.
    @Test func theScannerEndsWithItsSweep() throws {
        let configuration = "targets: [\"https://127.0.0.1:\(server.port)/a.git\"]"
        let program = try Program.start(["sweep", scene.write(configuration)])
        try server.awaitConnection()
        let worker = try #require(scanner(of: program))
        Foundation.kill(program.process, SIGKILL)
        _ = try program.wait()
        server.hangUp()
        let run = try scene.sweep("targets: [\(scene.folder.path)]")
        #expect(run.manifest.notices.contains { $0.contains("did not come to its end") })
        // Nobody may have asked yet how it ended.
        let state = try? String(contentsOfFile: "/proc/\(worker)/stat", encoding: .utf8)
        #expect(state?.contains(") Z ") ?? true, "\(state ?? "")")
    }

    @Test func signalsReachTheScanner() throws {
        let program = try Program.start(["sweep", scene.write("targets: [\"https://127.0.0.1:\(server.port)/a.git\"]")])
        try server.awaitConnection()
        Foundation.kill(program.process, SIGTERM)
        let result = try program.wait()
        #expect(result.code == 4 && result.errors.contains("stopped before its end"), "\(result.errors)")
        #expect(scene.runNames.isEmpty)
    }

    @Test func aWorkerAloneIsNoSweep() throws {
        let result = try Program.run(["sweep-worker", scene.write("targets: [x]")])
        #expect(result.code == 2 && result.errors.contains("rollcall sweep"))
    }

    private func scanner(of program: RunningProgram) -> Int32? {
        let children = try? String(
            contentsOfFile: "/proc/\(program.process)/task/\(program.process)/children", encoding: .utf8)
        return children?.split(separator: " ").first.flatMap { Int32($0) }
    }

    private func kill(workerOf program: RunningProgram, by signal: Int32) throws {
        let worker = try #require(scanner(of: program))
        Foundation.kill(worker, signal)
    }
}
