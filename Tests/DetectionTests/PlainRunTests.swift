import Model
import RuleFormat
import TestValues
import Testing

@testable import Detection

/// Values that count up or repeat themselves in the form of a token are told so, and stay in the report.
@Suite struct PlainRunTests {
    private static let library = Result { try RuleLibrary() }

    private func found(_ text: String) throws -> (evidence: EvidenceSet, band: Confidence.Band)? {
        let library = try Self.library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        let matches = Array(text.utf8).withUnsafeBytes { scanner.scan($0, isBinary: false) }.matches
        return library.resolve(matches, minimumScore: Int.min).first.map { match in
            (match.evidence, Confidence(score: EvidenceWeights.probability(of: match.score), reasons: []).band)
        }
    }

    @Test(arguments: [
        ("glpat-", "1234567890abcdefghij"), ("dckr_pat_", "abc123abc123abc123abc123abc"),
        ("sk_live_", "1234567890abcdefghijklmn"), ("gsk_", "1234567890abcdefghijklmnopqrstuvwxyz1234567890abcdef"),
        ("xoxb-", "123456789012-123456789012-abcdefghijklmnopqrstuvwx"), ("rnd_", "1234567890abcdefghijklmnopqr"),
    ])
    func sequencesAreTold(_ prefix: String, _ body: String) throws {
        let found = try #require(try found("key \(prefix)\(body)\n"), "\(prefix)")
        #expect(found.evidence.contains(.plainRun) || found.evidence.contains(.isSequence), "\(prefix)")
        #expect(found.band == .medium || found.evidence.contains(.isSequence) && found.band == .high, "\(prefix)")
    }

    @Test func whatIsRandomIsNoSequence() {
        let values = Array(MadeUp.text("{base62:48000}").utf8)
        for start in stride(from: 0, to: values.count, by: 24) {
            #expect(!values[start..<start + 24].withUnsafeBytes(PlainRun.isIn))
        }
    }

    @Test(arguments: [
        ("1234567890abcdefghij", true), ("abcdefghijklmnop0123456789", true),
        ("0123456789abcdef0123456789abcdef", true),
        ("zyxwvutsrqponmlkjihg", true), ("abc123abc123abc123abc123", true), ("12345678", false),
        ("k8Zp12345678Qw7RtYx2LmVb", false), ("deadbeefdeadbeef", false), ("", false),
    ])
    func runs(_ value: String, _ isRun: Bool) {
        #expect(Array(value.utf8).withUnsafeBytes(PlainRun.isIn) == isRun, "\(value)")
    }
}
