import Configuration
@testable import Discovery
@testable import Identities
@testable import Inventory
import RuleImport
import Sweeps
import SafeFormats

/// Files that say what is known already or what is wanted, and what is read from found secrets.
enum KnowledgeTargets {
    static func feed(_ target: FuzzTarget, _ bytes: UnsafeRawBufferPointer) {
        switch target {
        case .toml: _ = try? TOMLValue(text(bytes))
        case .state: state(Array(bytes))
        case .baseline: baseline(Array(bytes))
        case .findings: findings(bytes)
        case .settings: settings(text(bytes))
        case .foreign: foreign(text(bytes))
        case .owners: owners(text(bytes))
        default: identities(bytes)
        }
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }

    // MARK: What earlier scans left

    /// What is read again is what would be written.
    private static func state(_ bytes: [UInt8]) {
        if let memory = BlobMemory(bytes[...]) {
            let again = memory.encoded
            precondition(BlobMemory(again[...])?.encoded == again, "a state that does not read what it writes")
        }
        if let findings = FindingDecoder.decode(bytes[...]) {
            let again = FindingEncoder.encode(findings)
            precondition(
                FindingDecoder.decode(again[...]).map(FindingEncoder.encode) == again,
                "findings that do not read what they write")
        }
    }

    private static func baseline(_ bytes: [UInt8]) {
        guard let baseline = try? Baseline(bytes, file: "fuzz") else { return }
        precondition(
            (try? Baseline(Array(baseline.text.utf8), file: "fuzz"))?.entries == baseline.entries,
            "a baseline that does not read what it writes")
    }

    private static func findings(_ bytes: UnsafeRawBufferPointer) {
        for line in bytes.split(separator: 0x0A) { _ = try? FindingsLine(UnsafeRawBufferPointer(rebasing: line)) }
    }

    // MARK: What people write

    private static func settings(_ text: String) {
        _ = try? ScanConfiguration(text, file: "fuzz.yaml")
        _ = try? SweepConfiguration(text: text, file: "/fuzz.yaml")
    }

    private static func foreign(_ text: String) {
        for format in [ForeignFormat.gitleaks, .kingfisher, .noseyparker] {
            guard let imported = try? ImportedRules(text, file: "fuzz", format: format, provider: "fuzz") else {
                continue
            }
            _ = ImportedRuleFile.text(of: imported.rules, provider: "fuzz", source: "fuzz")
        }
        _ = GitleaksFingerprint.read(text, file: "fuzz")
    }

    private static func owners(_ text: String) {
        _ = CodeOwners(text).rules(for: "src/deploy/app.yaml")
        _ = Mailmap(text).proper(name: "Ada Example", email: "ada@example.org")
    }

    // MARK: What is read from secrets

    private static let contexts: [(kind: String, provider: String, rule: String)] = [
        ("service-account-key", "google", "google-service-account-key"), ("cloud-access-key", "aws", "aws-access-key"),
        ("web-token", "generic", "jwt"), ("private-key", "generic", "private-key"),
        ("webhook-url", "slack", "slack-webhook"),
        ("api-token", "slack", "slack-bot-token"), ("api-token", "telegram", "telegram-bot-token"),
        ("oauth-client-secret", "azure", "azure-client-secret"),
        ("registry-credential", "docker", "docker-config-auth"), ("package-registry-token", "npm", "npm-token"),
        ("database-credential", "generic", "database-url"), ("connection-string", "azure", "azure-storage"),
        ("password", "generic", "password"),
    ]

    /// The first byte chooses the kind, the second the part that is the secret.
    private static func identities(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count > 2 else { return }
        let rest = Array(bytes.dropFirst(2))
        let context = contexts[Int(bytes[0]) % contexts.count]
        let start = rest.count * Int(bytes[1] & 15) / 16
        let facts = ResolverRegistry.facts(
            about: SecretContext(
                secret: Array(rest[start...]), kind: context.kind, provider: context.provider, rule: context.rule,
                before: Array(rest[..<start]),
                after: rest, tag: { "\($0.count)" }))
        _ = ResolverRegistry.identity(from: facts, provider: context.provider)
        let text = String(decoding: rest, as: UTF8.self)
        _ = (
            CertificateReading(der: rest), PublicKey(sshBlob: rest), PublicKey(info: rest), PrivateKeyReader.read(text),
            PEMText.blocks(in: text)
        )
    }
}
