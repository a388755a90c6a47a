import Testing

@testable import Discovery

@Suite struct RedactionTests {
    @Test(arguments: 0...80) func showsAtMostAQuarter(_ length: Int) {
        let secret = (0..<length).map { UInt8(ascii: "A") + UInt8($0 % 26) }
        let shown = Redaction.text(for: secret).utf8.count - "…".utf8.count
        #expect(shown <= length / 4 && shown <= 12)
    }

    @Test func showsNoPartOfAKey() {
        let block = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----"
        #expect(Redaction.text(for: Array(block.utf8)) == "-----BEGIN RSA PRIVATE KEY-----…")
    }

    @Test func showsNoControls() {
        #expect(
            Redaction.text(for: [0x1b, 0x5b] + Array(repeating: 0x61, count: 40) + [0x0a, 0xff]).unicodeScalars
                .allSatisfy { $0.value >= 0x20 })
    }

    @Test(arguments: [
        ("https://user:word@example.org/a.git", "https://example.org/a.git"),
        ("https://word@example.org/a", "https://example.org/a"),
        ("ssh://git@example.org:22/a", "ssh://example.org:22/a"),
        ("git@example.org:a/b.git", "git@example.org:a/b.git"),
        ("user:word@example.org:a", "example.org:a"), ("/srv/git/a.git", "/srv/git/a.git"),
        ("https://example.org/a?private_token=word", "https://example.org/a"),
        ("https://a:b@c@example.org/", "https://example.org/"),
        ("https://example.org/a#x:y@z", "https://example.org/a"), ("", ""),
    ])
    func printsRemotesWithoutCredentials(_ url: String, _ shown: String) {
        #expect(RemoteURL.withoutCredentials(url) == shown)
    }
}
