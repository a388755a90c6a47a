internal import Model

/// Names of two or three letters that may be anything, and name a credential where the value is as long and mixed as one:
/// the secret key of the pairs that SDKs of Huawei, Alibaba and Volcengine take (`ak`, `sk`), personal access tokens
/// (`GITHUB_PAT`), what signs in (`auth`).
enum AbbreviatedName {
    private static let shortestKey = 28
    private static let shortestToken = 20
    private static let longest = 120

    static func verdict(_ text: WindowText, _ key: KeySite, _ site: ValueSite) -> KeyLexicon.Verdict? {
        if endsIn("sk", text, key) {
            let isAlone = key.name.count == 2
            guard site.span.count >= shortestKey, isDrawn(text, site.span), !isAlone || hasAccessKey(text, key) else {
                return nil
            }
            return KeyLexicon.Verdict(kind: .accessKey, evidence: [.keyNamesSecret])
        }
        if isName("auth", text, key) || isName("authentication", text, key) || isName("auth_code", text, key)
            || isName("authcode", text, key)
        {
            guard site.span.count >= shortestToken, isDrawn(text, site.span) else { return nil }
            return KeyLexicon.Verdict(kind: .authorization, evidence: [.keyNamesSecret])
        }
        guard endsIn("pat", text, key), key.name.count > 3, site.span.count >= shortestToken, isDrawn(text, site.span)
        else { return nil }
        return KeyLexicon.Verdict(kind: .token, evidence: [.keyNamesSecret])
    }

    private static func isName(_ word: StaticString, _ text: WindowText, _ key: KeySite) -> Bool {
        key.name.count == word.utf8CodeUnitCount && text.has(word, at: key.name.start)
    }

    /// Whether it is the name, or the last of its words.
    private static func endsIn(_ word: StaticString, _ text: WindowText, _ key: KeySite) -> Bool {
        let start = key.name.end - word.utf8CodeUnitCount
        guard start >= key.name.start, text.has(word, at: start) else { return false }
        return start == key.name.start || !ByteClass.isAlphanumeric(text[start - 1])
            || ByteClass.isUpper(text[start]) && ByteClass.isLower(text[start - 1])
    }

    /// Letters, digits and the signs of base64; slashes part the names of a path, which has capitals seldom.
    private static func isDrawn(_ text: WindowText, _ span: ByteSpan) -> Bool {
        guard span.count <= longest else { return false }
        var (upper, lower, digits, slashes) = (0, 0, 0, 0)
        for index in span.start..<span.end {
            switch text[index] {
            case let byte where ByteClass.isUpper(byte): upper += 1
            case let byte where ByteClass.isLower(byte): lower += 1
            case let byte where ByteClass.isDigit(byte): digits += 1
            case UInt8(ascii: "/"): slashes += 1
            case UInt8(ascii: "+"), UInt8(ascii: "="): break
            default: return false
            }
        }
        return digits >= 3 && upper + lower >= 3 && (slashes == 0 || upper >= 3 && lower >= 3)
    }

    /// Whether `ak` is a name on the key's line, the one before or the two behind.
    private static func hasAccessKey(_ text: WindowText, _ key: KeySite) -> Bool {
        let line = text.lineStart(key.name.start)
        let start = line > text.start ? text.lineStart(line - 1) : line
        let end = text.lineEnd(text.lineEnd(text.lineEnd(key.name.end) + 1) + 1)
        return (max(start, key.name.start - 400)..<min(end, key.name.end + 400)).contains {
            text.has("ak", at: $0) && !ByteClass.isAlphanumeric(text[$0 - 1]) && !ByteClass.isAlphanumeric(text[$0 + 2])
        }
    }
}
