import Model
import RuleFormat
import Testing

@testable import Detection

@Suite struct ScannerTests {
    private static let library = Result { try RuleLibrary(only: ["github-personal-access-token"]) }

    private static func matches(
        _ content: [UInt8], library: RuleLibrary, minimum: Double = 0.4, isBinary: Bool = false
    ) throws -> [Match] {
        var scanner = try Scanner(library: library, minimumConfidence: minimum)
        var matches: [Match] = []
        matches = content.withUnsafeBytes { scanner.scan($0, isBinary: isBinary) }.matches
        return library.resolve(matches, minimumScore: EvidenceWeights.score(prior: max(minimum, 0.001), evidence: []))
    }

    private static func token(_ seed: Int) -> [UInt8] {
        var template = TokenTemplate(seed: "scanner tests \(seed)")
        return Array(template.expand("ghp_{base62:30}{github-crc32}").utf8)
    }

    /// Right in form, wrong in checksum.
    private static func wrong(_ token: [UInt8]) -> [UInt8] {
        token.dropLast() + [token.last == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")]
    }

    private func expectFound(
        _ before: [UInt8], _ after: [UInt8], seed: Int = 0, isBinary: Bool = false, _ comment: Comment
    ) throws {
        let library = try Self.library.get()
        let token = Self.token(seed)
        let found = try Self.matches(before + token + after, library: library, isBinary: isBinary)
        #expect(found.map(\.secret) == [ByteSpan(before.count, before.count + token.count)], comment)
        #expect(found.allSatisfy { $0.evidence.contains(.checksumValid) }, comment)
        #expect(
            try Self.matches(before + Self.wrong(token) + after, library: library, isBinary: isBinary).isEmpty, comment)
    }

    @Test func aTokenIsFoundAtEveryPlace() throws {
        let text = Array("let a = 1\n// b: c\n\n \"quoted\" = (x)\r\nlast;".utf8)
        let separators = Set("\n\r \"()=:;".utf8)
        for place in 0...text.count {
            // A token that touches a letter is another word; give it room.
            let left = place > 0 && !separators.contains(text[place - 1]) ? [UInt8(ascii: " ")] : []
            let right = place < text.count && !separators.contains(text[place]) ? [UInt8(ascii: " ")] : []
            try expectFound(Array(text[..<place]) + left, right + text[place...], seed: place, "place \(place)")
        }
    }

    /// Among so many bytes of base64 and digests any short format turns up.
    @Test func chanceInEncodedDataIsNoToken() throws {
        let library = try RuleLibrary(only: ["brave-search-api-key"])
        var template = TokenTemplate(seed: "encoded data")
        let token = template.expand("BSA{base62:27}7")
        let before = "L9vvt30oO2ElOvGae0OKXGj" + "++vMQU0rihnjRtnRyFWhyY+HqJvdqVqjw/+/"
        let cases = [
            (token, true), ("\"\(token)\"", true), ("https://host.test/v1/search/\(token)", true),
            ("\(before)\(token)/TAkMJ3xAG4hEG4iSq+iNWQ", false), ("dGhlIHNpZ25hdHVyZQ4G8s1Qx\\n\(token)\\n", false),
            ("lib/module.py,sha256=\(token),2774", false), ("\"integrity\": \"sha512-\(token)\"", false),
        ]
        for (text, isToken) in cases {
            #expect(try Self.matches(Array(text.utf8), library: library).count == (isToken ? 1 : 0), "\(text)")
        }
    }

    @Test func aTokenIsFoundInOddSurroundings() throws {
        try expectFound([], [], "alone")
        try expectFound(Array("a\r\n".utf8), Array("\r\nb".utf8), "between CRLF")
        try expectFound(Array("a\r".utf8), Array("\rb".utf8), "between CR")
        try expectFound([0], [0], "between NUL bytes")
        try expectFound([0], [0], isBinary: true, "between NUL bytes, binary")
        try expectFound([0xff, 0xfe, 0xc3], [0x80, 0xff], "beside invalid UTF-8")
        try expectFound(Array("é".utf8), Array("é".utf8), "between letters of other alphabets")
        let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 500_000)
        try expectFound(blanks, blanks, "in a long line")
        try expectFound(blanks + blanks, [], "at the end of a long line")
        let words = [UInt8](repeating: UInt8(ascii: ";"), count: 500_000)
        try expectFound(words + [UInt8(ascii: "'")], [UInt8(ascii: "'")] + words, "in minified code")
        try expectFound([UInt8](repeating: 10, count: 500_000), [UInt8](repeating: 10, count: 10), "behind empty lines")
    }

    @Test func manyTokensInALineAreFound() throws {
        var content: [UInt8] = []
        var spans: [ByteSpan] = []
        for seed in 0..<200 {
            spans.append(ByteSpan(content.count, content.count + 40))
            content += Self.token(seed) + [UInt8(ascii: ",")]
        }
        #expect(try Self.matches(content, library: Self.library.get()).map(\.secret) == spans)
    }

    /// An anchor is looked at for what begins at or before it; others of its line have their own turn.
    @Test(arguments: [
        ("acme_[a-z]{4}", "acme_abcd acme_ acme_efgh, acme_ijkl", ["acme_abcd", "acme_efgh", "acme_ijkl"]),
        ("[a-z]{2}-acme_[a-z]{2}", "xx-acme_ab acme_ yy-acme_cd", ["xx-acme_ab", "yy-acme_cd"]),
        // People's rules may have matches that no anchor stands in: they are found beside one, on its line.
        ("(?:acme_|other_)[a-z]{4}", "acme_ other_abcd acme_efgh", ["other_abcd", "acme_efgh"]),
        ("(?:acme_|other_)[a-z]{4}", "other_abcd acme_", ["other_abcd"]),
    ])
    func everyAnchorOfALineHasItsTurn(_ pattern: String, _ line: String, _ found: [String]) throws {
        let library = try Self.library(pattern: "(?<secret>\(pattern))", anchor: "acme_")
        let content = Array(line.utf8)
        let secrets = try Self.matches(content, library: library).map(\.secret)
        #expect(secrets.map { String(decoding: content[$0.start..<$0.end], as: UTF8.self) } == found)
    }

    @Test func inNothingNothingIsFound() throws {
        #expect(try Self.matches([], library: Self.library.get()).isEmpty)
        #expect(try Self.matches(Array("ghp_".utf8), library: Self.library.get()).isEmpty)
    }

    /// A content in a buffer goes on with another's bytes: they are none of its last line's.
    @Test func whatIsDecodedEndsWithTheContent() throws {
        var scanner = try Scanner(library: try Self.library.get(), minimumConfidence: 0.4)
        let buffer = Array("a = 1\nb = QUJDREVGR0hJSktMTU5PUFFSU1RVVldYAAAA".utf8)
        let ends = buffer.withUnsafeBytes { bytes in
            let content = UnsafeRawBufferPointer(rebasing: bytes.dropLast(4))
            _ = scanner.scanFirst(content, isBinary: false)
            return (scanner.undecoded.map(\.end), content.count)
        }
        #expect(ends.0.last == ends.1, "\(ends)")
    }

    @Test func aWrongChecksumStaysAtZero() throws {
        let content = Self.wrong(Self.token(1))
        let library = try Self.library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        var matches: [Match] = []
        matches = content.withUnsafeBytes { scanner.scan($0, isBinary: false) }.matches
        #expect(matches.count == 1 && matches.allSatisfy { $0.evidence.contains(.checksumWrong) })
    }

    @Test(arguments: [
        ("KEY # rollcall:allow\n", true), ("KEY // gitleaks:allow", true), ("/* betterleaks:allow */ KEY\n", true),
        ("KEY trufflehog:ignore", true), ("KEY kingfisher:ignore", true), ("KEY # ggignore", true),
        ("KEY # pragma: allowlist secret", true), ("KEY # pragma: whitelist secret", true), ("KEY", false),
        ("KEY # allow", false),
        ("KEY\n# rollcall:allow\n", false), ("# rollcall:allow\nKEY\n", false), ("KEY\r\n# rollcall:allow", false),
    ])
    func inlineMarkersAllowTheirLine(text: String, isAllowed: Bool) throws {
        let content = Array(text.replacing("KEY", with: String(decoding: Self.token(3), as: UTF8.self)).utf8)
        let found = try Self.matches(content, library: Self.library.get())
        #expect(found.map(\.isAllowedInline) == [isAllowed])
    }

    // MARK: Limits

    static func library(pattern: String, anchor: String) throws -> RuleLibrary {
        let rule = RuleDefinition(
            id: "hostile", name: "Hostile", provider: "test", providerName: "Test", kind: "other", revision: 1,
            anchors: [anchor], anchorsIgnoringCase: [], pattern: pattern, checks: [], entropyFloor: 0, prior: 0.9,
            reach: .init(), examples: [], nearMisses: [], rotation: "", guidanceURL: "")
        return try RuleLibrary(definitions: [rule], only: ["hostile"])
    }

    @Test(
        .timeLimit(.minutes(20)),
        arguments: [
            "(?<secret>(a+)+$)", "(?<secret>(a|aa)+$)", "(?<secret>(a*)*c)", "(?<secret>(?:(?:a+)?)+x)",
            "(?<secret>(?:a|(?1)){5,}(b)c)",
        ])
    func catastrophicPatternsEnd(_ pattern: String) throws {
        guard let library = try? Self.library(pattern: pattern, anchor: "aaa"), (try? library.compileAll()) != nil
        else {
            return
        }
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        let content = [UInt8](repeating: UInt8(ascii: "a"), count: 20_000) + Array("b\n".utf8)
        _ = content.withUnsafeBytes { scanner.scan($0, isBinary: false) }
        // A rule that runs into its limits again and again is given up for this content.
        #expect(scanner.limitHits.count <= ScanLimits.hitsPerRule)
        if pattern.hasPrefix("(?<secret>(a+)+") {
            #expect(!scanner.limitHits.isEmpty)
            #expect(scanner.limitHits.allSatisfy { $0.rule == "hostile" })
        }
        // The next content begins anew.
        let next = Array("nothing".utf8)
        _ = next.withUnsafeBytes { scanner.scan($0, isBinary: false) }
        #expect(scanner.limitHits.isEmpty)
    }

    /// A version that keeps the line on which a pattern gave up says so like the version that brought it in.
    @Test func versionsTellOfLimitsOnKeptLines() throws {
        let library = try Self.library(pattern: "(?<secret>(a+)+$)", anchor: "token_aaa")
        let hostile = "token_" + String(repeating: "a", count: 4000) + "b\n"
        let first = Array(("one\n" + hostile + "two\n").utf8)
        let second = Array(("one, and more\n" + hostile + "two\n").utf8)
        let copies = [CopiedSpan(start: 13, end: second.count, source: 3)]
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        let base = first.withUnsafeBytes { scanner.scanFirst($0, isBinary: false) }
        #expect(scanner.limitHits.map(\.offset) == [4])
        for _ in 0..<2 {
            _ = second.withUnsafeBytes { content in
                copies.withUnsafeBufferPointer { scanner.scan(content, isBinary: false, base: base, copies: $0) }
            }
            #expect(scanner.limitHits.map(\.offset) == [14])
        }
        _ = second.withUnsafeBytes { scanner.scan($0, isBinary: false) }
        #expect(scanner.limitHits.map(\.offset) == [14])
    }

    @Test func badPatternsAreNamed() throws {
        for pattern in ["(?<secret>", "(?<other>a)", "(?<secret>[)", "a{2,1}(?<secret>b)"] {
            #expect(throws: DetectionError.self) { try Self.library(pattern: pattern, anchor: "aaa").compileAll() }
        }
    }

    @Test func emptySecretsAreNone() throws {
        let library = try Self.library(pattern: "key=(?<secret>)", anchor: "key=")
        #expect(try Self.matches(Array("key=\nkey=1".utf8), library: library).isEmpty)
    }
}
