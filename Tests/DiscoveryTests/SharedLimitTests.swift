import Detection
import Foundation
import Model
import TestRepositories
import Testing

@testable import Discovery

/// Limits on what all of a content holds: a version whose new lines alone are looked at knows nothing of the others.
@Suite struct SharedLimitTests {
    /// The credential was found in the version's new lines and lost when the whole version was read for its place: no
    /// finding and no word of it.
    @Test func aCredentialBehindTheLimitOfAWholeIsNotLost() throws {
        var tokens = TestTokens(seed: 71)
        let repository = try TestRepository()
        func line(_ text: String) -> [UInt8] {
            let noise = (0..<1000).map { _ in "\(tokens.base62(60))\n" }.joined()
            let packed = TestContainers.gzip(Array((text + noise).utf8))
            return Array("blob = \(Data(packed).base64EncodedString())\n".utf8)
        }
        let (first, second) = (line("nothing\n"), line("GITHUB_TOKEN=\(tokens.gitHub())\n"))
        let folder = "\(repository.gitDirectory)/objects/pack"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var writer = try PackWriter(path: "\(folder)/pack-\(String(repeating: "5", count: 40)).pack", count: 2)
        try writer.addBlob(first)
        var delta = PackWriter.Delta(baseSize: first.count, resultSize: first.count + second.count)
        delta.copy(from: 0, count: first.count)
        for start in stride(from: 0, to: second.count, by: 127) { delta.insert(Array(second[start...].prefix(127))) }
        try writer.addDelta(on: 0, delta)
        try repository.importVersions(try writer.finish(in: repository), of: "data.txt")

        let whole = try report(repository.path, bytes: 1 << 20, isExhaustive: false)
        #expect(whole.findings.count == 1 && whole.run.coverage.isComplete, "\(whole.run.coverage.entries)")
        let versions = try report(repository.path, bytes: 200_000, isExhaustive: false)
        let exhaustive = try report(repository.path, bytes: 200_000, isExhaustive: true)
        #expect(versions.findings == exhaustive.findings)
        #expect(!versions.run.coverage.isComplete)
        #expect(versions.run.coverage.entries.sorted() == exhaustive.run.coverage.entries.sorted())
        #expect(versions.run.coverage.counts == exhaustive.run.coverage.counts)
    }

    private func report(_ path: String, bytes: Int, isExhaustive: Bool) throws -> ScanReport {
        var options = ScanOptions()
        options.isExhaustive = isExhaustive
        options.jobs = 1
        options.opening.bytes = bytes
        return try Scan(
            library: try TestLibrary.shared(), key: FingerprintKey(bytes: Array(repeating: 7, count: 32)),
            options: options, progress: ScanProgress(), toolVersion: "test"
        ).run([path])
    }
}
