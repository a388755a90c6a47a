internal import Model

/// A nonce that everybody reads who reads the message or the page.
extension KeyedValue {
    var isToldToEverybody: Bool { isOfChallenge || isOfScript || isOfAddress || isOfKeyStore }

    /// `"kdfparams": {"dklen": 32, "n": 262144, …, "salt": "…"}`: it stands beside what it protects, a key encrypted with a
    /// password, as stores of one key have it.
    ///
    /// `"hashedSaltedValue": "…", "salt": "…", "hashIterations": 27500` of Keycloak: beside the hash that it belongs to.
    private var isOfKeyStore: Bool {
        guard text.has("salt", at: key.start), key.count == 4 else { return false }
        return (max(text.start, key.start - 160)..<min(text.end, site.span.end + 160)).contains {
            text.has("\"dklen\"", at: $0) || text.has("\"hashiterations", at: $0)
                || text.has("\\\"hashiterations", at: $0)
        }
    }

    /// `…&nonce=…` of an address that leads to a log-in (OpenID Connect): a browser shows it.
    private var isOfAddress: Bool {
        text[key.start - 1] == UInt8(ascii: "&") && key.count == 5 && text.has("nonce=", at: key.start)
    }

    /// `Digest realm="x", nonce="…"`, `oauth_nonce="…"`, `\"nonce\":\"…\"`: everybody who reads the message reads it.
    private var isOfChallenge: Bool {
        guard text.has("nonce", at: key.end - 5) else { return false }
        if text.has("oauth_", at: key.start) || text.has("cnonce", at: key.end - 6) { return true }
        if text[key.end] == UInt8(ascii: "\\"), text[front] == UInt8(ascii: "\\") || text[front] == UInt8(ascii: ":") {
            return true
        }
        let words: [StaticString] = ["realm", "digest", "qop=", "oauth_", "authenticate", "mac id="]
        return (max(text.start, key.start - 200)..<min(text.end, site.span.end + 200)).contains { place in
            words.contains { text.has($0, at: place) }
        }
    }

    /// `<script nonce="…">`: a page tells it to everybody who reads it (Content Security Policy, level 3).
    private var isOfScript: Bool {
        guard text.has("nonce", at: key.start), key.count == 5 else { return false }
        var here = key.start - 1
        while here > key.start - 300, text[here] != UInt8(ascii: "<"), text[here] != UInt8(ascii: ">"),
            text[here] != UInt8(ascii: ";")
        { here -= 1 }
        guard text[here] == UInt8(ascii: "<") || text[here] == UInt8(ascii: ";") else { return false }
        return text.has("script", at: here + 1) || text.has("style", at: here + 1) || text.has("link", at: here + 1)
    }
}
