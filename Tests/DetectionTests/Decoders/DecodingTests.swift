import Foundation
import Model
import TestRepositories
import Testing

@testable import Detection

/// A token in any encoding at any offset is found, at the place of its encoded form.
@Suite struct DecodingTests {
    static let library = Result { try RuleLibrary(only: ["github-personal-access-token", "npm-*"]) }

    static func decoded(_ content: [UInt8], isBinary: Bool = false) throws -> (
        matches: [DecodedMatch], notes: [OpeningNote]
    ) {
        let library = try library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        var decoding = DecodingScanner(library: library, scoreFloor: 0)
        let matches = content.withUnsafeBytes {
            decoding.matches(in: $0, touched: [ByteSpan(0, content.count)], isBinary: isBinary, with: &scanner)
        }
        return (matches, decoding.notes)
    }

    /// How a text can be written, and how wide a byte is then.
    struct Writing: CustomTestStringConvertible, Sendable {
        let name: String
        let width: Int
        let write: @Sendable ([UInt8]) -> [UInt8]

        init(_ name: String, width: Int, _ write: @escaping @Sendable (UInt8) -> String) {
            self.name = name
            self.width = width
            self.write = { $0.flatMap { Array(write($0).utf8) } }
        }

        var testDescription: String { name }
    }

    static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    static let writings = [
        Writing("hexadecimal", width: 2) { hex($0) },
        Writing("capital hexadecimal", width: 2) { hex($0).uppercased() },
        Writing("percent", width: 3) { "%" + hex($0) },
        Writing("\\x", width: 4) { "\\x" + hex($0) },
        Writing("\\u", width: 6) { "\\u00" + hex($0) },
        Writing("entities in hexadecimal", width: 6) { "&#x" + hex($0) + ";" },
    ]

    /// More literals are added than are put together: those beside each other are.
    @Test func partsOfALongSumAreRead() throws {
        var tokens = TestTokens(seed: 5)
        let token = tokens.gitHub()
        let filler = (0..<90).map { _ in "  \" \(String(repeating: "q", count: 1000)) \" +\n" }.joined()
        let split = "  \"\(token.prefix(22))\" +\n  \"\(token.dropFirst(22))\" +\n"
        let found = try Self.decoded(Array("x =\n\(filler)\(split)\(filler)  \"end\";\n".utf8))
        #expect(found.matches.map { String(decoding: $0.secret, as: UTF8.self) } == [token])
        #expect(found.notes.map(\.reason) == [.unjoined])
    }

    @Test(arguments: writings)
    func unitsOfFixedWidthAreRead(_ writing: Writing) throws {
        var tokens = TestTokens(seed: 5)
        for offset in 0..<24 {
            let token = Array(tokens.gitHub().utf8)
            let plain =
                Array("key=\"".utf8) + [UInt8](repeating: UInt8(ascii: " "), count: offset) + token
                + Array("\";\n".utf8)
            let before = Array("line one\n  value: '".utf8)
            let found = try Self.decoded(before + writing.write(plain) + Array("' # end\nlast\n".utf8)).matches
            let start = before.count + (5 + offset) * writing.width
            #expect(Set(found.map(\.secret)) == [token], "offset \(offset)")
            #expect(
                found.first?.match.secret == ByteSpan(start, start + token.count * writing.width), "offset \(offset)")
            #expect(
                found.first?.match.window == ByteSpan(9, before.count + plain.count * writing.width + 8),
                "offset \(offset)")
        }
    }

    @Test(arguments: ["standard", "unpadded", "url"])
    func base64IsRead(_ alphabet: String) throws {
        var tokens = TestTokens(seed: 6)
        for offset in 0..<24 {
            let token = Array(tokens.gitHub().utf8)
            let plain = Array("k?>=~".utf8) + [UInt8](repeating: UInt8(ascii: " "), count: offset) + token
            var text = Data(plain).base64EncodedString()
            if alphabet != "standard" { text = text.replacingOccurrences(of: "=", with: "") }
            if alphabet == "url" {
                text = text.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            }
            let before = "a: 1\nsecret: "
            let found = try Self.decoded(Array("\(before)\(text)\nb: 2\n".utf8)).matches
            let first = 5 + offset
            let span = ByteSpan(
                before.utf8.count + first * 8 / 6, before.utf8.count + ((first + token.count) * 8 + 5) / 6)
            #expect(found.map(\.secret) == [token], "offset \(offset)")
            #expect(found.first?.match.secret == span && found.first?.encoding == "base64", "offset \(offset)")
        }
    }

    @Test(arguments: [60, 64, 76, 25])
    func wrappedBase64IsRead(_ width: Int) throws {
        var tokens = TestTokens(seed: 7)
        for offset in [0, 1, 2, 40, 47, 100, 113] {
            let token = Array(tokens.gitHub().utf8)
            let plain = [UInt8](repeating: UInt8(ascii: "."), count: offset) + [0x20] + token + Array(" and so on".utf8)
            let text = Array(Data(plain).base64EncodedString().utf8)
            let lines = stride(from: 0, to: text.count, by: width).map { text[$0..<min($0 + width, text.count)] }
            let content =
                Array("data: |\n".utf8) + lines.flatMap { Array("  ".utf8) + $0 + [0x0D, 0x0A] } + Array("# end\n".utf8)
            let found = try Self.decoded(content).matches.filter { $0.secret == token }
            let match = try #require(found.first?.match, "offset \(offset)")
            let character = (offset + 1) * 8 / 6
            #expect(
                match.secret.start == 8 + character / width * (width + 4) + 2 + character % width, "offset \(offset)")
            #expect(match.window.start <= 8 || lines.count == 1)
        }
    }

    static let places: [(String, @Sendable (String) -> String)] = [
        ("Kubernetes Secret", { "kind: Secret\ndata:\n  token: \(Data($0.utf8).base64EncodedString())\n" }),
        ("data URL", { "<img src=\"data:text/plain;base64,\(Data("x \($0)".utf8).base64EncodedString())\">" }),
        ("basic authorization", { "Authorization: Basic \(Data("me:\($0)".utf8).base64EncodedString())\n" }),
        (
            "claims of a JWT",
            { token in
                let parts = ["{\"alg\":\"none\"}", "{\"sub\":\"a\",\"token\":\"\(token)\"}"].map {
                    Data($0.utf8).base64EncodedString()
                }
                return parts.joined(separator: ".").replacingOccurrences(of: "=", with: "") + ".c2lnbmF0dXJl\n"
            }
        ),
        ("behind an escaped line feed", { "\"a: b\\n\(Data("token=\($0)".utf8).base64EncodedString())\"" }),
        (
            "base64 in base64",
            { Data("x=\(Data("token=\($0)".utf8).base64EncodedString())".utf8).base64EncodedString() }
        ),
        ("hexadecimal in base64", { Data($0.utf8.map { hex($0) }.joined().utf8).base64EncodedString() }),
        (
            "percent-encoded base64",
            { "a=\(Data("token=\($0)".utf8).base64EncodedString().replacingOccurrences(of: "=", with: "%3D"))&b=1" }
        ),
        (
            "PowerShell's encoded command",
            { "powershell -enc \(Data("$t='\($0)'".utf16.flatMap { [UInt8($0), 0] }).base64EncodedString())" }
        ),
        ("decimal entities", { "<a b='\($0.utf8.map { "&#\($0);" }.joined())'>" }),
        ("escaped here and there", { "token=ghp%5F\($0.dropFirst(4))&x=1" }),
        ("split over two strings", { "t = '\($0.prefix(21))' + '\($0.dropFirst(21))'\n" }),
        ("split over two lines", { "t = (\"\($0.prefix(22))\"\n     \"\($0.dropFirst(22))\")\n" }),
        ("split after its prefix", { "const t = \"\($0.prefix(4))\" +\n  \"\($0.dropFirst(4))\";\n" }),
    ]

    @Test(arguments: 0..<14)
    func encodedValuesAreFoundWhereTheyStand(_ index: Int) throws {
        var tokens = TestTokens(seed: 8)
        let (name, write) = Self.places[index]
        let token = tokens.gitHub()
        let found = try Self.decoded(Array("first line\n\(write(token))\nlast line\n".utf8)).matches
        #expect(found.contains { $0.secret == Array(token.utf8) }, "\(name)")
        #expect(found.allSatisfy { $0.match.secret.start >= 11 }, "\(name)")
    }

    @Test func wideStringsInBinariesAreRead() throws {
        var tokens = TestTokens(seed: 9)
        let token = Array(tokens.gitHub().utf8)
        for offset in 0..<9 {
            let content =
                [UInt8](repeating: 7, count: offset) + [0, 0] + (Array("key ".utf8) + token).flatMap { [$0, 0] } + [
                    0, 0, 9, 9, 9, 9, 9, 9,
                ]
            let found = try Self.decoded(content, isBinary: true).matches
            #expect(
                found.map(\.secret) == [token]
                    && found.first?.match.secret == ByteSpan(offset + 10, offset + 10 + 2 * token.count), "\(offset)")
        }
    }

    /// A marker on the line of the encoded value speaks for what it holds.
    @Test func markersCount() throws {
        var tokens = TestTokens(seed: 10)
        let text = Data("token=\(tokens.gitHub())".utf8).base64EncodedString()
        #expect(
            try Self.decoded(Array("a: \(text) # rollcall:allow\n".utf8)).matches.map(\.match.isAllowedInline) == [true]
        )
        #expect(
            try Self.decoded(Array("a: \(text)\n# rollcall:allow\n".utf8)).matches.map(\.match.isAllowedInline) == [
                false
            ])
    }

    /// Encodings beyond the depth limit are told, not passed over in silence.
    @Test func depthIsBounded() throws {
        var tokens = TestTokens(seed: 11)
        var text = "token=\(tokens.gitHub())"
        for _ in 0..<12 { text = Data(text.utf8).base64EncodedString() }
        let (matches, notes) = try Self.decoded(Array(text.utf8))
        #expect(matches.isEmpty && notes.contains { $0.reason == .limitHit })
    }

    /// A limit that a list meets by growing line by line would be met by its versions in one way of looking only.
    @Test func longListsAreDecoded() throws {
        // With a key before it a line is no part of a block.
        let line = Array("k = \(Data("some plain word".utf8).base64EncodedString())\n".utf8)
        var tokens = TestTokens(seed: 13)
        let last = Data("token=\(tokens.gitHub())".utf8).base64EncodedString()
        var text: [UInt8] = []
        for _ in 0..<410_000 { text += line }
        let (matches, notes) = try Self.decoded(text + Array(last.utf8))
        #expect(matches.count == 1 && notes.isEmpty, "\(notes)")
    }

    @Test func noiseIsNotDecoded() throws {
        var tokens = TestTokens(seed: 12)
        let noise = [
            "\"integrity\": \"sha512-\(tokens.base62(86))==\",", "commit \(tokens.hex(40))",
            String(repeating: "-", count: 400),
            "Foo::Bar::BazQux.some_rather_long_method_name_that_goes_on(a/very/long/path/to/a/file)",
            "'%Y-%m-%d %H:%M:%S' \\d+\\.\\d+ &nbsp;&amp; \\u4e2d\\u6587\\u4e2d\\u6587",
        ].joined(separator: "\n")
        let (matches, notes) = try Self.decoded(Array(noise.utf8))
        #expect(matches.isEmpty && notes.isEmpty)
    }

    /// The finder reads 64 bytes at a time: runs at every place of a block, cut by the end or not.
    @Test func runsAreFoundEverywhere() {
        for length in [19, 20, 21, 63, 64, 65, 140] {
            for offset in 0..<130 {
                for rest in [0, 1, 70] {
                    let content =
                        [UInt8](repeating: 0x20, count: offset) + [UInt8](repeating: 0x61, count: length)
                        + [UInt8](repeating: 0x2E, count: rest)
                    var runs: [ByteSpan] = []
                    content.withUnsafeBufferPointer { bytes in
                        guard let base = bytes.baseAddress else { return }
                        var finder = RunFinder(
                            base, count: content.count, in: ByteSpan(0, content.count), alphabet: .shared)
                        while let (run, _) = finder.next() { runs.append(run) }
                    }
                    #expect(
                        runs == (length < 20 ? [] : [ByteSpan(offset, offset + length)]),
                        "\(length) at \(offset), \(rest) behind")
                }
            }
        }
    }

    /// Two settings, each on its line, are no literal and its continuation.
    @Test(arguments: [
        ("\"abc\"\n  \"def\"", true), ("\"abc\"\n  \"def\";", true), ("\"abc\"\n  \"def\" = \"ghi\"", false),
        ("\"abc\"\r\n  \"def\": 1", false), ("\"abc\" +\n  \"def\" == x", true), ("\"abc\" \"def\" = x", true),
    ])
    func aKeyOnTheNextLineIsNoContinuation(_ text: String, _ isJoint: Bool) {
        Array(text.utf8).withUnsafeBytes {
            #expect((JoinedLiterals.joint(at: 4, in: $0, end: $0.count) != nil) == isJoint)
        }
    }
}
