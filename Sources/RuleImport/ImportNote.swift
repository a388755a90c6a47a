/// What became of a rule, or of a part of one.
package struct ImportNote: Hashable, Sendable, CustomStringConvertible {
    /// The rule's id in its own file; empty for what concerns the file.
    package let rule: String
    package let text: String

    package init(rule: String, text: String) {
        self.rule = rule
        self.text = text
    }

    package var description: String { rule.isEmpty ? text : "\(rule): \(text)" }
}
