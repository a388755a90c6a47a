import RuleFormat
import Testing

@testable import Detection

/// What the prefilter finds is what comparing every literal at every place finds.
struct PrefilterTests {
    private struct Found: Hashable, Comparable {
        let end: Int
        let literal: Int

        static func < (left: Found, right: Found) -> Bool { (left.end, left.literal) < (right.end, right.literal) }
    }

    private func find(_ literals: [AnchorLiteral], in bytes: [UInt8]) throws -> [Found] {
        let prefilter = try Prefilter(literals)
        var scratch = PrefilterScratch(for: prefilter)
        return bytes.withUnsafeBytes { scratch.hits(in: $0) }.map { Found(end: Int($0.end), literal: Int($0.literal)) }
    }

    private func compareEverywhere(_ literals: [AnchorLiteral], in bytes: [UInt8]) -> [Found] {
        func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 32 : byte }
        // A line feed before the first byte, for literals of beginnings of lines; no other literal has one.
        let bytes = [0x0A] + bytes
        let folded = bytes.map(lowered)
        var found: [Found] = []
        for (number, literal) in literals.enumerated() {
            let own = Array(literal.text.utf8)
            let (text, pattern) = literal.ignoresCase ? (folded, own.map(lowered)) : (bytes, own)
            guard text.count >= pattern.count else { continue }
            for start in 0...(text.count - pattern.count)
            where text[start] == pattern[0] && text[start..<(start + pattern.count)].elementsEqual(pattern) {
                found.append(Found(end: start + pattern.count - 1, literal: number))
            }
        }
        return found.sorted()
    }

    /// Few letters, so that literals overlap, repeat and begin alike.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func findsWhatComparingFinds(_ seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        let alphabet = Array("aAbB_0\n@`[{é".utf8)
        func text(_ count: Int) -> [UInt8] { (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 } }
        var literals: Set<AnchorLiteral> = []
        for _ in 0..<60 {
            let letters = text(.random(in: 3...12, using: &generator)).filter { $0 < 128 && $0 != 0x0A }
            if letters.count >= 3 {
                let feed: [UInt8] = Int.random(in: 0..<4, using: &generator) == 0 ? [0x0A] : []
                literals.insert(
                    .init(
                        text: String(decoding: feed + letters, as: UTF8.self), ignoresCase: .random(using: &generator)))
            }
        }
        let list = literals.sorted { ($0.text, $0.ignoresCase ? 1 : 0) < ($1.text, $1.ignoresCase ? 1 : 0) }
        // Around the block size, and so short that nothing fits.
        for count in [0, 1, 2, 3, 4, 5, 6, 7, 50, 4001, (16 << 10) - 1, 16 << 10, (16 << 10) + 3, (32 << 10) + 1] {
            let bytes = text(count)
            #expect(try find(list, in: bytes) == compareEverywhere(list, in: bytes), "\(count) bytes")
        }
    }

    /// Of `{name:` only `name` begins at an odd place, which source code is full of.
    @Test(arguments: [("{name:", [3]), ("discord", [4, 4]), ("xq_wz", [4, 4]), ("key=", [3])])
    func takesOneShortGramWhereLongOnesAreFrequent(_ literal: String, _ lengths: [Int]) {
        #expect(Gram.choices(for: Array(literal.utf8)).map { $0.isShort ? 3 : 4 } == lengths)
    }

    /// Every anchor of every rule, at even and odd places, first and last.
    @Test func findsEveryAnchorOfTheLibrary() throws {
        let library = try RuleLibrary()
        var scratch = PrefilterScratch(for: library.prefilter)
        for rule in library.rules where !rule.isGeneric {
            for anchor in rule.definition.anchors + rule.definition.anchorsIgnoringCase {
                for padding in ["", "~", "~~", "~~~"] {
                    for tail in ["", "~", "~~"] {
                        let bytes = Array((padding + anchor + tail).utf8)
                        let end = bytes.count - tail.utf8.count
                        let ends = bytes.withUnsafeBytes { scratch.hits(in: $0) }.map { Int($0.end) }
                        #expect(ends.contains(end), "\(rule.definition.id): “\(anchor)” behind \(padding.count) bytes")
                    }
                }
            }
        }
    }

    @Test(arguments: ["", "a", "ab", "\nab", "ab\nc", "\nab\nc"])
    func refusesShortAnchors(_ text: String) {
        #expect(throws: DetectionError.self) { try Prefilter([.init(text: text, ignoresCase: false)]) }
    }
}
