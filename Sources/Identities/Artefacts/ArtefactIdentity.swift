package import Model

/// Whose an artefact is.
package struct ArtefactIdentity {
    package let claim: IdentityClaim
    /// The artefact's, with what reading its public text adds.
    package let facts: [String: String]

    /// Stands for the source's name where an identity is known within its source only.
    static let sourceMark = "{source}"

    /// Facts that tell artefacts of one identity in one file apart; lines do not, because they shift.
    package static let distinctions = [
        "address", "used_by", "bound_by", "job", "variable", "unit", "token", "workflow", "certificate", "path",
    ]

    /// nil for ownership, and for what turns out to be unreadable.
    package init?(of artefact: Artefact) {
        let identity: ArtefactIdentity? =
            switch (artefact.kind, artefact.family) {
            case (.ownership, _): nil
            case (_, "x509"): Self.certificate(artefact)
            case (_, "ssh"): Self.publicKey(artefact)
            case (_, "pgp"): Self.openPGPKey(artefact)
            case (.reference, _): ArtefactIdentity(claim: Self.reference(artefact), facts: artefact.facts)
            default: ArtefactIdentity(claim: Declarations.claim(for: artefact), facts: artefact.facts)
            }
        guard let identity else { return nil }
        self = identity
    }

    private init(claim: IdentityClaim, facts: [String: String]) {
        self.claim = claim
        self.facts = facts
    }

    /// A vaulted secret is an identity of its own: who it speaks for is known to the vault.
    private static func reference(_ artefact: Artefact) -> IdentityClaim {
        if artefact.family == "agent" { return Declarations.claim(for: artefact) }
        // A SealedSecret becomes the Secret of its name.
        if artefact.store == "sealed-secrets" {
            return IdentityClaim(
                key: "secret:kubernetes-secret:\(sourceMark):\(artefact.target)", kind: .secret,
                provider: "kubernetes-secret",
                name: "\(artefact.target) in kubernetes-secret")
        }
        // What is known everywhere under one name is one secret; other names are a source's own.
        let isGlobal =
            [
                "aws-secrets-manager", "aws-parameter-store", "gcp-secret-manager", "azure-key-vault", "vault",
                "1password",
            ].contains(artefact.store) && artefact.facts["computed"] == nil
        let place = isGlobal ? "" : sourceMark + ":"
        let name = VaultedName.of(artefact.target, in: artefact.store)
        return IdentityClaim(
            key: "secret:\(artefact.store):\(place)\(name)", kind: .secret, provider: artefact.store,
            name: "\(name) in \(artefact.store)")
    }

    private static func certificate(_ artefact: Artefact) -> ArtefactIdentity? {
        guard let block = PEMText(artefact.text), let certificate = CertificateReading(der: block.body) else {
            return nil
        }
        var facts = [
            "subject": certificate.subject, "issuer": certificate.issuer, "serial": certificate.serial,
            "not_before": String(certificate.notBefore),
            "not_after": String(certificate.notAfter), "public_key": certificate.keyDigest,
            "certificate": certificate.digest,
            "signature": certificate.signatureAlgorithm, "self_signed": certificate.isSelfSigned ? "yes" : "no",
            "authority": certificate.isAuthority ? "yes" : "no", "names": certificate.names.joined(separator: " "),
        ]
        facts["key_type"] = certificate.key?.type
        facts["key_bits"] = certificate.key.map { String($0.bits) }
        // A certificate and its private key are one identity: both know the public key.
        let key = certificate.key.map { "key:" + $0.sshFingerprint } ?? "certificate:" + certificate.keyDigest
        let claim = IdentityClaim(key: key, kind: .certificate, provider: "certificate", name: certificate.subject)
        return ArtefactIdentity(claim: claim, facts: facts.filter { !$0.value.isEmpty })
    }

    private static func openPGPKey(_ artefact: Artefact) -> ArtefactIdentity? {
        guard let block = PEMText(artefact.text), let key = OpenPGPKey(packets: block.body) else { return nil }
        var facts = ["pgp_fingerprint": key.fingerprint, "key_type": key.algorithm]
        facts["user"] = key.userID
        return ArtefactIdentity(
            claim: OpenPGPResolver.claim(fingerprint: key.fingerprint, user: key.userID), facts: facts)
    }

    private static func publicKey(_ artefact: Artefact) -> ArtefactIdentity? {
        guard let key = Base64Text.decode(artefact.text).flatMap({ PublicKey(sshBlob: $0) }) else { return nil }
        var facts = artefact.facts
        facts["ssh_fingerprint"] = key.sshFingerprint
        facts["key_type"] = key.type
        facts["key_bits"] = String(key.bits)
        facts["comment"] = artefact.name.isEmpty ? nil : artefact.name
        return ArtefactIdentity(
            claim: PrivateKeyResolver.claim(sshFingerprint: key.sshFingerprint, comment: nil, type: key.type),
            facts: facts)
    }
}
