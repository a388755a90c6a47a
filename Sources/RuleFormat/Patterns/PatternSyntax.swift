/// What a regular expression can match, as far as anchors are concerned: bytes in a row, choices and repetitions.
///
/// Look-arounds, back references and recursion are widened: they may match more here than they do.
indirect enum PatternNode: Hashable, Sendable {
    case bytes(ByteSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// - max: nil for any number.
    case repeated(PatternNode, min: Int, max: Int?)

    /// Whether it may match without a byte.
    var canBeEmpty: Bool {
        switch self {
        case .bytes: false
        case .sequence(let nodes): nodes.allSatisfy(\.canBeEmpty)
        case .choice(let nodes): nodes.contains(where: \.canBeEmpty)
        case .repeated(let node, let least, _): least == 0 || node.canBeEmpty
        }
    }

    static let empty = PatternNode.sequence([])
    static let anything = PatternNode.repeated(.bytes(.all), min: 0, max: nil)
}

/// A regular expression, read: PCRE2 (pcre2pattern(3)), which holds what RE2 and Rust's regex understand.
package struct PatternSyntax: Sendable {
    /// A capturing group.
    package struct Group: Hashable, Sendable {
        /// From 1.
        package let number: Int
        /// nil where it has a number only.
        package let name: String?
        /// Offset of its opening parenthesis in UTF-8 bytes.
        package let offset: Int
    }

    /// What the reader did not understand, and where.
    package struct Failure: Error, Hashable {
        /// In the pattern, in UTF-8 bytes.
        package let offset: Int
        package let reason: String

        package init(offset: Int, reason: String) {
            self.offset = offset
            self.reason = reason
        }
    }

    let root: PatternNode
    /// In the order of their numbers.
    package let groups: [Group]
    private let borders: PatternReader.Borders

    /// - Parameter anchors: where one stands at the beginning of a line, `^` is read as the line feed before it.
    package init(_ pattern: String, for anchors: [AnchorLiteral] = []) throws(Failure) {
        var reader = PatternReader(text: Array(pattern.utf8), takesLineStarts: anchors.contains(where: \.isLineStart))
        root = try reader.choice(depth: 0)
        guard reader.isAtEnd else { throw Failure(offset: reader.position, reason: "a parenthesis closes nothing") }
        groups = reader.groups
        borders = reader.borders
    }

    /// The pattern for texts that are looked at line by line: where it begins or ends with a class that takes a line feed,
    /// as RE2's must for want of look-arounds (`[^a-z]acme_…[^a-z]`), the line's beginning or end does as well.
    package static func openedToLines(_ pattern: String) -> String {
        guard let borders = try? PatternSyntax(pattern).borders else { return pattern }
        var bytes = Array(pattern.utf8)
        let places =
            borders.leading.map { ($0, "(?:^|", ")") } + borders.trailing.map { ($0, "(?:", "|$)") }
        for (range, before, after) in places.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) {
            // What stands alone needs one of the two.
            guard bytes[range.lowerBound...].starts(with: pattern.utf8.dropFirst(range.lowerBound).prefix(range.count))
            else { continue }
            bytes.insert(contentsOf: after.utf8, at: range.upperBound)
            bytes.insert(contentsOf: before.utf8, at: range.lowerBound)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
