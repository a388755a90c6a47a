/// Expands the templates in rule files into texts that look like the real thing, always the same for the same seed.
///
/// `{base62:36}` and its like become random characters, `{github-crc32}` the checksum of the token before it,
/// `{rsa-private-key}` a whole block, `{word}` and `{Word}` parts of a password as people choose them. Braces around anything else stay as they are.
package struct TokenTemplate {
    private var generator: SplitMix64

    /// - Parameter seed: the same text gives the same expansions, everywhere and always.
    package init(seed: String) {
        // FNV-1a of the seed: any text will do.
        generator = SplitMix64(state: seed.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    }

    /// What looks like a placeholder and is none, such as `{hexx:20}`; nil if there is nothing of the kind. It would stand
    /// for itself, and a near-miss with it always pass.
    package static func misspelt(in template: String) -> String? {
        for match in template.matches(of: /\{([A-Za-z][A-Za-z0-9-]*):([0-9]+)(\}?)/)
        where match.3.isEmpty || alphabet(String(match.1)) == nil || (Int(match.2) ?? .max) > 65_536 {
            return String(match.0)
        }
        return nil
    }

    /// Equal templates give different texts, one after the other.
    package mutating func expand(_ template: String) -> String {
        var result: [UInt8] = []
        var rest = Array(template.utf8)[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
            result += rest[..<open]
            guard let close = Self.end(of: rest, from: open),
                let text = expansion(of: String(decoding: rest[(open + 1)..<close], as: UTF8.self), after: result)
            else {
                result.append(rest[open])
                rest = rest[(open + 1)...]
                continue
            }
            result += text
            rest = rest[(close + 1)...]
        }
        return String(decoding: result + rest, as: UTF8.self)
    }

    /// The brace that closes a placeholder; a class in brackets may hold braces of its own.
    private static func end(of text: ArraySlice<UInt8>, from open: Int) -> Int? {
        var start = open + 1
        if start < text.endIndex, text[start] == UInt8(ascii: "[") {
            guard let bracket = text[start...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
            start = bracket
        }
        return text[start...].firstIndex(of: UInt8(ascii: "}"))
    }

    private mutating func expansion(of placeholder: String, after text: [UInt8]) -> [UInt8]? {
        if let colon = placeholder.lastIndex(of: ":"), let count = Int(placeholder[placeholder.index(after: colon)...]),
            count <= 65_536
        {
            return Self.alphabet(String(placeholder[..<colon])).map { random(count, of: $0) }
        }
        return special(placeholder, after: text)
    }

    private mutating func special(_ name: String, after text: [UInt8]) -> [UInt8]? {
        switch name {
        case "uuid":
            let hex = Self.alphabet("hex") ?? []
            let parts = [
                random(8, of: hex), random(4, of: hex), [UInt8(ascii: "4")] + random(3, of: hex),
                [UInt8(ascii: "a")] + random(3, of: hex), random(12, of: hex),
            ]
            return Array(parts.joined(separator: [UInt8(ascii: "-")]))
        case "github-crc32", "npm-crc32", "crc32":
            return TokenChecksums.base62(of: text)
        case "grafana-crc32": return TokenChecksums.grafana(of: text)
        case "gitlab-crc32": return TokenChecksums.gitLab(of: text)
        case "word": return Array(SampleWords.word(using: &generator).utf8)
        case "Word":
            let word = SampleWords.word(using: &generator)
            return Array((word.prefix(1).uppercased() + word.dropFirst()).utf8)
        case "aws-key-id": return Array("AKIA".utf8) + random(16, of: Self.alphabet("base32") ?? [])
        default: return SampleBlocks.block(name, using: &generator)
        }
    }

    private mutating func random(_ count: Int, of alphabet: [UInt8]) -> [UInt8] {
        (0..<count).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
    }

    /// Named alphabets, and classes written out: `[A-Za-z0-9_-]`.
    private static func alphabet(_ name: String) -> [UInt8]? {
        let digits = Array("0123456789".utf8)
        let lower = Array("abcdefghijklmnopqrstuvwxyz".utf8)
        let upper = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        switch name {
        case "digits": return digits
        case "lower": return lower
        case "upper": return upper
        case "letters": return lower + upper
        case "hex": return digits + lower.prefix(6)
        case "HEX": return digits + upper.prefix(6)
        case "base32": return upper + Array("234567".utf8)
        case "base58": return (digits + upper + lower).filter { !"0OIl".utf8.contains($0) }
        case "base62": return digits + upper + lower
        case "lower-digits": return lower + digits
        case "upper-digits": return upper + digits
        case "base64": return upper + lower + digits + Array("+/".utf8)
        case "base64url": return upper + lower + digits + Array("-_".utf8)
        default:
            return name.hasPrefix("[") && name.hasSuffix("]")
                ? members(of: Array(name.utf8.dropFirst().dropLast())) : nil
        }
    }

    private static func members(of text: [UInt8]) -> [UInt8]? {
        var members: [UInt8] = []
        var index = 0
        while index < text.count {
            if index + 2 < text.count, text[index + 1] == UInt8(ascii: "-"), text[index] <= text[index + 2] {
                members += Array(text[index]...text[index + 2])
                index += 3
            } else {
                members.append(text[index])
                index += 1
            }
        }
        return members.isEmpty ? nil : members
    }
}
