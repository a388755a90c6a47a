internal import Model

/// A test of a match that a pattern cannot make: checksums, structure, alphabets.
///
/// A new check is one case, one line in `evidence(secret:whole:)` and one file beside this one.
package enum Check: String, CaseIterable, Sendable {
    case gitHubCRC32 = "github-crc32"
    case npmCRC32 = "npm-crc32"
    case gitLabRoutable = "gitlab-routable"
    case grafanaCRC32 = "grafana-crc32"
    case awsAccessKeyID = "aws-access-key-id"
    case jwt
    case pemPrivateKey = "pem-private-key"
    case pemBlock = "pem-block"
    case ageBech32 = "age-bech32"
    case bech32
    case natsSeed = "nats-seed"
    case pyPIMacaroon = "pypi-macaroon"
    case macaroon
    case basicCredentials = "basic-credentials"
    case ntlmMessage = "ntlm-message"
    case encodedPEM = "base64-pem"
    case azureSAS = "azure-sas"
    case testMode = "test-mode"
    case base64
    case base64JSON = "base64-json"
    case luhn
    case googleServiceAccount = "google-service-account"
    case notPlaceholder = "not-placeholder"
    case mixedClasses = "mixed-classes"
    case hasDigit = "has-digit"
    case notHexWord = "not-hex-word"
    case uuid
    case length32 = "length-32"
    case length40 = "length-40"
    case length64 = "length-64"

    /// What the check says of a match. Depends on nothing but these bytes.
    func evidence(secret: UnsafeRawBufferPointer, whole: UnsafeRawBufferPointer) -> EvidenceSet {
        switch self {
        case .gitHubCRC32, .npmCRC32: Base62Checksum.evidence(for: secret)
        case .gitLabRoutable: GitLabRoutableToken.evidence(for: secret)
        case .grafanaCRC32: GrafanaChecksum.evidence(for: secret)
        case .awsAccessKeyID: AWSAccessKeyID.evidence(for: secret)
        case .jwt: JSONWebToken.evidence(for: secret)
        case .pemPrivateKey, .pemBlock: PEMBlock.evidence(for: whole)
        case .ageBech32, .bech32: Bech32.evidence(for: secret)
        case .natsSeed: NKey.seedEvidence(for: secret)
        case .pyPIMacaroon: Macaroon.pyPIEvidence(for: secret)
        case .macaroon: Macaroon.evidence(for: secret)
        case .basicCredentials: BasicCredentials.evidence(for: secret)
        case .ntlmMessage: NTLMMessage.evidence(for: secret)
        case .encodedPEM: EncodedPEM.evidence(for: secret)
        case .azureSAS: AzureSharedAccessSignature.evidence(for: whole)
        case .testMode: TestMode.isMarked(secret) ? [.testMode] : []
        case .base64: Base64Text.decode(secret) == nil ? [.structureWrong] : []
        case .base64JSON: JSONSyntax.evidence(for: secret)
        case .luhn: LuhnChecksum.evidence(for: secret)
        case .googleServiceAccount: GoogleServiceAccount.evidence(for: whole)
        case .notPlaceholder: StandIn.matches(secret) || Self.isPlaceholder(secret) ? [.placeholder] : []
        case .mixedClasses: CharacterClasses(of: secret).count >= 2 ? [] : [.structureWrong]
        case .hasDigit:
            CharacterClasses(of: secret).hasDigit || !ValueJudge.readsLikeWords(secret) ? [] : [.structureWrong]
        case .notHexWord: CharacterClasses(of: secret).hasDigit ? [] : [.structureWrong]
        case .uuid:
            !UUIDShape.matches(secret) ? [.structureWrong] : UUIDShape.isMadeUp(secret) ? [.placeholder] : []
        case .length32: Self.lengthEvidence(secret.count, expected: 32)
        case .length40: Self.lengthEvidence(secret.count, expected: 40)
        case .length64: Self.lengthEvidence(secret.count, expected: 64)
        }
    }
}

extension Check {
    /// Providers lengthen their keys, as `KeyedPattern.surplus` has it; none shortens them.
    fileprivate static func lengthEvidence(_ count: Int, expected: Int) -> EvidenceSet {
        if count == expected { return [] }
        return (expected...expected + 9).contains(count) ? [.unusualForm] : [.structureWrong]
    }

    /// A long random value holds `xxx` or `foo` by chance; that makes it no placeholder.
    fileprivate static func isPlaceholder(_ value: UnsafeRawBufferPointer) -> Bool {
        if value.count >= 60, ValueJudge.entropy(of: value) >= 4.5, ValueShape(value).longestRun < 8 { return false }
        return ValueJudge.isPlaceholder(value)
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes behind `prefix` if they begin with it, else all of them.
    func dropping(prefix: StaticString) -> UnsafeRawBufferPointer {
        let count = prefix.utf8CodeUnitCount
        let expected = UnsafeRawBufferPointer(start: prefix.utf8Start, count: count)
        guard self.count >= count, self.prefix(count).elementsEqual(expected) else { return self }
        return UnsafeRawBufferPointer(rebasing: dropFirst(count))
    }
}
