internal import Model
package import RuleFormat
internal import Synchronization

/// A rule ready to be used: its definition and the few numbers the scan loop needs of it.
///
/// A class, so that a library can make it when it is first asked for.
package final class Rule: Sendable {
    /// As its file says it.
    package let definition: RuleDefinition
    /// Run on every match, in this order.
    package let checks: [Check]
    /// Generic rules have no pattern: `GenericDetector` makes their matches. They yield to any rule with a format.
    package let isGeneric: Bool
    /// It tells how a secret travels (in a URL, a header, a command), not whose it is: it yields to rules that know.
    package var isVehicle: Bool { Self.isVehicle(definition.provider) }
    /// Whose its credentials are, for findings: `generic` where it only tells in what kind of text they stand.
    package var credentialProvider: String {
        isVehicle && definition.provider != "pem" ? "generic" : definition.provider
    }

    /// Whether what a rule file names as its provider is no vendor.
    package static func isVehicle(_ provider: String) -> Bool {
        carriers.contains(provider) || surroundings.contains(provider)
    }

    private static let carriers: Set<String> = ["url", "http", "curl", "pem"]
    private static let surroundings: Set<String> = ["calls", "commands", "syntax", "prose"]

    /// Whether people mean a rule of this id: they name it, or several as `prefix*`.
    package static func isNamed(_ id: String, by wanted: String) -> Bool {
        wanted.hasSuffix("*") ? id.hasPrefix(wanted.dropLast()) : id == wanted
    }

    /// It finds names of accounts and tenants, which are no secrets.
    package let isIdentifier: Bool

    /// 0 where it was not asked for yet, 1 for no, 2 for yes.
    private let fixedPart = Atomic<UInt8>(0)

    /// See `RuleDefinition.secretHasFixedPart`, which takes some time to tell; asked where rules read the same text.
    var secretHasFixedPart: Bool {
        let known = fixedPart.load(ordering: .relaxed)
        if known != 0 { return known == 2 }
        let has = definition.secretHasFixedPart
        fixedPart.store(has ? 2 : 1, ordering: .relaxed)
        return has
    }

    /// Like `fixedPart`.
    private let oddKeys = Atomic<UInt8>(0)

    /// Its credentials stand under keys that name something public elsewhere (`AZURE_SEARCH_KEY`, `MONGODB_ATLAS_PUBLIC_KEY`),
    /// as its own examples do.
    var knowsOddKeys: Bool {
        let known = oddKeys.load(ordering: .relaxed)
        if known != 0 { return known == 2 }
        let knows = definition.examples.contains { example in
            let before = example.utf8.prefix { $0 != UInt8(ascii: "{") }
            // What the value begins with is none of the key.
            let key = before.dropLast(before.reversed().prefix { ByteClass.isName($0) }.count)
            return Array(key).withUnsafeBytes { NamedByKey.isAboutSomethingElse(ByteSpan(0, $0.count), in: $0) }
        }
        oddKeys.store(knows ? 2 : 1, ordering: .relaxed)
        return knows
    }

    /// The one case of its secrets' letters, if what is written otherwise is a match too, of an unusual form.
    let secretCase: SecretCase?

    /// Log-odds of the prior, in hundredths.
    package let priorScore: Int

    package init(_ definition: RuleDefinition, checks: [Check], isGeneric: Bool) {
        self.definition = definition
        self.checks = checks
        self.isGeneric = isGeneric
        isIdentifier = definition.kind == Credential.identifierKind
        secretCase = definition.secretCase
        priorScore = EvidenceWeights.score(prior: definition.prior, evidence: [])
    }
}
