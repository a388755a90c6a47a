internal import Model

/// Words for passwords in URLs: `default:secret@mysql` opens what runs beside it, as the same word in an
/// assignment does; `user:password@host` is how documentation writes URLs.
enum URLPassword {
    private static let words: [StaticString] = ["secret", "password", "foobar"]
    private static let users: Set<String> = [
        "user", "username", "usr", "uname", "user1", "name", "login", "me", "foo", "bar", "test", "example", "id",
        "account", "client", "key", "token", "api", "u", "x", "a", "someuser", "someone", "dbuser", "db_user", "uid",
    ]
    private static let hosts: Set<String> = [
        "host", "hostname", "server", "servername", "domain", "dbhost", "db_host", "example", "proxy", "address", "ip",
        "site", "url", "somehost", "dbserver", "machine", "h", "host1", "hostspec", "endpoint",
    ]

    /// Whether such a word stands between a user of somebody's own and a host of the same machine or network.
    static func isWeak(_ secret: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        let text = WindowText(content, from: max(0, secret.start - 80), to: min(content.count, secret.end + 80))
        guard text[secret.start - 1] == UInt8(ascii: ":"), text[secret.end] == UInt8(ascii: "@"),
            words.contains(where: { $0.utf8CodeUnitCount == secret.count && text.has($0, at: secret.start) })
        else { return false }
        var start = secret.start - 1
        while isPart(text[start - 1]) { start -= 1 }
        var end = secret.end + 1
        while isPart(text[end]) { end += 1 }
        let (user, host) = (ByteSpan(start, secret.start - 1), ByteSpan(secret.end + 1, end))
        guard text.has("//", at: start - 2), user.count >= 2, host.count >= 2, isNear(text, host) else { return false }
        return !users.contains(word(text, user)) && !hosts.contains(word(text, host))
            && !isYours(text, user) && !isYours(text, host)
    }

    private static func isPart(_ byte: UInt8) -> Bool { ByteClass.isName(byte) || byte == UInt8(ascii: ".") }

    /// A name without a domain, or an address.
    private static func isNear(_ text: WindowText, _ host: ByteSpan) -> Bool {
        let span = host.start..<host.end
        return !span.contains { text[$0] == UInt8(ascii: ".") }
            || span.allSatisfy { text[$0] == UInt8(ascii: ".") || ByteClass.isDigit(text[$0]) }
    }

    private static func isYours(_ text: WindowText, _ span: ByteSpan) -> Bool {
        text.has("your", at: span.start) || text.has("my", at: span.start) && !text.has("mysql", at: span.start)
    }

    private static func word(_ text: WindowText, _ span: ByteSpan) -> String {
        String(decoding: (span.start..<span.end).map { text[$0] }, as: UTF8.self).lowercased()
    }
}
