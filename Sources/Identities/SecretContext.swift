/// A secret and the text around it, as long as a scan has them in hand. Never kept.
package struct SecretContext: Sendable {
    package let secret: [UInt8]
    /// NHI kind and provider of the rule that found it, and the rule's id.
    package let kind: String
    package let provider: String
    package let rule: String
    /// What stands before and behind it in the same content, at most `reach` bytes each.
    package let before: [UInt8]
    package let after: [UInt8]
    /// A name for a value that is no secret by itself but is not shown either: keyed, the same in all runs with one key.
    package let tag: @Sendable ([UInt8]) -> String

    /// As far as a service account's JSON file goes.
    package static let reach = 4096

    package init(
        secret: [UInt8], kind: String, provider: String, rule: String, before: [UInt8], after: [UInt8],
        tag: @escaping @Sendable ([UInt8]) -> String
    ) {
        self.secret = secret
        self.kind = kind
        self.provider = provider
        self.rule = rule
        self.before = before
        self.after = after
        self.tag = tag
    }

    package var text: String { String(decoding: secret, as: UTF8.self) }
    var textBefore: String { String(decoding: before, as: UTF8.self) }
    var textAfter: String { String(decoding: after, as: UTF8.self) }
    /// The line before the secret, up to it, and the line behind it.
    var lineBefore: String {
        let feed = before.indices.last { endsLine(before, $0) }
        return String(decoding: before[(feed.map { $0 + 1 } ?? 0)...], as: UTF8.self)
    }
    var lineAfter: String {
        let feed = after.indices.first { endsLine(after, $0) }
        return String(decoding: after[..<(feed ?? after.count)], as: UTF8.self)
    }
    /// As bytes, because dividing kilobytes of text into characters takes longer than scanning them. A `\r` before the line
    /// feed makes both one character, which divides nothing.
    private func endsLine(_ text: [UInt8], _ index: Int) -> Bool {
        text[index] == UInt8(ascii: "\n") && (index == 0 || text[index - 1] != UInt8(ascii: "\r"))
    }
    /// Without the secret itself, so that nothing read from it can hold a part of it.
    var surroundings: String { textBefore + "\u{0}" + textAfter }
}
