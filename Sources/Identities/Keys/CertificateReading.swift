import Crypto
import Foundation
import Model
import SwiftASN1
import X509

/// What a certificate says in the open.
package struct CertificateReading: Sendable {
    /// Distinguished names on one line: `CN=example.org,O=Example`.
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
    /// nil for an algorithm that is not known here.
    package let key: PublicKey?
    /// SHA-256 of the SubjectPublicKeyInfo.
    package let keyDigest: String
    /// SHA-256 of the whole certificate.
    package let digest: String

    /// Reads the fields of RFC 5280, 4.1 one by one. `X509.Certificate` reads them too, but refuses certificates that are
    /// signed with MD5 or whose keys are of no use any more; in an inventory, just those are of interest.
    package init?(der: [UInt8]) {
        guard let parts = (try? DER.parse(der))?.children, parts.count == 3, var fields = parts[0].children else {
            return nil
        }
        // The version is left out of certificates of the first one.
        if fields.first?.identifier == ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific) {
            fields.removeFirst()
        }
        guard fields.count >= 6, let number = fields[0].primitiveBytes,
            let algorithm = fields[1].children?.first.flatMap({ try? ASN1ObjectIdentifier(derEncoded: $0) }),
            let issuer = try? DistinguishedName(derEncoded: fields[2]),
            let validity = fields[3].children, validity.count == 2,
            let notBefore = Self.seconds(validity[0]), let notAfter = Self.seconds(validity[1]),
            let subject = try? DistinguishedName(derEncoded: fields[4]), fields[5].children != nil
        else { return nil }
        self.subject = subject.description
        self.issuer = issuer.description
        // A zero in front only keeps the number from being negative.
        serial = Hexadecimal.text(number.count > 1 && number[0] == 0 ? Array(number.dropFirst()) : number)
        self.notBefore = notBefore
        self.notAfter = notAfter
        isSelfSigned = subject == issuer
        signatureAlgorithm = SignatureAlgorithmName.name(of: algorithm)
        let info = Array(fields[5].encodedBytes)
        key = PublicKey(info: info)
        keyDigest = Hexadecimal.text(SHA256.hash(data: info))
        digest = Hexadecimal.text(SHA256.hash(data: der))
        let extensions = Self.extensions(fields.dropFirst(6))
        names = extensions.lazy.compactMap { try? SubjectAlternativeNames($0) }.first.map(Self.names) ?? []
        let constraints = extensions.lazy.compactMap { try? BasicConstraints($0) }.first
        if case .isCertificateAuthority = constraints { isAuthority = true } else { isAuthority = false }
    }

    /// `UTCTime` or `GeneralizedTime`, in seconds since 1970.
    private static func seconds(_ node: ASN1Node) -> Int64? {
        var date = DateComponents(calendar: Calendar(identifier: .gregorian), timeZone: .gmt)
        if let time = try? UTCTime(derEncoded: node) {
            (date.year, date.month, date.day) = (time.year, time.month, time.day)
            (date.hour, date.minute, date.second) = (time.hours, time.minutes, time.seconds)
        } else if let time = try? GeneralizedTime(derEncoded: node) {
            (date.year, date.month, date.day) = (time.year, time.month, time.day)
            (date.hour, date.minute, date.second) = (time.hours, time.minutes, time.seconds)
        } else {
            return nil
        }
        return date.date.map { Int64($0.timeIntervalSince1970.rounded()) }
    }

    /// - Parameter fields: what stands behind the key; of it, `[3]` holds the extensions.
    private static func extensions(_ fields: ArraySlice<ASN1Node>) -> [Certificate.Extension] {
        let wrapper = fields.first { $0.identifier == ASN1Identifier(tagWithNumber: 3, tagClass: .contextSpecific) }
        return (wrapper?.children?.first?.children ?? []).compactMap { try? Certificate.Extension(derEncoded: $0) }
    }

    private static func names(_ alternatives: SubjectAlternativeNames) -> [String] {
        alternatives.compactMap { name in
            switch name {
            case .dnsName(let text), .rfc822Name(let text), .uniformResourceIdentifier(let text): text
            case .ipAddress(let address): self.address(Array(address.bytes))
            default: nil
            }
        }
    }

    /// `10.0.0.1`, `2001:DB8:0:0:0:0:0:1` (as OpenSSL prints it).
    private static func address(_ bytes: [UInt8]) -> String {
        guard bytes.count == 16 else { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: 16, by: 2).map {
            String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16, uppercase: true)
        }.joined(separator: ":")
    }
}

/// The names that OpenSSL prints.
private enum SignatureAlgorithmName {
    private static let names: [ASN1ObjectIdentifier: String] = [
        [1, 2, 840, 113_549, 1, 1, 2]: "md2WithRSAEncryption", [1, 2, 840, 113_549, 1, 1, 4]: "md5WithRSAEncryption",
        [1, 2, 840, 113_549, 1, 1, 5]: "sha1WithRSAEncryption", [1, 2, 840, 113_549, 1, 1, 10]: "rsassaPss",
        [1, 2, 840, 113_549, 1, 1, 11]: "sha256WithRSAEncryption",
        [1, 2, 840, 113_549, 1, 1, 12]: "sha384WithRSAEncryption",
        [1, 2, 840, 113_549, 1, 1, 13]: "sha512WithRSAEncryption",
        [1, 2, 840, 113_549, 1, 1, 14]: "sha224WithRSAEncryption",
        [1, 2, 840, 10_045, 4, 1]: "ecdsa-with-SHA1", [1, 2, 840, 10_045, 4, 3, 1]: "ecdsa-with-SHA224",
        [1, 2, 840, 10_045, 4, 3, 2]: "ecdsa-with-SHA256", [1, 2, 840, 10_045, 4, 3, 3]: "ecdsa-with-SHA384",
        [1, 2, 840, 10_045, 4, 3, 4]: "ecdsa-with-SHA512", [1, 2, 840, 10_040, 4, 3]: "dsaWithSHA1",
        [2, 16, 840, 1, 101, 3, 4, 3, 1]: "dsa_with_SHA224", [2, 16, 840, 1, 101, 3, 4, 3, 2]: "dsa_with_SHA256",
        [1, 3, 101, 112]: "ED25519", [1, 3, 101, 113]: "ED448",
    ]

    static func name(of algorithm: ASN1ObjectIdentifier) -> String { names[algorithm] ?? algorithm.description }
}
