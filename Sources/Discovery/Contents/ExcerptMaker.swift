internal import Model

/// Shows the line of a secret and the one before it, every secret in them redacted.
struct ExcerptMaker {
    let content: UnsafeRawBufferPointer
    let lines: LineTable
    /// All secrets of the content, in order of place, apart from each other: what overlaps is hidden as one.
    let secrets: [ByteSpan]

    /// Longer lines are cut around the secret; bytes.
    private static let reach = 160

    func excerpt(for secret: ByteSpan) -> Excerpt {
        var shown: [Excerpt.Line] = []
        // Two more, so that a cut line is seen to go on.
        let own = lines.span(around: secret.start, limit: secret.end + Self.reach + 2)
        if own.start > 0 {
            let before = lines.span(around: own.start - 1, limit: own.start)
            shown.append(line(before, number: lines.position(of: own.start - 1).line, marking: nil))
        }
        shown.append(line(own, number: lines.position(of: secret.start).line, marking: secret))
        return Excerpt(lines: shown)
    }

    private func line(_ line: ByteSpan, number: Int, marking secret: ByteSpan?) -> Excerpt.Line {
        var span = line
        if span.end == content.count || content[span.end - 1] == 0x0A {
            while span.end > span.start, content[span.end - 1] == 0x0A || content[span.end - 1] == 0x0D {
                span.end -= 1
            }
        }
        let center = secret ?? ByteSpan(span.start, span.start)
        let first = max(span.start, center.start - Self.reach)
        let last = min(span.end, max(center.start, min(center.end, span.end)) + Self.reach)
        var text = first > span.start ? "…" : ""
        var highlight: ByteSpan?
        var position = first
        // A dump has a hundred thousand secrets, and as many excerpts.
        for hidden in secrets[secrets.partitioningIndex { $0.end > first }...] where hidden.end > position {
            if hidden.start >= last { break }
            if hidden.start > position { text += plain(position, hidden.start) }
            // A secret that began on an earlier line shows nothing here but that it goes on.
            let replacement =
                hidden.start < first ? "…" : Redaction.text(for: Array(content[hidden.start..<hidden.end]))
            let start = text.utf8.count
            text += replacement
            if let secret, hidden.contains(secret) { highlight = ByteSpan(start, text.utf8.count) }
            position = min(hidden.end, last)
        }
        if position < last { text += plain(position, last) }
        if last < span.end { text += "…" }
        return Excerpt.Line(number: number, text: text, highlight: highlight)
    }

    private func plain(_ start: Int, _ end: Int) -> String { String(decoding: content[start..<end], as: UTF8.self) }
}
