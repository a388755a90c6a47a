import Model
import TestRepositories
import TestValues
import Testing

@testable import Detection

/// Addresses and tokens in words with escapes are found, whole, wherever the escapes stand.
@Suite struct EscapedWordTests {
    private static let library = Result {
        try RuleLibrary(only: [
            "slack-webhook-url", "discord-webhook-url", "postgres-connection-uri", "telegram-bot-token", "gitlab-*",
            "sendgrid-*", "azure-*",
        ])
    }

    /// Secrets of a text as it stands and of what stands encoded in it, those that stand.
    private static func secrets(in text: String) throws -> [String] {
        let library = try library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        var decoding = DecodingScanner(library: library, scoreFloor: 0)
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBytes { content in
            let plain = library.resolve(scanner.scan(content, isBinary: false).matches, minimumScore: 0)
            let decoded = decoding.matches(
                in: content, touched: [ByteSpan(0, content.count)], isBinary: false, with: &scanner)
            let found = library.resolve(plain, with: decoded, minimumScore: Int.min, in: content)
            return found.plain.map { String(decoding: content[$0.secret.start..<$0.secret.end], as: UTF8.self) }
                + found.decoded.map { String(decoding: $0.secret, as: UTF8.self) }
        }
    }

    /// How an address is written, between what stands on both sides of it.
    struct Writing: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let before: String
        let behind: String
        let escapes: [String: String]

        init(_ name: String, _ before: String, _ behind: String, _ escapes: [String: String]) {
            (testDescription, self.before, self.behind, self.escapes) = (name, before, behind, escapes)
        }

        func text(_ address: String) -> String {
            before + address.map { escapes[String($0)] ?? String($0) }.joined() + behind
        }
    }

    static let writings = [
        Writing("a query", "GET /login?next=", "&x=1 HTTP/1.1", ["/": "%2F", ":": "%3A", "@": "%40"]),
        Writing("partly", "next=", "", ["/": "%2f"]),
        Writing("JSON of PHP", "{\"url\": \"", "\"}", ["/": #"\/"#]),
        Writing("JSON in JSON", #"{"body": "{\"url\": \""#, #"\"}"}"#, ["/": #"\\\/"#]),
        Writing("JSON of scripts in pages", "{\"url\":\"", "\"}", ["/": #"\u002F"#]),
        Writing("a script", "x = '", "';", ["/": #"\x2f"#]),
        Writing("decimal entities", "<a href=\"", "\">", ["/": "&#47;"]),
        Writing("hexadecimal entities", "<a href=\"", "\">", ["/": "&#x2F;"]),
        Writing("named entities", "<a href=\"", "\">", ["/": "&sol;"]),
        Writing("properties", "url=", "", [":": #"\:"#, "=": #"\="#]),
        Writing("sed", "sed -i \"s/URL=.*/URL=", "/\" app.env", ["/": #"\/"#]),
    ]

    @Test(arguments: writings)
    func addressesAreRead(_ writing: Writing) throws {
        let webhook = MadeUp.text("https://hooks.slack.com/services/T{upper-digits:10}/B{upper-digits:10}/{base62:24}")
        #expect(try Self.secrets(in: writing.text(webhook)) == [webhook])
        let password = MadeUp.text("{base62:14}")
        let address = writing.text("postgres://ada:\(password)@db.example.org/shop")
        #expect(try Self.secrets(in: "# a line before\n\(address)\n") == [password])
    }

    @Test(arguments: [
        #"{"log":"the bot is\n«{digits:9}:AA{base64url:33}»\nok"}"#,
        #"{"log":"secret\n«{base62:3}7Q~{base62:31}»\nok"}"#, #"{"log":"it is\t«glpat-{base62:20}»"}"#,
        #"{"log":"id\u003d«SG.{base64url:22}.{base64url:43}»"}"#,
        "GET /search?q=my%20«glpat-{base62:20}» HTTP/1.1", "GET /search?q=my%0A«glpat-{base62:20}» HTTP/1.1",
        "GET /x?j=%7B%22k%22%3A%22«SG.{base64url:22}.{base64url:43}»%22%7D HTTP/1.1",
        "GET /r?u=https%3A%2F%2Fy.io%2F%3Fk%3D«SG.{base64url:22}.{base64url:43}» HTTP/1.1",
    ])
    func tokensBehindEscapesAreFound(_ marked: String) throws {
        let (text, span) = unmark(MadeUp.marked(marked))
        #expect(try Self.secrets(in: text) == [Sample.string(text, span)])
    }

    /// What is escaped within an address that stands plainly is read as that address has it, and not a second time.
    @Test func addressesThatStandPlainlyAreReadOnce() throws {
        let (one, two) = (MadeUp.text("{base62:9}"), MadeUp.text("{base62:7}"))
        #expect(try Self.secrets(in: "u=postgres://ada:\(one)%40\(two)@db.example.org/shop") == ["\(one)%40\(two)"])
    }

    /// Of a word too long to be read whole the run around each escape is read.
    @Test func longWordsAreReadInParts() throws {
        let token = MadeUp.text("glpat-{base62:20}")
        let word = String(repeating: "a.b:c~", count: 2 * EscapedWords.longest / 6)
        #expect(try Self.secrets(in: "\(word)x%20y=%22\(token)%22.\(word)") == [token])
    }

    /// Line ends and other characters that are written for the form's sake are no reason to decode anything.
    @Test(arguments: [
        #"printf("%d of %s\n", number_of_items, name)"#, "a&amp;&amp;b.c.d.e.f.g.h.i.j.k.l.m",
        #"x = "C:\\temp\\new\tfile.of.some.length""#,
    ])
    func wordsWithoutEscapesAreNone(_ text: String) {
        let bytes = Array(text.utf8)
        bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            var words = EscapedWords(
                base, count: bytes.count, in: ByteSpan(0, bytes.count), alphabet: EncodingAlphabet.shared)
            #expect(words.next() == nil)
        }
    }
}
