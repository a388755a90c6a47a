import Detection
import RuleFormat
import RuleImport

/// Finds our rules by the names that gitleaks has for its own.
struct RuleNames {
    private let rules: RuleTable

    init(_ library: RuleLibrary) { rules = library.rules }

    /// What gitleaks calls generic is a family of rules here.
    static func isGeneric(_ id: String) -> Bool { id.hasPrefix("generic") }

    /// Rules of ours that find the same under other names; a pair with its secret is more than what gitleaks finds.
    private static let equals = [
        "aws-access-token": ["aws-access-key-id", "aws-signed-url-access-key-id", "aws-temporary-access-key-id"]
    ]

    /// Ids of our own rules that stand for a name of gitleaks': those that find the same, else those of a kind, or of the
    /// provider whose name it begins with; none where nothing fits.
    static func family(of id: String) -> [String] {
        let rules = RuleLibrary.embedded
        if let same = equals[id] { return same }
        switch id {
        case "private-key": return rules.filter { $0.kind == "private-key" }.map(\.id)
        case "jwt", "jwt-base64": return rules.filter { $0.kind == "jwt" }.map(\.id)
        default:
            let providers = Set(rules.map(\.provider)).filter { id == $0 || id.hasPrefix($0 + "-") }
            guard let provider = providers.max(by: { $0.count < $1.count }) else { return [] }
            return rules.filter { $0.provider == provider }.map(\.id)
        }
    }

    /// The rule of just that id; nil if there is none.
    func exactly(_ name: String) -> Set<Int>? {
        let id = RuleTranslation.identifier(name)
        if Self.isGeneric(id) { return nil }
        return rules.firstIndex { $0.definition.id == id }.map { [$0] }
    }

    /// The rule of that id, else the rules of the provider whose name it begins with, else those of its kind.
    func rules(named name: String) -> Set<Int> {
        if let exact = exactly(name) { return exact }
        let id = RuleTranslation.identifier(name)
        if Self.isGeneric(id) { return rules(where: \.isGeneric) }
        if let same = Self.equals[id] { return rules { same.contains($0.definition.id) } }
        switch id {
        case "private-key": return rules { $0.definition.kind == "private-key" }
        case "jwt", "jwt-base64": return rules { $0.definition.kind == "jwt" }
        default: break
        }
        let providers = Set(rules.map(\.definition.provider)).filter { id == $0 || id.hasPrefix($0 + "-") }
        guard let provider = providers.max(by: { $0.count < $1.count }) else { return [] }
        return rules { $0.definition.provider == provider }
    }

    private func rules(where isMeant: (Rule) -> Bool) -> Set<Int> { Set(rules.indices.filter { isMeant(rules[$0]) }) }
}
