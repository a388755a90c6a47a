internal import Model

/// Header and payload of a JWT (RFC 7519) are base64url-encoded JSON objects; the header names an algorithm.
enum JSONWebToken {
    /// Header, payload and signature of the sample that jwt.io shows and countless documents copy: its claims.
    private static let sampleSubject = Array(#""sub":"1234567890""#.utf8)
    /// What else it claims; others use the subject too, in tokens of their own.
    private static let sampleClaims = ["JohnDoe", "1516239022"].map { Array($0.utf8) }

    /// Supabase's key for browsers: its policies say what anybody may do with it.
    private static let anonymousRole = Array(#""role":"anon""#.utf8)
    private static let anonymousIssuer = Array(#""iss":"supabase"#.utf8)
    /// Issuer of the keys in Supabase's guide to running it by oneself, which `supabase start` and its `.env.example` have.
    private static let demoIssuer = Array(#""iss":"supabase-demo""#.utf8)

    static func evidence(for token: UnsafeRawBufferPointer) -> EvidenceSet {
        let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count >= 2, let header = object(parts[0]) else { return [.structureWrong] }
        guard contains(header, Array(#""alg""#.utf8)) else { return [.structureWrong] }
        // JWE: five parts, the second is an encrypted key (RFC 7516); its header names a second algorithm.
        if parts.count == 5 {
            return contains(header, Array(#""enc""#.utf8)) ? [.structureValid] : [.structureWrong]
        }
        guard let payload = object(parts[1]), isSignature(parts.last, of: header) else {
            return [.structureWrong]
        }
        var evidence: EvidenceSet = [.structureValid]
        if isUnsigned(header) { evidence.insert(.unsigned) }
        let claims = payload.filter { $0 > 0x20 }
        if contains(claims, sampleSubject), sampleClaims.contains(where: { contains(claims, $0) }) {
            evidence.insert(.documentedExample)
        }
        if contains(claims, demoIssuer) { evidence.insert(.documentedExample) }
        if contains(claims, anonymousRole), contains(claims, anonymousIssuer) { evidence.insert(.publishable) }
        if claimsLittle(claims) { evidence.insert(.fewClaims) }
        return evidence
    }

    /// `{"data":"test"}`, `{"sub":"joe","admin":true}`: two claims at most, and none that a service asks for.
    private static func claimsLittle(_ claims: [UInt8]) -> Bool {
        let asked = ["iss", "exp", "aud", "jti"].map { Array("\"\($0)\":".utf8) }
        return claims.count(where: { $0 == UInt8(ascii: ":") }) <= 2 && !asked.contains { contains(claims, $0) }
    }

    /// HMAC's signatures are as long as its digests (RFC 7518, 3.2).
    private static func isSignature(_ part: Slice<UnsafeRawBufferPointer>?, of header: [UInt8])
        -> Bool
    {
        let plain = header.filter { $0 > 0x20 }
        for (algorithm, count) in [("HS256", 32), ("HS384", 48), ("HS512", 64)]
        where contains(plain, Array("\"alg\":\"\(algorithm)\"".utf8)) {
            guard let part, !part.isEmpty else { return true }
            guard let bytes = Base64Text.decode(UnsafeRawBufferPointer(rebasing: part)) else { return false }
            // Some programs encode the digest's digits.
            return bytes.count == count || bytes.count == 2 * count && bytes.allSatisfy(ByteClass.isHex)
        }
        return true
    }

    /// `"alg": "none"` in any case: anybody can write such a token (RFC 7518, 3.6).
    private static func isUnsigned(_ header: [UInt8]) -> Bool {
        let folded = header.filter { $0 > 0x20 }.map { ByteClass.isUpper($0) ? $0 | 0x20 : $0 }
        return contains(folded, Array(#""alg":"none""#.utf8))
    }

    private static func object(_ part: Slice<UnsafeRawBufferPointer>) -> [UInt8]? {
        guard let decoded = Base64Text.decode(UnsafeRawBufferPointer(rebasing: part)) else { return nil }
        return decoded.first == UInt8(ascii: "{") && decoded.last(where: { $0 > 0x20 }) == UInt8(ascii: "}")
            ? decoded : nil
    }

    private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        guard bytes.count >= wanted.count else { return false }
        return (0...(bytes.count - wanted.count)).contains { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }
}
