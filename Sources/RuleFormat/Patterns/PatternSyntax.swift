/// What a regular expression can match, as far as anchors are concerned: bytes in a row, choices and repetitions.
///
/// Look-arounds, back references and recursion are widened: they may match more here than they do.
indirect enum PatternNode: Hashable, Sendable {
    case bytes(ByteSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// - max: nil for any number.
    case repeated(PatternNode, min: Int, max: Int?)

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

    package init(_ pattern: String) throws(Failure) {
        var reader = PatternReader(text: Array(pattern.utf8))
        root = try reader.choice(depth: 0)
        guard reader.isAtEnd else { throw Failure(offset: reader.position, reason: "a parenthesis closes nothing") }
        groups = reader.groups
    }
}
