internal import Model

/// The name around an anchor: where it stands and how it is written.
struct KeySite {
    /// The part of the identifier that holds the anchor: no quotes, no leading dashes, no dots.
    var name: ByteSpan
    /// Behind the name and its member suffixes (`.value`).
    var end: Int
    /// The quote right before the name; 0 if there is none.
    var quote: UInt8
    /// `-` before the name, as in `--password`.
    var dashes: Int
    /// The byte before the name, its dashes and its quote.
    var before: UInt8

    /// Longer names are data, not names.
    private static let limit = 80

    /// Names of two words in languages that have no other for a password, as the anchors have them.
    private static let phrases: [StaticString] = ["mật khẩu", "kata sandi", "كلمة المرور", "كلمة السر"]

    private static func phrase(_ text: WindowText, _ hit: ByteSpan) -> StaticString? {
        guard hit.count >= 10 else { return nil }
        return phrases.first { $0.utf8CodeUnitCount == hit.count && text.has($0, at: hit.start) }
    }

    /// `：`, `，`, `。`, `（`, the wide blank: what ends a name or a value in Chinese and Japanese texts.
    static func isWideMark(_ text: WindowText, _ here: Int) -> Bool {
        let (second, third) = (text[here + 1], text[here + 2])
        switch text[here] {
        case 0xE3: return second == 0x80 && (third <= 0x82 || third >= 0x88 && third <= 0x91)
        case 0xEF:
            return second == 0xBC
                && (third == 0x9A || third == 0x8C || third == 0x88 || third == 0x89 || third == 0x9B || third == 0x81)
        default: return false
        }
    }

    /// `：`, which ends a name in Chinese and Japanese texts.
    static func isWideColon(_ text: WindowText, _ here: Int) -> Bool {
        text[here] == 0xEF && text[here + 1] == 0xBC && text[here + 2] == 0x9A
    }

    /// `db.password.root`, `password.1`: whose password it is.
    private static func isAccount(_ text: WindowText, _ name: ByteSpan, of key: Int) -> Bool {
        guard text.has("password", at: key - 8) || text.has("passwd", at: key - 6) || text.has("pwd", at: key - 3)
        else {
            return false
        }
        if name.count <= 2, (name.start..<name.end).allSatisfy({ ByteClass.isDigit(text[$0]) }) { return true }
        let accounts: [StaticString] = ["root", "admin", "master", "slave", "replica", "backup", "all", "oracle"]
        return accounts.contains { $0.utf8CodeUnitCount == name.count && text.has($0, at: name.start) }
            || text.has("user", at: name.start) && name.count <= 6
    }

    /// `secret.key.aes`, `jwt.secret.hmac`: what the key is for.
    private static func isAlgorithm(_ text: WindowText, _ name: ByteSpan, of key: Int) -> Bool {
        guard text.has("key", at: key - 3) || text.has("secret", at: key - 6) else { return false }
        let names: [StaticString] = ["aes", "jwt", "hmac", "rsa", "des", "sm4"]
        // `secret.key` goes on.
        if name.count == 3, text.has("key.", at: name.start), text.has("secret", at: key - 6) { return true }
        return names.contains { $0.utf8CodeUnitCount == name.count && text.has($0, at: name.start) }
    }

    /// Whether it has letters beyond ASCII, as names in programs hardly have: what is told with it is prose.
    func isForeign(in text: WindowText) -> Bool { (name.start..<name.end).contains { text[$0] >= 0x80 } }

    init?(_ text: WindowText, around hit: ByteSpan) {
        var first = hit.start
        while first > hit.start - Self.limit, ByteClass.isName(text[first - 1]),
            text[first - 1] < 0x80 || !Self.isWideMark(text, first - 3)
        {
            first -= 1
        }
        guard first > hit.start - Self.limit else { return nil }
        // A query in JSON: `…\\u0026page_token=x`
        if text[first - 1] == UInt8(ascii: "\\"), text.has("u0026", at: first), first + 5 <= hit.start { first += 5 }
        dashes = 0
        while text[first] == UInt8(ascii: "-"), first < hit.start { (first, dashes) = (first + 1, dashes + 1) }
        // The anchor may bring the key's end along: go back to the name.
        var last = hit.start
        while last < hit.start + Self.limit, ByteClass.isName(text[last]),
            text[last] < 0x80 || !Self.isWideMark(text, last)
        { last += 1 }
        if let phrase = Self.phrase(text, hit) { last = hit.start + phrase.utf8CodeUnitCount }
        guard last > hit.start, last < hit.start + Self.limit else { return nil }
        while last > hit.start + 1, text[last - 1] == UInt8(ascii: "-") { last -= 1 }
        end = last
        // name.value, name.default: still the name; name.length, name.url: another name.
        while text[end] == UInt8(ascii: "."), ByteClass.isName(text[end + 1]) {
            var here = end + 1
            while ByteClass.isName(text[here]), here - end < Self.limit { here += 1 }
            // name.equals("x") compares
            if text.has(".equals", at: end) { break }
            // secrets.db-password.owner = "ada"
            if text.has(".owner", at: end) { return nil }
            let suffix = ByteSpan(end + 1, here)
            guard
                KeyLexicon.isNeutral(WordHash(text, suffix)) || Self.isAccount(text, suffix, of: last)
                    || Self.isAlgorithm(text, suffix, of: end)
            else {
                return nil
            }
            end = here
        }
        // `api key: …`, `Secret Access Key = …`: the words before qualify the key.
        if text[first - 1] == 0x20, last - first == 3, text.has("key", at: first) {
            var words = 0
            while words < 2, text[first - 1] == 0x20, ByteClass.isLetter(text[first - 2]) {
                var begin = first - 1
                while ByteClass.isLetter(text[begin - 1]) { begin -= 1 }
                guard KeyLexicon.isQualifier(text, begin, first - 1) else { break }
                (first, words) = (begin, words + 1)
            }
        }
        name = ByteSpan(first, last)
        var outer = first - dashes - 1
        let opening = text[outer]
        quote = 0
        if ByteClass.isQuote(opening) {
            quote = opening
            outer -= text[outer - 1] == UInt8(ascii: "\\") ? 2 : 1
        } else if opening == UInt8(ascii: "@") || opening == UInt8(ascii: ":"), ByteClass.isQuote(text[outer - 1]),
            text[last] == text[outer - 1]
        {
            // a parameter of SQL: AddWithValue("@password", "x"), bindValue(':password', 'x')
            quote = text[outer - 1]
            outer -= 2
        } else if opening == UInt8(ascii: ";"), text.has("&quot;", at: outer - 5) {
            quote = UInt8(ascii: "\"")
            outer -= 6
        } else if opening == UInt8(ascii: ";"), text.has("&#39;", at: outer - 4) {
            quote = UInt8(ascii: "'")
            outer -= 5
        }
        before = text[outer]
    }
}
