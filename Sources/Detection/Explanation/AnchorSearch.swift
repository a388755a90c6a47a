internal import Model
internal import RuleFormat

/// Finds anchors on one line without a compiled prefilter: for explanations, where a line is all there is.
package enum AnchorSearch {
    /// Rules of the library of which an anchor stands in the line, with the first such anchor.
    package static func rules(of library: RuleLibrary, in line: UnsafeRawBufferPointer) -> [(rule: Int, anchor: String)]
    {
        library.rules.indices.compactMap { index in
            let definition = library.rules[index].definition
            let exact = definition.anchors.first { !places(of: $0, in: line, ignoringCase: false).isEmpty }
            let folded = definition.anchorsIgnoringCase.first { !places(of: $0, in: line, ignoringCase: true).isEmpty }
            return (exact ?? folded).map { (index, $0) }
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
