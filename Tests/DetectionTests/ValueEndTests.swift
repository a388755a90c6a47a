import Model
import TestValues
import Testing

@testable import Detection

/// Where a value ends, in the places where it is easily taken too long.
@Suite struct ValueEndTests {
    private static let library = Result { try RuleLibrary() }

    /// `«…»` is what must be found, and nothing else on the way.
    @Test(arguments: [
        // Strings within an assembly of .NET have NUL behind them.
        "Data Source=db;Initial Catalog=A;User ID=dev;Password=«{base62:10}»\0\0\u{8}\u{1}T\u{2}Wrap",
        // Lists of Nix and the like, one setting a line
        "environment = [\n  \"SERVER_PASSWORD=«{base62:12}»\"\n  \"USE_PERF_THREADS=true\"\n];\n",
        // Lists of Delphi
        "Params.Strings = (\n  'Password=«{base62:12}»'\n  'ServerCharSet=WIN1252'\n  'SQLDialect=3')\n",
        // The last `@` of a URL ends its password.
        "DATABASE_URL=postgres://app:«{base62:4}@{base62:6}»@db.shop.example:5432/orders\n",
        "nats://app:«{base62:4}@{base62:6}»@10.0.0.4:4222",
        // Entities are signs of the value, but where they close what an entity opened.
        "connectionString=\"Server=db;Uid=app;Pwd=«{base62:6}&amp;{base62:6}»;Encrypt=True\"",
        "x=\"provider connection string=&quot;data source=db;user id=app;password=«{base62:12}»&quot;\"",
        // What is written in hexadecimal digits is used so, readable or not.
        "token = \"«" + String(repeating: "6{[1-9a-f]:1}", count: 16) + "»\";\n",
        // The next argument of a command
        "run: tool --passphrase \"«{base62:12}»\" \"{hex:64}\"\n",
        // An entity closes what an entity opened.
        "curl -u &#39;foo:«{base62:12}»&#39; https://example.org/\n",
    ])
    func valuesEndWhereTheyDo(_ marked: String) throws {
        let library = try Self.library.get()
        let (text, span) = unmark(marked)
        let content = Array(text.utf8)
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        let found = content.withUnsafeBytes { bytes in
            let state = scanner.scan(bytes, isBinary: false)
            return library.resolve(
                state.matches, minimumScore: EvidenceWeights.score(prior: 0.4, evidence: [])
            ).map { String(decoding: content[$0.secret.start..<$0.secret.end], as: UTF8.self) }
        }
        #expect(found == [String(decoding: content[span.start..<span.end], as: UTF8.self)], "\(text)")
    }
}
