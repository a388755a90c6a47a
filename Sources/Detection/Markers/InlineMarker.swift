internal import CBytes
internal import Model


/// Markers by which the authors of a file say that a secret in it is meant to be there.
enum InlineMarker {
    private static let markers = [
        "rollcall:allow", "gitleaks:allow", "betterleaks:allow", "trufflehog:ignore", "kingfisher:ignore", "ggignore",
        "pragma: allowlist secret", "pragma: whitelist secret",
    ].map { Array($0.utf8) }

    /// Whether a marker stands on the lines of `lines`.
    static func isPresent(in content: UnsafeRawBufferPointer, lines: ByteSpan) -> Bool {
        guard let base = content.baseAddress else { return false }
        return markers.contains { memmem(base + lines.start, lines.count, $0, $0.count) != nil }
    }
}
