import Detection
import Foundation
import Model
import TestRepositories
import TestValues
import Testing

@testable import Discovery

/// How sure a value with a format is depends on what it is and on where it stands.
@Suite struct PathJudgementTests {
    private func bands(_ text: String, at path: String) throws -> [Confidence.Band] {
        var options = ScanOptions()
        options.jobs = 1
        options.minimumConfidence = 0.05
        let repository = try TestRepository()
        try repository.commit("change", writing: [path: text])
        return try Scan(
            library: try TestLibrary.shared(), key: FingerprintKey(bytes: Array(repeating: 7, count: 32)),
            options: options, progress: ScanProgress(), toolVersion: "test"
        ).run([repository.path]).findings.map(\.confidence.band)
    }

    @Test func whatAnybodyWouldGuessIsNeverSure() throws {
        #expect(try bands("Authorization: Basic \("a29uZzprb25n")\n", at: "a.txt") == [.medium])
        #expect(try bands("url = redis://app:\("kong")@cache.acme.io:6379\n", at: "a.conf") == [.medium])
        let drawn = MadeUp.text("url = redis://app:{base62:12}7@cache.acme.io:6379\n")
        #expect(try bands(drawn, at: "a.conf") == [.high])
        #expect(try bands(drawn, at: "test/a.conf") == [.high])
    }

    @Test func aHashThatAPackageBroughtAlongIsNone() throws {
        let text = MadeUp.text("hash = \"$2b$10${[./A-Za-z0-9]:53}\"\n")
        #expect(try bands(text, at: "lib/a.js") == [.high])
        #expect(try bands(text, at: "node_modules/bcrypt/test/a.js") == [.low])
        #expect(try bands(text, at: "node_modules/bcryptjs/README.md") == [.low])
        let key = MadeUp.text("{rsa-private-key}\n")
        #expect(try bands(key, at: "node_modules/x/test/key.pem") == [.high])
    }

    @Test func aTokenOfATestIsNotSure() throws {
        let signature = MadeUp.text("{base64url:43}")
        let token = "eyJhbGciOiJSUzI1NiJ9.eyJkYXRhIjoidGVzdCJ9.\(signature)"
        #expect(try bands("t = \"\(token)\"\n", at: "spec/a_spec.rb") == [.medium])
        #expect(try bands("t = \"\(token)\"\n", at: "lib/a.rb") == [.high])
    }
}
