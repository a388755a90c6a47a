/// The rule a finding comes from.
package struct RuleReference: Hashable, Sendable {
    package let id: String
    package let name: String
    /// Raised when the rule finds other things than before.
    package let revision: Int

    package init(id: String, name: String, revision: Int) {
        self.id = id
        self.name = name
        self.revision = revision
    }
}
