import Model
import TestRepositories
import Testing

@testable import Detection

/// Of a line with megabytes a version has looked through what an edit touched.
@Suite struct LongLineTests {
    private static let statement = "function(e,t){return e.a(t)},"

    private struct Edited {
        let text: [UInt8]
        let copies: [CopiedSpan]
        let base: [UInt8]
    }

    /// A line of 300 KB with a token near its end, and another token brought into its middle.
    private static func edited(lineFeed: String = "") -> Edited {
        var tokens = TestTokens(seed: 5)
        let half = Array(String(repeating: statement, count: 5_000).utf8)
        let end = Array("t=\"\(tokens.gitHub())\";".utf8) + half
        let new = Array((lineFeed + "t=\"\(tokens.gitHub())\";").utf8)
        return Edited(
            text: half + new + end,
            copies: [
                CopiedSpan(start: 0, end: half.count, source: 0),
                CopiedSpan(
                    start: half.count + new.count, end: half.count + new.count + end.count, source: half.count),
            ], base: half + end)
    }

    private static func scan(
        _ edited: Edited, with scanner: inout Detection.Scanner
    ) -> (version: ContentState, whole: ContentState, touched: Int) {
        let base = edited.base.withUnsafeBytes { scanner.scanFirst($0, isBinary: false) }
        let version = edited.text.withUnsafeBytes { content in
            edited.copies.withUnsafeBufferPointer {
                scanner.scan(content, isBinary: false, base: base, copies: $0)
            }
        }
        let touched = scanner.lines.touched.reduce(0) { $0 + $1.count }
        return (version, edited.text.withUnsafeBytes { scanner.scan($0, isBinary: false) }, touched)
    }

    @Test(arguments: ["", "\n"])
    func editsTouchTheirNeighbourhood(_ lineFeed: String) throws {
        var scanner = try Scanner(library: DecodingTests.library.get(), minimumConfidence: 0)
        let edited = Self.edited(lineFeed: lineFeed)
        let (version, whole, touched) = Self.scan(edited, with: &scanner)
        #expect(whole.matches.count >= 2)
        #expect(version.matches == whole.matches)
        #expect(touched < 8_000)
        // What is decoded, and whatever needs lines whole, has them whole.
        _ = Self.scan(edited, with: &scanner)
    }

    /// A token longer than edits reach: what is changed is far behind the anchor.
    @Test func longTokensAreLookedAtAgain() throws {
        let library = try ScannerTests.library(pattern: "(?<secret>acme_[a-z]+)", anchor: "acme_")
        let text = Array((String(repeating: Self.statement, count: 500) + "acme_").utf8)
        let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 12_000)
        let behind = [UInt8(ascii: ";")] + text.prefix(9_000)
        let edited = Edited(
            text: text + letters + [UInt8(ascii: "-")] + letters + behind,
            copies: [
                CopiedSpan(start: 0, end: text.count + letters.count, source: 0),
                CopiedSpan(
                    start: text.count + letters.count + 1, end: text.count + 2 * letters.count + 1 + behind.count,
                    source: text.count + letters.count),
            ], base: text + letters + letters + behind)
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        let (version, whole, touched) = Self.scan(edited, with: &scanner)
        #expect(whole.matches.map(\.secret.count) == [letters.count + 5])
        #expect(version.matches == whole.matches)
        #expect(touched < 8_000)
    }

    /// A marker counts for what stands near it, in a line of any length and in every version alike.
    @Test func markersCountNearby() throws {
        var tokens = TestTokens(seed: 7)
        let far = String(repeating: Self.statement, count: 200)
        let text = Array("t=\"\(tokens.gitHub())\";\(far)t=\"\(tokens.gitHub())\" // rollcall:allow".utf8)
        let library = try DecodingTests.library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0)
        let matches = text.withUnsafeBytes {
            library.resolve(scanner.scan($0, isBinary: false).matches, minimumScore: 0)
        }
        #expect(matches.sorted { $0.secret < $1.secret }.map(\.isAllowedInline) == [false, true])
    }
}
