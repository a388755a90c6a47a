import Model
import TestRepositories
import Testing

@testable import Detection

/// Searches that read sixteen bytes at a time find what a plain loop finds.
@Suite struct LineSearchTests {
    /// Text with lines of 0 to 200 bytes.
    private func text(_ tokens: inout TestTokens, count: Int) -> [UInt8] {
        var text: [UInt8] = []
        while text.count < count {
            let length = tokens.number(below: 4) == 0 ? tokens.number(below: 200) : tokens.number(below: 20)
            text += (0..<length).map { _ in UInt8(0x20 + tokens.number(below: 90)) } + [0x0A]
        }
        return Array(text.prefix(count))
    }

    @Test(arguments: [0, 1, 2, 15, 16, 17, 31, 33, 63, 64, 65, 79, 80, 81, 400])
    func findsLineEnds(_ count: Int) {
        var tokens = TestTokens(seed: UInt64(count))
        for _ in 0..<20 {
            let bytes = text(&tokens, count: count)
            bytes.withUnsafeBytes { content in
                for offset in 0...count {
                    let end = (offset..<count).first(where: { bytes[$0] == 0x0A }) ?? count
                    let start = ((0..<offset).last(where: { bytes[$0] == 0x0A }) ?? -1) + 1
                    #expect(LineFinder.end(after: offset, in: content) == end)
                    #expect(LineFinder.start(before: offset, in: content) == start)
                }
            }
        }
    }

    @Test(arguments: [
        ("password = 1 # rollcall:allow", true), ("x ggignore", true), ("x # pragma: allowlist secret", true),
        ("trufflehog:ignore", true), ("x:allowed", false), ("ignore this", false), ("pragma: once", false), ("", false),
    ])
    func findsMarkers(_ line: String, _ isMarked: Bool) {
        for before in ["", "other: line\n", String(repeating: "-", count: 40) + "\n"] {
            let bytes = Array((before + line + "\nbehind").utf8)
            let lines = ByteSpan(before.utf8.count, before.utf8.count + line.utf8.count)
            #expect(bytes.withUnsafeBytes { InlineMarker.isPresent(in: $0, lines: lines) } == isMarked)
        }
    }
}
