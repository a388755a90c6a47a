package import RuleFormat

/// A rule on its way into a rule file of ours.
package struct ImportedRule: Hashable, Sendable {
    package private(set) var id: String
    package let name: String
    package let provider: String
    package let anchors: [AnchorLiteral]
    package let pattern: String
    /// Lines behind the anchor's that a match may reach into.
    package let lines: Int
    /// Least Shannon entropy of the secret, bits per byte; 0 for none.
    package let entropy: Double
    /// Probability that a match is a real credential, before any evidence.
    package let confidence: Double
    /// URL of what documents the credential; empty where there is none.
    package let reference: String
    /// Whether what it finds is a name, and no secret.
    package let isIdentifier: Bool

    /// The same under another id.
    package func renamed(_ id: String) -> ImportedRule {
        var rule = self
        rule.id = id
        return rule
    }
}

/// Writes imported rules as a rule file.
package enum ImportedRuleFile {
    /// YAML; one provider.
    package static func text(of rules: [ImportedRule], provider: String, source: String) -> String {
        var lines = [
            "# From \(source), by `rollcall rules import`. Give each rule a kind, examples as templates, near-misses and guidance.",
            "provider: \(scalar(provider))", "name: \(scalar(provider))", "rules:",
        ]
        for rule in rules { lines += self.lines(of: rule) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(of rule: ImportedRule) -> [String] {
        var lines = [
            "  - id: \(scalar(rule.id))", "    name: \(scalar(rule.name))",
            "    kind: \(rule.isIdentifier ? "identifier" : "other")",
        ]
        let exact = rule.anchors.filter { !$0.ignoresCase }.map(\.text)
        let folded = rule.anchors.filter(\.ignoresCase).map(\.text)
        if rule.anchors.isEmpty { lines.append("    search: lines") }
        if !exact.isEmpty { lines.append("    anchors: [\(exact.map(scalar).joined(separator: ", "))]") }
        if !folded.isEmpty {
            lines.append("    anchors_ignoring_case: [\(folded.map(scalar).joined(separator: ", "))]")
        }
        lines.append("    pattern: \(scalar(rule.pattern))")
        if rule.lines > 0 {
            let after = rule.lines >= PatternSyntax.block ? ", after: \(PatternSyntax.blockBytes)" : ""
            lines.append("    reach: { lines: \(rule.lines)\(after) }")
        }
        if rule.entropy > 0 { lines.append("    entropy: \(rule.entropy)") }
        lines.append("    confidence: \(rule.confidence)")
        if !rule.reference.isEmpty { lines.append("    guidance: { url: \(scalar(rule.reference)) }") }
        return lines
    }

    /// Quoted in the style that needs the fewest escapes: single quotes, or double ones where there are line breaks.
    private static func scalar(_ text: String) -> String {
        let hasControls = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        guard hasControls else { return "'" + text.replacing("'", with: "''") + "'" }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    let digits = String(scalar.value, radix: 16)
                    quoted += "\\x" + (digits.count == 1 ? "0" : "") + digits
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }
}
