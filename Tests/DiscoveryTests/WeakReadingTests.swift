import Detection
import Foundation
import Model
import TestRepositories
import Testing

@testable import Discovery

/// One value, read surely in one version and weakly in another: the weak reading hides nothing.
@Suite struct WeakReadingTests {
    private static let sure = "password = \"Summer\(2021)!\"\n"
    private static let weak = "# example: password=Summer\(2021)!\n"

    private func report(_ repository: TestRepository, _ change: (inout ScanOptions) -> Void = { _ in }) throws
        -> [Finding]
    {
        var options = ScanOptions()
        options.jobs = 1
        change(&options)
        return try Scan(
            library: try TestLibrary.shared(), key: FingerprintKey(bytes: Array(repeating: 7, count: 32)),
            options: options, progress: ScanProgress(), toolVersion: "test"
        ).run([repository.path]).findings
    }

    @Test(arguments: [[sure, weak], [weak, sure], [sure, weak, sure], [sure, weak, "x = 1\n"]])
    func anyVersionMayBeTheSureOne(_ versions: [String]) throws {
        let repository = try TestRepository()
        for text in versions { try repository.commit("change", writing: ["app.py": text]) }
        for isExhaustive in [false, true] {
            let found = try report(repository) { $0.isExhaustive = isExhaustive }
            #expect(found.count == 1 && found.allSatisfy { $0.confidence.band == .high }, "\(versions) \(isExhaustive)")
        }
    }

    @Test func whatIsNotCommittedMayBeTheSureOne() throws {
        let repository = try TestRepository()
        try repository.commit("weak", writing: ["app.py": Self.weak])
        #expect(try report(repository).isEmpty)
        try repository.write("app.py", Self.sure)
        #expect(try report(repository).count == 1)
        try repository.stage()
        #expect(try report(repository).count == 1)
        #expect(try report(repository) { $0.stagedOnly = true }.count == 1)
    }

    /// What a marker allows at HEAD is allowed there alone.
    @Test func aMarkerThatIsTakenAwayAllowsNothing() throws {
        var tokens = TestTokens(seed: 81)
        let line = "token: \(tokens.gitHub())"
        let repository = try TestRepository()
        try repository.commit("marked", writing: ["app.yml": "\(line) # rollcall:allow\n"])
        #expect(try report(repository).allSatisfy { $0.suppression != nil })
        try repository.write("app.yml", "\(line)\n")
        #expect(try report(repository).contains { $0.suppression == nil })
        try repository.stage()
        #expect(try report(repository) { $0.stagedOnly = true }.contains { $0.suppression == nil })
    }
}
