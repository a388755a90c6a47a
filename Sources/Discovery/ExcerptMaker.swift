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
        let line = lines.index(of: secret.start)
        var shown: [Excerpt.Line] = []
        if line > 0, let before = self.line(line - 1, marking: nil) { shown.append(before) }
        if let own = self.line(line, marking: secret) { shown.append(own) }
        return Excerpt(lines: shown)
    }

    private func line(_ index: Int, marking secret: ByteSpan?) -> Excerpt.Line? {
        guard var span = lines.span(index) else { return nil }
        while span.end > span.start, content[span.end - 1] == 0x0A || content[span.end - 1] == 0x0D { span.end -= 1 }
        let center = secret ?? ByteSpan(span.start, span.start)
        let first = max(span.start, center.start - Self.reach)
        let last = min(span.end, max(center.start, min(center.end, span.end)) + Self.reach)
        var text = first > span.start ? "…" : ""
        var highlight: ByteSpan?
        var position = first
        for hidden in secrets where hidden.start < last && hidden.end > position {
            if hidden.start > position { text += plain(position, hidden.start) }
            // A secret that began on an earlier line shows nothing here but that it goes on.
            let replacement = hidden.start < first ? "…" : Redaction.text(for: Array(content[hidden.start..<hidden.end]))
            let start = text.utf8.count
            text += replacement
            if let secret, hidden.contains(secret) { highlight = ByteSpan(start, text.utf8.count) }
            position = min(hidden.end, last)
        }
        if position < last { text += plain(position, last) }
        if last < span.end { text += "…" }
        return Excerpt.Line(number: index + 1, text: text, highlight: highlight)
    }

    private func plain(_ start: Int, _ end: Int) -> String { String(decoding: content[start..<end], as: UTF8.self) }
}
