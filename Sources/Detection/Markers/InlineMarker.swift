internal import CBytes
internal import Model

/// Markers by which the authors of a file say that a secret in it is meant to be there.
enum InlineMarker {
    static let own = "rollcall:allow"
    static let nextLine = "rollcall:allow-next-line"
    static let begin = "rollcall:allow-begin"
    static let end = "rollcall:allow-end"
    /// Those people already have, for their own line.
    static let foreign = [
        "gitleaks:allow", "betterleaks:allow", "trufflehog:ignore", "kingfisher:ignore", "ggignore",
        "pragma: allowlist secret", "pragma: whitelist secret",
    ]
    /// And for the next.
    static let foreignNextLine = ["pragma: allowlist nextline secret", "pragma: whitelist nextline secret"]

    private static let onTheLine = ([own] + foreign).map { Array($0.utf8) }

    /// Whether a marker stands on the lines of `lines`. What it says, `InlineMarkers` tells.
    static func isPresent(in content: UnsafeRawBufferPointer, lines: ByteSpan) -> Bool {
        guard let base = content.baseAddress else { return false }
        return onTheLine.contains { memmem(base + lines.start, lines.count, $0, $0.count) != nil }
    }
}
