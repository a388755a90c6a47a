/// Remote URLs as they may be printed.
enum RemoteURL {
    static func withoutCredentials(_ url: String) -> String {
        guard let scheme = url.range(of: "://") else {
            // scp form, user@host:path: the user is no secret, anything with a colon before the @ may be.
            guard let at = url.firstIndex(of: "@"), url[..<at].contains(":") else { return url }
            return String(url[url.index(after: at)...])
        }
        let rest = url[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else { return withoutQuery(url) }
        return withoutQuery(url[..<scheme.upperBound] + rest[rest.index(after: at)...])
    }

    private static func withoutQuery(_ url: some StringProtocol) -> String {
        String(url.prefix { $0 != "?" && $0 != "#" })
    }
}

extension StringProtocol {
    /// Where `text` first stands.
    func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
