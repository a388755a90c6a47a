import Foundation
import Model
import TestRepositories
import Testing

@testable import Detection

/// Lines that were decoded before in vain are passed over; whatever else is in a content is found all the same.
@Suite struct UndecodedLinesTests {
    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    private static func found(
        in content: UnsafeRawBufferPointer, with scanner: inout Detection.Scanner, _ decoding: inout DecodingScanner,
        isFirst: Bool
    ) -> Set<[UInt8]> {
        _ = isFirst ? scanner.scanFirst(content, isBinary: false) : scanner.scan(content, isBinary: false)
        return Set(
            decoding.matches(in: content, touched: scanner.undecoded, isBinary: false, with: &scanner).map(\.secret))
    }

    /// Encoded, joined and wrapped tokens between lines of all kinds that come again and again, with and without a last
    /// line feed, and with more text in memory behind the content.
    @Test func versionsGiveWhatWholeScansGive() throws {
        let library = try DecodingTests.library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        var whole = try Scanner(library: library, minimumConfidence: 0.4)
        var decoding = DecodingScanner(library: library, scoreFloor: 0)
        var tokens = TestTokens(seed: 77)
        let plain = [
            "def method(argument)", "  path/of/some/very/long/file_name_of_a_file.rb", "", "x",
            "'a quoted_literal_of_twenty'",
            "0123456789abcdef0123456789abcdef01234567", "github_token_line", String(repeating: "A", count: 76),
        ]
        var hits = 0
        for _ in 0..<400 {
            var lines = (0..<6).map { _ in plain[tokens.number(below: plain.count)] }
            if tokens.number(below: 2) == 0 {
                let token = tokens.gitHub()
                let middle = token.index(token.startIndex, offsetBy: 22)
                let ways = [
                    "v = " + Self.base64(token), "v = '" + token[..<middle] + "' +\n  '" + token[middle...] + "'",
                    "v = " + token.utf8.map(DecodingTests.hex).joined(),
                ]
                lines.insert(ways[tokens.number(below: ways.count)], at: tokens.number(below: 7))
            }
            let text = Array((lines.joined(separator: "\n") + (tokens.number(below: 2) == 0 ? "\n" : "")).utf8)
            // What lies behind a content is not part of it.
            let memory = text + Array(Self.base64(tokens.gitHub()).utf8)
            memory.withUnsafeBytes { memory in
                let content = UnsafeRawBufferPointer(rebasing: memory[..<text.count])
                let expected = Self.found(in: content, with: &whole, &decoding, isFirst: false)
                let given = Self.found(in: content, with: &scanner, &decoding, isFirst: true)
                #expect(given == expected)
                #expect(scanner.undecoded.allSatisfy { $0.end <= content.count })
                hits += expected.count
            }
        }
        #expect(hits > 100)
    }
}
