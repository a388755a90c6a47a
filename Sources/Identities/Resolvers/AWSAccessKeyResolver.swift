/// AWS access keys: the account number stands in the key id.
enum AWSAccessKeyResolver: IdentityResolver {
    static let type = "aws-access-key"

    static func facts(about context: SecretContext) -> PublicFacts? {
        guard context.provider == "aws" else { return nil }
        let own = keyIDs(in: context.text).first
        // A secret key says nothing by itself; its key id stands beside it.
        let near = own ?? nearest(context)
        guard let id = near, let account = account(of: id) else { return nil }
        return PublicFacts([
            "account": account, "key_type": id.hasPrefix("ASIA") ? "temporary" : "long-lived",
            // The id itself counts as a secret that is found by a rule of its own, so only its tag is shown.
            "key_tag": context.tag(Array(id.utf8)),
        ])
    }

    static func identity(from facts: PublicFacts, provider: String) -> IdentityClaim? {
        guard let account = facts["account"], let tag = facts["key_tag"] else { return nil }
        return IdentityClaim(
            key: "aws:access-key:\(account):\(tag)", kind: .accessKey, provider: "aws",
            name: "access key \(tag.prefix(8)) of account \(account)", account: account)
    }

    /// The 16 characters behind the prefix are base32; the account is bits 1–40 of the first six bytes, big-endian.
    package static func account(of keyID: String) -> String? {
        let body = Array(keyID.utf8.dropFirst(4))
        guard body.count == 16 else { return nil }
        var bits: UInt64 = 0
        for character in body.prefix(10) {
            let value: UInt64
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt64(character - UInt8(ascii: "A"))
            case UInt8(ascii: "2")...UInt8(ascii: "7"): value = UInt64(character - UInt8(ascii: "2")) + 26
            default: return nil
            }
            bits = bits << 5 | value
        }
        let number = ((bits >> 2) & 0x7fff_ffff_ff80) >> 7
        let text = String(number)
        guard text.count <= 12 else { return nil }
        return String(repeating: "0", count: 12 - text.count) + text
    }

    private static func nearest(_ context: SecretContext) -> String? {
        if let id = keyIDs(in: String(context.textBefore.suffix(600))).last { return id }
        return keyIDs(in: String(context.textAfter.prefix(600))).first
    }

    private static func keyIDs(in text: String) -> [String] {
        var ids: [String] = []
        let bytes = Array(text.utf8)
        var start = 0
        while start + 20 <= bytes.count {
            let isHead =
                bytes[start] == UInt8(ascii: "A") && bytes[start + 3] == UInt8(ascii: "A")
                && bytes[start + 2] == UInt8(ascii: "I")
                || bytes[start..<(start + 4)].elementsEqual("ACCA".utf8)
            let isStart = start == 0 || !isKeyCharacter(bytes[start - 1])
            if isHead, isStart, bytes[start..<(start + 20)].allSatisfy(isKeyCharacter),
                start + 20 == bytes.count || !isKeyCharacter(bytes[start + 20])
            {
                let id = String(decoding: bytes[start..<(start + 20)], as: UTF8.self)
                if ["AKIA", "ASIA", "ABIA", "ACCA"].contains(String(id.prefix(4))) { ids.append(id) }
                start += 20
            } else {
                start += 1
            }
        }
        return ids
    }

    private static func isKeyCharacter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
