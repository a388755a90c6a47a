import Detection
package import RuleFormat
package import RuleImport
import SafeFormats

/// Whether an imported rule works here.
package enum ImportedRuleCheck {
    /// The rule as a scan would have it; nil where it is not sound.
    package static func definition(of rule: ImportedRule) -> RuleDefinition? {
        let text = ImportedRuleFile.text(of: [rule], provider: rule.provider, source: "import")
        return RuleFile.rules(in: text, file: "import").rules.first
    }

    /// In words; empty if it is sound. That its matches may lack its anchors was noted when it was translated.
    package static func faults(in rule: ImportedRule) -> [String] {
        let text = ImportedRuleFile.text(of: [rule], provider: rule.provider, source: "import")
        let result = RuleFile.rules(in: text, file: "import")
        guard let definition = result.rules.first else { return result.faults.map(\.message) }
        return RuleVerification.faults(in: definition).filter { !$0.isWarning && !$0.isAboutAnchors }.map(\.message)
    }
}

extension RuleVerification.Fault {
    /// Keywords of other scanners need not stand in a match; the translation said so.
    fileprivate var isAboutAnchors: Bool {
        switch part {
        case .anchor, .anchorIgnoringCase: true
        default: false
        }
    }
}
