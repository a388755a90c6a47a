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
    /// One of these stands in each of them.
    private static let hints: [StaticString] = [":allow", "ignore", "pragma:"]

    /// Whether a marker stands on the lines of `lines`. What it says, `InlineMarkers` tells.
    static func isPresent(in content: UnsafeRawBufferPointer, lines: ByteSpan) -> Bool {
        guard let base = content.baseAddress else { return false }
        let line = base + lines.start
        let mayBe = hints.contains { rollcall_find(line, lines.count, $0.utf8Start, $0.utf8CodeUnitCount) >= 0 }
        return mayBe && onTheLine.contains { rollcall_find(line, lines.count, $0, $0.count) >= 0 }
    }
}

/// Whether a marker stands on the line of a match, remembered for the next match: a line may have a megabyte, and
/// thousands of matches. Of one content only.
struct MarkedLine {
    private var line = ByteSpan(0, -1)
    private var isMarked = false
    /// Of longer lines nothing is remembered, for those who do not see all of them at each match.
    private let greatestLine: Int

    init(upTo greatestLine: Int = .max) { self.greatestLine = greatestLine }

    /// - Parameter window: no byte outside of it is looked at.
    mutating func isPresent(around whole: ByteSpan, in content: UnsafeRawBufferPointer, window: ByteSpan) -> Bool {
        if line.start <= whole.start, whole.end <= line.end { return isMarked }
        // Of a line with a megabyte its ends are not looked for at each match.
        let seen = ByteSpan(min(window.start, whole.start), min(max(window.end, whole.end), content.count))
        let text = UnsafeRawBufferPointer(rebasing: content[seen.start..<seen.end])
        let lines = ByteSpan(
            seen.start + LineFinder.start(before: whole.start - seen.start, in: text),
            seen.start + LineFinder.end(after: whole.end - seen.start, in: text))
        let found = InlineMarker.isPresent(in: content, lines: lines)
        // Of several lines, another match may have some only; of a part of a line likewise.
        if lines.count <= greatestLine, Self.isOneLine(lines, in: content) { (line, isMarked) = (lines, found) }
        return found
    }

    private static func isOneLine(_ span: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        (span.start == 0 || content[span.start - 1] == UInt8(ascii: "\n"))
            && LineFinder.end(after: span.start, in: content) == span.end
    }
}
