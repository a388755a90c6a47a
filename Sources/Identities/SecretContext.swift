/// A secret and the text around it, as long as a scan has them in hand. Never kept.
package struct SecretContext: Sendable {
    /// In plain.
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
    /// The line before the secret, up to it, and the line behind it. Divided as bytes: dividing kilobytes of text into
    /// characters takes longer than scanning them.
    var lineBefore: String { String(decoding: bytesBefore, as: UTF8.self) }
    var lineAfter: String { String(decoding: bytesAfter, as: UTF8.self) }
    /// The same as bytes.
    var bytesBefore: ArraySlice<UInt8> {
        let feed = before.lastIndex(of: Self.feed)
        return before[(feed.map { $0 + 1 } ?? 0)...]
    }
    var bytesAfter: ArraySlice<UInt8> { Self.line(after[..<(after.firstIndex(of: Self.feed) ?? after.count)]) }

    /// At most so many whole lines above the secret's, the nearest first.
    func linesAbove(_ count: Int) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        guard var end = before.lastIndex(of: Self.feed) else { return [] }
        while lines.count < count {
            let feed = before[..<end].lastIndex(of: Self.feed)
            lines.append(Self.line(before[(feed.map { $0 + 1 } ?? 0)..<end]))
            guard let feed else { break }
            end = feed
        }
        return lines
    }

    /// At most so many lines below the secret's, the nearest first.
    func linesBelow(_ count: Int) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var feed = after.firstIndex(of: Self.feed)
        while let start = feed.map({ $0 + 1 }), lines.count < count {
            feed = after[start...].firstIndex(of: Self.feed)
            lines.append(Self.line(after[start..<(feed ?? after.count)]))
        }
        return lines
    }

    private static let feed = UInt8(ascii: "\n")

    /// Without the carriage return that a line feed may have before it.
    private static func line(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
    }

    /// Without the secret itself, so that nothing read from it can hold a part of it.
    var surroundings: String { textBefore + "\u{0}" + textAfter }
}
