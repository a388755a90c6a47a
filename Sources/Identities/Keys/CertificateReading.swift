import Crypto
import Foundation
import SwiftASN1
import X509

/// What a certificate says in the open.
package struct CertificateReading: Sendable {
    package let subject: String
    package let issuer: String
    /// Hexadecimal digits.
    package let serial: String
    /// Seconds since 1970.
    package let notBefore: Int64
    package let notAfter: Int64
    /// DNS names, addresses, URIs and mail addresses.
    package let names: [String]
    package let isAuthority: Bool
    package let isSelfSigned: Bool
    package let signatureAlgorithm: String
    package let key: PublicKey?
    /// SHA-256 of the SubjectPublicKeyInfo.
    package let keyDigest: String
    /// SHA-256 of the whole certificate.
    package let digest: String

    package init?(der: [UInt8]) {
        guard let certificate = try? Certificate(derEncoded: der) else { return nil }
        var serializer = DER.Serializer()
        guard (try? serializer.serialize(certificate.publicKey)) != nil else { return nil }
        let info = serializer.serializedBytes
        subject = certificate.subject.description
        issuer = certificate.issuer.description
        serial = Hexadecimal.text(certificate.serialNumber.bytes)
        notBefore = Int64(certificate.notValidBefore.timeIntervalSince1970.rounded())
        notAfter = Int64(certificate.notValidAfter.timeIntervalSince1970.rounded())
        isSelfSigned = certificate.subject == certificate.issuer
        signatureAlgorithm = certificate.signatureAlgorithm.description
        key = PublicKey(info: info)
        keyDigest = Hexadecimal.text(SHA256.hash(data: info))
        digest = Hexadecimal.text(SHA256.hash(data: der))
        var names: [String] = []
        if let alternatives = try? certificate.extensions.subjectAlternativeNames {
            for name in alternatives {
                switch name {
                case .dnsName(let text), .rfc822Name(let text), .uniformResourceIdentifier(let text): names.append(text)
                case .ipAddress(let address):
                    names.append(address.bytes.map(String.init).joined(separator: address.bytes.count == 4 ? "." : " "))
                default: break
                }
            }
        }
        self.names = names
        if let constraints = try? certificate.extensions.basicConstraints, case .isCertificateAuthority = constraints {
            isAuthority = true
        } else {
            isAuthority = false
        }
    }
}
