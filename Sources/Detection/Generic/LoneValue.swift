internal import Model

/// A content that is one value and nothing else: what a container, a vault or a framework is given its password by
/// (`secrets/db_password.txt`, `.vault_pass`, `config/master.key`). Nothing beside it says what it is, but the name of its
/// file does, see `LoneValueName`.
enum LoneValue {
    /// In bytes.
    private static let longestContent = 1024
    private static let shortest = 6
    private static let longest = 512

    /// What cannot be a secret, whatever its file is called.
    private static let refuting: EvidenceSet = [
        .isTemplate, .isReference, .placeholder, .looksLikePath, .looksLikeURL, .looksLikeCode, .looksLikeUUID,
        .looksLikeEncrypted, .publicKey, .integrityField, .datelike, .isRepetitive,
    ]

    /// - Returns: the value and what it looks like; nil where there is more, or less, than one.
    static func value(of content: UnsafeRawBufferPointer) -> (span: ByteSpan, evidence: EvidenceSet)? {
        guard content.count <= longestContent, let span = onlyWord(of: content), isValue(content, span) else {
            return nil
        }
        var evidence = ValueJudge.evidence(for: UnsafeRawBufferPointer(rebasing: content[span.start..<span.end]))
        guard evidence.bits & refuting.bits == 0 else { return nil }
        evidence.insert(.allOfContent)
        return (span, evidence)
    }

    /// The bytes between the blanks and line ends around them.
    private static func onlyWord(of content: UnsafeRawBufferPointer) -> ByteSpan? {
        guard let start = content.firstIndex(where: { !isBlank($0) }),
            let last = content.lastIndex(where: { !isBlank($0) })
        else { return nil }
        let span = ByteSpan(start, last + 1)
        guard span.count >= shortest, span.count <= longest,
            content[start...last].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        return span
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// `KEY=value`, `user:password` and `client.login("x");` have readers of their own, and `<tag/>`, `{}` and `# title`
    /// are no values.
    private static func isValue(_ content: UnsafeRawBufferPointer, _ span: ByteSpan) -> Bool {
        guard !"#<{[(\"'`".utf8.contains(content[span.start]), !";,}>)".utf8.contains(content[span.end - 1]) else {
            return false
        }
        var end = span.end
        while end > span.start, content[end - 1] == UInt8(ascii: "=") { end -= 1 }
        let value = content[span.start..<end]
        // People do choose quotes and parentheses, one by one.
        let isCall = value.contains(UInt8(ascii: "(")) && value.contains(where: ByteClass.isQuote)
        return !isCall && !value.contains(UInt8(ascii: "=")) && !value.contains(UInt8(ascii: ":"))
    }
}
