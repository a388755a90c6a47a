/// A literal to look for. ASCII letters alone have two cases.
package struct AnchorLiteral: Hashable, Sendable {
    /// Lower-case where case does not matter.
    ///
    /// A line feed before the rest stands for the beginning of a line, the first one's too.
    package let text: String
    package let ignoresCase: Bool

    package init(text: String, ignoresCase: Bool) {
        self.text = text
        self.ignoresCase = ignoresCase
    }

    package var isLineStart: Bool { text.utf8.first == 0x0A }
}

extension RuleDefinition {
    /// Its anchors, those in any case behind the others.
    package var anchorLiterals: [AnchorLiteral] {
        anchors.map { AnchorLiteral(text: $0, ignoresCase: false) }
            + anchorsIgnoringCase.map { AnchorLiteral(text: $0, ignoresCase: true) }
    }
}
