internal import Model
internal import RuleFormat

/// Finds anchors on one line: for explanations, where a line is all there is.
package enum AnchorSearch {
    /// Rules of the library of which an anchor stands in the line, with the first such anchor, as it is written there.
    package static func rules(of library: RuleLibrary, in line: UnsafeRawBufferPointer) -> [(rule: Int, anchor: String)]
    {
        var scratch = PrefilterScratch(for: library.prefilter)
        var found: [Int: ByteSpan] = [:]
        for hit in scratch.hits(in: line) {
            let span = ByteSpan(Int(hit.end) - library.prefilter.lengths[Int(hit.literal)], Int(hit.end))
            for target in library.targets[Int(hit.literal)] where target != RuleLibrary.genericTarget {
                if found[Int(target)] == nil { found[Int(target)] = span }
            }
        }
        return found.sorted { $0.key < $1.key }.map { rule, span in
            (rule, String(decoding: line[span.start..<span.end], as: UTF8.self))
        }
    }

    static func places(of anchor: String, in line: UnsafeRawBufferPointer, ignoringCase: Bool) -> [ByteSpan] {
        let wanted = Array(anchor.utf8)
        guard let first = wanted.first, line.count >= wanted.count else { return [] }
        func isSame(_ byte: UInt8, _ other: UInt8) -> Bool {
            byte == other || (ignoringCase && ByteClass.isUpper(byte) && byte | 0x20 == other)
        }
        return (0...(line.count - wanted.count)).compactMap { start in
            guard isSame(line[start], first), wanted.indices.allSatisfy({ isSame(line[start + $0], wanted[$0]) }) else {
                return nil
            }
            return ByteSpan(start, start + wanted.count)
        }
    }
}
