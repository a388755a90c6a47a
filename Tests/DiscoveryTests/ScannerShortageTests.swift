import Detection
import Model
import Repositories
import Synchronization
import TestRepositories
import Testing

@testable import Discovery

/// There may be no memory for a worker's scanner. What is not scanned for it is said, and never taken for clean.
@Suite struct ScannerShortageTests {
    /// Lets some scanners be made and others not.
    private final class Supply: Sendable {
        private let asked = Atomic(0)
        private let fails: @Sendable (Int) -> Bool

        init(_ fails: @escaping @Sendable (Int) -> Bool) { self.fails = fails }

        var count: Int { asked.load(ordering: .relaxed) }

        func make(_ library: RuleLibrary, _ minimum: Double) throws(DetectionError) -> Scanner {
            if fails(asked.add(1, ordering: .relaxed).oldValue) { throw .outOfMemory(what: "a test") }
            return try Scanner(library: library, minimumConfidence: minimum)
        }
    }

    private func context(_ supply: Supply) throws -> ScanContext {
        var options = ScanOptions()
        options.jobs = 1
        return ScanContext(
            library: try TestLibrary.shared(), options: options,
            key: FingerprintKey(bytes: Array(repeating: 7, count: 32)), progress: ScanProgress(), toolVersion: "test",
            makeScanner: { library, minimum throws(DetectionError) in try supply.make(library, minimum) })
    }

    private func scan(_ repository: TestRepository, _ supply: Supply) throws -> TargetResult {
        let layout = try #require(RepositoryLayout.find(at: repository.path))
        return try RepositoryScan(context: context(supply), layout: layout, source: repository.path).run()
    }

    private func ids(_ result: TargetResult) -> Set<String> {
        Set(result.findings.map { "\($0.credential.fingerprint) \($0.location.carrier)" })
    }

    @Test func whatIsNotScannedIsSaid() throws {
        var tokens = TestTokens(seed: 4)
        let repository = try TestRepository()
        try repository.commit("use \(tokens.gitHub())", writing: ["a.env": "TOKEN=\(tokens.gitHub())\n"])
        try repository.commit("empty it", writing: ["a.env": "", "\(tokens.gitHub())/b.txt": "text"])
        try repository.git("tag", "--annotate", "--message=by \(tokens.gitHub())", "one")
        try repository.write("c.env", "TOKEN=\(tokens.gitHub())\n")
        try repository.stage("c.env")
        try repository.remove("c.env")
        try repository.write("d.env", "TOKEN=\(tokens.gitHub())\n")
        let supply = Supply { _ in false }
        let whole = try scan(repository, supply)
        #expect(whole.coverage.isComplete && ids(whole).count >= 6)
        for number in 0..<supply.count {
            for supply in [Supply { $0 >= number }, Supply { $0 == number }] {
                let result = try scan(repository, supply)
                #expect(ids(result) == ids(whole) || !result.coverage.isComplete, "scanner \(number)")
            }
        }
    }

    @Test func namesOfRefsThatAreNotScannedAreSaid() throws {
        let repository = try TestRepository()
        let new = try repository.commit("one", writing: ["a.txt": "text"])
        let layout = try #require(RepositoryLayout.find(at: repository.path))
        let hook = HookScan(
            library: try TestLibrary.shared(), key: FingerprintKey(bytes: Array(repeating: 7, count: 32)),
            options: ScanOptions(), progress: ScanProgress(), environment: HookEnvironment(), layout: layout)
        let updates = try RefUpdate.received("\(String(repeating: "0", count: 40)) \(new) refs/heads/main\n")
        for fails in [false, true] {
            var result = TargetResult(target: RunRecord.Target(source: repository.path, kind: .repository))
            _ = hook.drafts(ofNewNamesIn: updates, try context(Supply { _ in fails }), into: &result)
            #expect(result.coverage.isComplete != fails)
        }
    }
}
