/// A role or user of AWS as identities know it: `aws:role:123456789012:deploy`, or `aws:role:<source>:deploy` where only the
/// bare name is known.
package struct AWSPrincipal: Sendable {
    package let key: String
    private let type: Substring
    /// Account number, or the source in which it is named.
    private let place: Substring
    private let name: Substring

    /// Nil for keys of other identities.
    package init?(key: String) {
        let parts = key.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[0] == "aws", parts[1] == "role" || parts[1] == "user" else { return nil }
        self.key = key
        type = parts[1]
        name = parts[parts.count - 1]
        // Names of sources may hold colons, those of roles may not.
        place = key[parts[2].startIndex..<parts[parts.count - 2].endIndex]
    }

    /// Whether its account is known.
    package var isFull: Bool { Self.isAccount(place) }

    /// Whether it is an account number: twelve digits.
    package static func isAccount(_ text: some StringProtocol) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// What a bare name and a full one have in common.
    package var kindAndName: Substring { Substring("\(type):\(name)") }

    /// The identity itself.
    package var claim: IdentityClaim {
        IdentityClaim(
            key: key, kind: type == "role" ? .role : .serviceAccount, provider: "aws", name: "\(type) \(name)",
            account: isFull ? String(place) : nil)
    }
}
