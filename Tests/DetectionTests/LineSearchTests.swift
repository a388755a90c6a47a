import Model
import TestRepositories
import Testing

@testable import Detection

/// Searches that read sixteen bytes at a time find what a plain loop finds, and hashes depend on the line alone.
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

    @Test func hashesTheLineAlone() {
        let clean = CleanLines()
        var tokens = TestTokens(seed: 3)
        var hashes: Set<UInt64> = []
        for count in 0..<300 {
            let line = (0..<count).map { _ in UInt8(tokens.number(below: 256)) }
            let exact = line.withUnsafeBytes { clean.hash($0) }
            if count > 0 { hashes.insert(exact) }
            for behind in [1, 15, 16, 40] {
                let more = line + (0..<behind).map { _ in UInt8(tokens.number(below: 256)) }
                let hash = more.withUnsafeBytes { bytes in
                    bytes.baseAddress.map { clean.hash($0, count, room: more.count) }
                }
                #expect(hash == exact || count == 0, "\(count) bytes, \(behind) behind")
            }
            // Every byte counts.
            for place in line.indices {
                var other = line
                other[place] ^= 1 << UInt8(tokens.number(below: 8))
                #expect(other.withUnsafeBytes { clean.hash($0) } != exact, "byte \(place) of \(count)")
            }
        }
        #expect(hashes.count == 299)
    }

    @Test func remembersMoreThanOneLineOfAGroup() {
        let clean = CleanLines()
        // The lowest bits choose the group.
        let lines = (1...4).map { UInt64($0) << 30 | 0x100 }
        for line in lines { clean.insert(line) }
        #expect(lines.allSatisfy { clean.knowledge(of: $0) == .noAnchor })
        clean.insertPlain(lines[2])
        #expect(clean.knowledge(of: lines[2]) == .nothingAtAll && clean.knowledge(of: lines[1]) == .noAnchor)
        clean.insert(UInt64(9) << 30 | 0x100)
        #expect(clean.knowledge(of: UInt64(9) << 30 | 0x100) == .noAnchor)
        #expect(lines.count { clean.knowledge(of: $0) != .nothing } == 3)
        #expect(clean.knowledge(of: UInt64(10) << 30 | 0x100) == .nothing)
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
