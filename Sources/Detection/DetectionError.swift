/// Why detection could not be set up.
package enum DetectionError: Error, CustomStringConvertible {
    case badPattern(rule: String, offset: Int, reason: String)
    case unknownCheck(rule: String, check: String)
    case noRuleSelected(wanted: [String])
    case repeatedRule(id: String)
    case badAnchor(String)
    case outOfMemory(what: String)

    package var description: String {
        switch self {
        case .badPattern(let rule, let offset, let reason):
            "the pattern of rule \(rule) does not compile: \(reason) at offset \(offset); correct it in its rule file"
        case .unknownCheck(let rule, let check):
            "rule \(rule) names the check “\(check)”, which does not exist; known are \(Check.allCases.map(\.rawValue).joined(separator: ", "))"
        case .noRuleSelected(let wanted):
            wanted.isEmpty
                ? "no rule is left; ask for fewer to be skipped"
                : "no rule is called \(wanted.joined(separator: ", ")), or all of them are skipped; `rollcall rules list` shows what there is"
        case .repeatedRule(let id): "the rule id \(id) is used twice; rename one"
        case .outOfMemory(let what): "not enough memory for \(what)"
        case .badAnchor(let text):
            "the anchor “\(text.prefix(40))” has fewer than three bytes, more than 65,535 or a line feed; give another"
        }
    }
}
