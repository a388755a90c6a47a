internal import Model

/// A run as the roll takes it.
struct RunDescription: Sendable {
    struct Target: Sendable {
        var source = ""
        var kind = ""
        var head: String?
        var headRef: String?
        var refsDigest: String?
        var remote: String?
        var isPart = false
    }

    struct Gap: Sendable {
        var source = ""
        var reason = ""
    }

    var toolVersion = ""
    var rulesDigest = ""
    var key: String?
    var targets: [Target] = []
    var findingCount = 0
    var artefactCount: Int?
    var isComplete = true
    var entries: [Gap] = []
    var started: Int64 = 0
    var finished: Int64 = 0
    /// The line as it stands in the findings file.
    var document = ""

    /// Sources of which something could not be read, or all of them if the entries do not say which.
    var incompleteSources: Set<String>? {
        if isComplete { return [] }
        let named = Set(entries.filter { Coverage.Reason(rawValue: $0.reason)?.isGap ?? true }.map(\.source))
        return named.isEmpty ? nil : named
    }
}

/// What a source is called in the roll, whatever folder or machine it was scanned in.
package enum SourceName {
    /// `host/owner/name` of a remote; the name as given where there is none.
    package static func canonical(_ named: String, remote: String?) -> String {
        guard let remote, !remote.isEmpty else { return named }
        var text = Substring(remote)
        if let scheme = text.firstRange(of: "://") {
            let isFile = text.hasPrefix("file://")
            text = text[scheme.upperBound...]
            if isFile { return trimmed(text) }
            let authority = text.prefix { $0 != "/" }
            let host = authority.split(separator: "@").last.map { $0.prefix { $0 != ":" } } ?? authority
            return trimmed(Substring(host.lowercased() + text.dropFirst(authority.count)))
        }
        // scp form, user@host:path; anything else is a path.
        if let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") {
            let host = text[..<colon].split(separator: "@").last ?? text[..<colon]
            let path = text[text.index(after: colon)...].drop { $0 == "/" }
            return trimmed(Substring(host.lowercased() + "/" + path))
        }
        return trimmed(text)
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.count > 1, text.last == "/" { text.removeLast() }
        if text.hasSuffix(".git"), !text.hasSuffix("/.git"), text.count > 4 { text.removeLast(4) }
        return String(text)
    }
}
