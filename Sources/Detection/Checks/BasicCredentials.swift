internal import Model

/// `user:password` in base64, as HTTP's Basic scheme (RFC 7617), `.docker/config.json` and `.npmrc` keep it.
enum BasicCredentials {
    /// What says no more than where an account and its password go.
    private static let forms = [
        "username:password", "user:password", "user:pass", "login:password", "your_username:your_password",
        "yourusername:yourpassword",
    ]

    static func evidence(for text: UnsafeRawBufferPointer) -> EvidenceSet {
        guard let plain = Base64Text.decode(text), let colon = plain.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            colon + 1 < plain.count, plain.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return [.structureWrong] }
        let isStandIn = plain[(colon + 1)...].withUnsafeBytes { StandIn.matches($0) || ValueJudge.isPlaceholder($0) }
        // What a standard shows proves nothing.
        if PublishedExamples.contains(text) { return [] }
        // Everybody's account keeps nothing.
        if plain[..<colon].elementsEqual("anonymous".utf8) { return [] }
        // `username:password` decodes as all of them do.
        if forms.contains(where: { plain.elementsEqual($0.utf8) }) { return [.placeholder] }
        return isStandIn ? [.structureValid, .placeholder] : [.structureValid]
    }
}
