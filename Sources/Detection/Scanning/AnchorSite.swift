internal import Model

/// Where an anchor stands in a content, which is borrowed.
struct AnchorSite {
    let content: UnsafeRawBufferPointer
    let anchor: ByteSpan
    /// The line on which the anchor begins, without its line feed.
    let line: ByteSpan

    /// What a rule looks at.
    func window(of rule: RuleLibrary.HotRule) -> AnchorWindow {
        var end = line.end
        for _ in 0..<rule.lines where end < content.count && end - anchor.end < rule.after {
            end = LineFinder.end(after: end + 1, in: content)
        }
        return AnchorWindow(
            site: self, lines: ByteSpan(line.start, end), from: anchor.start - rule.before, to: anchor.end + rule.after)
    }
}

/// What is looked at around an anchor.
struct AnchorWindow {
    let site: AnchorSite
    /// The lines that it may reach into, without the last one's line feed.
    let lines: ByteSpan
    /// What may be read of them: of long lines only what is near.
    let span: ByteSpan

    init(site: AnchorSite, lines: ByteSpan, from start: Int, to end: Int) {
        self.site = site
        self.lines = lines
        span = ByteSpan(max(lines.start, start), max(site.anchor.end, min(lines.end, end)))
    }

    /// What decides about matches found in it, see `Match.window`.
    var deciding: ByteSpan { deciding(upTo: span.end) }

    /// The same where more of the lines was read than the window holds.
    func deciding(upTo end: Int) -> ByteSpan {
        Self.deciding(of: lines, around: site.anchor, looked: ByteSpan(span.start, end))
    }

    /// Whole lines with their line feeds, without what of long ones is too far away to decide. One more than the content's
    /// bytes where the content's end was looked at.
    /// - Parameters:
    ///   - lines: without the last one's line feed.
    ///   - looked: what of them was read.
    static func deciding(of lines: ByteSpan, around anchor: ByteSpan, looked: ByteSpan) -> ByteSpan {
        let reach = RuleLibrary.greatestWindow
        return ByteSpan(
            max(lines.start, min(anchor.start - reach, looked.start - RuleLibrary.greatestLookBehind)),
            min(lines.end + 1, max(anchor.end + reach, looked.end + 1)))
    }
}
