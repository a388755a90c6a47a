/// A URL that a repository can be fetched from, without credentials in it.
package struct CloneURL: Sendable, Hashable {
    /// Why a text is no URL to clone from.
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    /// As it is given to libgit2.
    package let text: String
    /// The same for every way to write it: scheme and host in lower case, no default port, no `.git`, no slash at the end.
    package let normalised: String
    /// The path of a `file:` URL.
    let localPath: String?

    private static let defaultPorts = ["https": ":443", "http": ":80", "ssh": ":22"]

    /// Takes `scheme://…` and `user@host:path`. Throws for a password in it, and for a user whom the way there does not
    /// need.
    package init(_ text: String) throws(Fault) {
        guard let scheme = text.firstRange(of: "://") else {
            // user@host:path, as scp has it
            guard let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") else {
                throw Fault(description: "“\(text)” is no clone URL; use https://, ssh://, file:// or user@host:path")
            }
            let path = text[text.index(after: colon)...].drop { $0 == "/" }
            self.text = text
            normalised = Self.normalise("ssh", String(text[..<colon]), "/" + path)
            localPath = nil
            return
        }
        let name = text[..<scheme.lowerBound].lowercased()
        let rest = text[scheme.upperBound...]
        let authority = String(rest.prefix { $0 != "/" })
        let path = String(rest.dropFirst(authority.count))
        guard ["https", "http", "ssh", "file"].contains(name) else {
            throw Fault(description: "“\(name)” URLs cannot be fetched; use https, ssh or file")
        }
        let user = authority.split(separator: "@").first.map(String.init) ?? ""
        if authority.contains("@"), name != "ssh" || user.contains(":") {
            // The message must not repeat it.
            throw Fault(description: "a clone URL holds no user and no password; `credentials` says where they are")
        }
        if path.contains("?") || path.contains("#") {
            throw Fault(description: "a clone URL has no query and no fragment")
        }
        self.text = text
        normalised = Self.normalise(name, authority, path)
        localPath = name == "file" ? path : nil
    }

    /// Whether it is meant for one, and not for a path.
    package static func looksLikeURL(_ text: String) -> Bool {
        if text.contains("://") { return true }
        guard let at = text.firstIndex(of: "@"), let colon = text.firstIndex(of: ":"), at < colon else { return false }
        return !text[..<colon].contains("/")
    }

    private static func normalise(_ scheme: String, _ authority: String, _ path: String) -> String {
        let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
        var host = (parts.last ?? "").lowercased()
        if let port = defaultPorts[scheme], host.hasSuffix(port) { host.removeLast(port.count) }
        var segments = path.split(separator: "/").map(String.init)
        if scheme != "file", let last = segments.last, last.hasSuffix(".git"), last.count > 4 {
            segments[segments.count - 1].removeLast(4)
        }
        let user = parts.count > 1 ? parts[0] + "@" : ""
        return "\(scheme)://\(user)\(host)/\(segments.joined(separator: "/"))"
    }
}
