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

    /// Keys that name something public elsewhere, and which of them name a rule's credentials.
    private enum OddKeys: UInt8 {
        case unknown, none, ids, all
    }

    /// Like `fixedPart`: an `OddKeys`.
    private let oddKeys = Atomic<UInt8>(OddKeys.unknown.rawValue)

    /// Whether its credentials stand under such a key (`AZURE_SEARCH_KEY`, `CC_TEST_REPORTER_ID`), as its own examples do.
    /// Where these end in `ID`, so must the key: a rule that reads ids does not read digests.
    /// - Parameter key: from the provider's name to the value.
    func knowsOddKey(_ key: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        switch knownOddKeys {
        case .all: true
        case .ids: NamedByKey.isID(key, in: content)
        case .none, .unknown: false
        }
    }

    private var knownOddKeys: OddKeys {
        if let known = OddKeys(rawValue: oddKeys.load(ordering: .relaxed)), known != .unknown { return known }
        var known = OddKeys.none
        for example in definition.examples {
            let before = example.utf8.prefix { $0 != UInt8(ascii: "{") }
            // What the value begins with is none of the key.
            let key = Array(before.dropLast(before.reversed().prefix { ByteClass.isName($0) }.count))
            key.withUnsafeBytes { bytes in
                let span = ByteSpan(0, bytes.count)
                guard NamedByKey.isAboutSomethingElse(span, in: bytes) else { return }
                known = known != .all && NamedByKey.isID(span, in: bytes) ? .ids : .all
            }
        }
        oddKeys.store(known.rawValue, ordering: .relaxed)
        return known
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
