internal import Model
internal import RuleFormat

/// A password within a form that is known by its signs alone: a URL, a header, a command. The form is as sure around
/// `kong:kong` as around anything; what stands in it is judged as any password is.
enum FormPassword {
    static func evidence(
        of secret: ByteSpan, whole: ByteSpan, in content: UnsafeRawBufferPointer, rule: Rule
    ) -> EvidenceSet {
        guard kinds.contains(rule.definition.kind), secret.count <= longest else { return [] }
        let bytes = UnsafeRawBufferPointer(rebasing: content[secret.start..<secret.end])
        guard rule.checks.contains(.basicCredentials) else {
            let text = WindowText(content, from: whole.start, to: min(content.count, secret.end + 256))
            return judge(bytes, account: account(text, secret), host: host(text, secret))
        }
        guard let plain = Base64Text.decode(bytes), let colon = plain.firstIndex(of: UInt8(ascii: ":")) else {
            return []
        }
        return plain.withUnsafeBytes { plain in
            judge(
                UnsafeRawBufferPointer(rebasing: plain[(colon + 1)...]),
                account: String(decoding: plain[..<colon], as: UTF8.self), host: "")
        }
    }

    private static let kinds: Set<String> = ["password", "database-credential", "connection-string"]
    /// What is longer nobody thinks up.
    private static let longest = 200
    /// Accounts that everybody has (RFC 1635).
    private static let everybody: Set<String> = ["anonymous", "ftp"]

    private static func judge(_ password: UnsafeRawBufferPointer, account: String, host: String) -> EvidenceSet {
        guard !password.isEmpty else { return [] }
        let account = account.lowercased()
        let shape = ValueShape(password)
        var evidence: EvidenceSet = []
        if everybody.contains(account) { evidence.insert(.publishable) }
        let readsLikeWords = ValueJudge.looksLikeWords(shape)
        if readsLikeWords { evidence.insert(.looksLikeWords) }
        if isGuessable(password, shape, account: account) || !ValueJudge.looksRandom(shape) && isExample(host) {
            evidence.insert(.guessable)
        }
        return evidence
    }

    /// What a standard set apart for documentation and tests (RFC 2606).
    private static func isExample(_ host: String) -> Bool {
        let names = ["example.com", "example.org", "example.net"]
        return names.contains { host == $0 || host.hasSuffix("." + $0) }
            || [".example", ".invalid", ".test"].contains(where: host.hasSuffix)
    }

    private static func isGuessable(
        _ password: UnsafeRawBufferPointer, _ shape: ValueShape, account: String
    ) -> Bool {
        if StandIn.matches(password) { return true }
        if Placeholder.verdict(WindowText(password, from: 0, to: password.count), shape) != .none { return true }
        if shape.letters == shape.count, shape.count <= 4 || shape.count <= 16 && shape.likeness.mean >= 190 {
            return true
        }
        return password.count <= 40 && isMadeOfWords(password, account: account)
    }

    private static let words = [
        "password", "passwd", "pass", "pwd", "pw", "secret", "token", "key", "api", "auth", "user", "username", "admin",
        "root", "login", "name", "test", "fake", "dummy", "demo", "example", "sample", "foo", "bar", "baz", "my",
        "your",
        "the", "new", "old", "wrong", "right", "good", "bad", "some", "default", "local", "dev", "db", "client",
        "server", "legacy", "qwerty", "welcome", "letmein", "guest", "change", "me", "id", "updated", "hello", "world",
        "abc",
    ]

    /// `pass+`, `secret123`, `kong_password` of `kong`: such words and the account's own name, a few digits, signs.
    private static func isMadeOfWords(_ password: UnsafeRawBufferPointer, account: String) -> Bool {
        let own = account.split { !$0.isLetter }.map(String.init).filter { $0.utf8.count >= 3 }
        let known = (Self.words + own).sorted { $0.utf8.count > $1.utf8.count }
        let text = WindowText(password, from: 0, to: password.count)
        var (place, digits, signs, found) = (0, 0, 0, 0)
        while place < password.count {
            let byte = password[place]
            if let word = known.first(where: { has(text, $0, at: place) }) {
                place += word.utf8.count
                found += 1
                continue
            }
            guard !ByteClass.isLetter(byte), byte < 0x80 else { return false }
            if ByteClass.isDigit(byte) { digits += 1 } else { signs += 1 }
            place += 1
        }
        return found > 0 && digits <= 5 && signs <= 3
    }

    private static func has(_ text: WindowText, _ word: String, at place: Int) -> Bool {
        place + word.utf8.count <= text.end
            && word.utf8.enumerated().allSatisfy { text.folded(place + $0.offset) == $0.element }
    }

    /// `ada` in `//ada:…@host`, `-u ada:…`, `login ada password …`.
    private static func account(_ text: WindowText, _ secret: ByteSpan) -> String {
        if text[secret.start - 1] == UInt8(ascii: ":") {
            var start = secret.start - 1
            while start > text.start, isOfAccount(text[start - 1]) { start -= 1 }
            return name(text, start, secret.start - 1)
        }
        return word(behind: "login ", text, secret)
    }

    /// `h` in `…@h:80/`, `machine h login …`.
    private static func host(_ text: WindowText, _ secret: ByteSpan) -> String {
        guard text[secret.end] == UInt8(ascii: "@") else { return word(behind: "machine ", text, secret) }
        var end = secret.end + 1
        while isOfAccount(text[end]) { end += 1 }
        return name(text, secret.end + 1, end)
    }

    private static func word(behind sign: StaticString, _ text: WindowText, _ secret: ByteSpan) -> String {
        guard let start = (text.start..<secret.start).last(where: { text.has(sign, at: $0) }) else { return "" }
        let first = text.skippingBlanks(start + sign.utf8CodeUnitCount)
        var end = first
        while end < secret.start, text[end] > 0x20 { end += 1 }
        return name(text, first, end)
    }

    private static func isOfAccount(_ byte: UInt8) -> Bool {
        ByteClass.isName(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
    }

    private static func name(_ text: WindowText, _ start: Int, _ end: Int) -> String {
        String(decoding: (start..<max(start, end)).map { text[$0] }, as: UTF8.self).lowercased()
    }
}
