internal import Model

/// What an anchor calls for where no rule of a provider knows the value: keys and values, columns of tables, UUIDs.
extension AnchorExaminer {
    mutating func examineGeneric(
        anchor: ByteSpan, line: ByteSpan, in content: UnsafeRawBufferPointer, into matches: inout [Match]
    ) {
        let (before, after) = (512, 2048)
        var window = line
        if line.start > 0 { window.start = LineFinder.start(before: line.start - 1, in: content) }
        for _ in 0..<RuleLibrary.genericReach where window.end < content.count {
            window.end = LineFinder.end(after: window.end + 1, in: content)
        }
        let lines = window
        window.start = max(window.start, anchor.start - before)
        window.end = max(anchor.end, min(window.end, anchor.end + after))
        let deciding = Self.deciding(of: lines, around: anchor, looked: window)
        let clippedLine = ByteSpan(max(line.start, window.start), min(line.end, window.end))
        candidates.removeAll(keepingCapacity: true)
        generic.candidates(in: content, hit: anchor, line: clippedLine, window: window, into: &candidates)
        for candidate in candidates {
            append(candidate, window: deciding, in: content, into: &matches)
        }
    }

    private mutating func append(
        _ candidate: GenericCandidate, window: ByteSpan, in content: UnsafeRawBufferPointer, into matches: inout [Match]
    ) {
        guard let index = library.genericRules[candidate.kind] else { return }
        append(
            rule: index, whole: candidate.whole, secret: candidate.secret, window: window, evidence: candidate.evidence,
            in: content, into: &matches)
    }

    /// - Returns: the lines that decided; nil if the anchor stands in no table's header.
    mutating func examineTable(
        anchor: ByteSpan, line: ByteSpan, in content: UnsafeRawBufferPointer, into matches: inout [Match]
    ) -> ByteSpan? {
        guard let column = tables.column(in: content, hit: anchor, line: line) else { return nil }
        let window = Self.lines(of: column.lines, in: content)
        if column.lines.end >= content.count, !column.candidates.isEmpty { endsInTable = true }
        for candidate in column.candidates { append(candidate, window: window, in: content, into: &matches) }
        return window
    }

    /// The UUIDs that end at a place, which have no anchor.
    mutating func examineUUIDs(
        endingAt end: Int, line: inout ByteSpan, in content: UnsafeRawBufferPointer, into state: inout ContentState
    ) {
        guard !state.isBinary, end > 0 else { return }
        if end - 1 < line.start || end - 1 > line.end { line = LineFinder.line(around: end - 1, in: content) }
        candidates.removeAll(keepingCapacity: true)
        uuids.candidates(
            in: content, range: ByteSpan(max(line.start, end - 512), min(line.end, end + 512)), into: &candidates)
        for candidate in candidates where candidate.secret.end == end {
            let window = Self.deciding(of: line, around: candidate.secret, looked: candidate.whole)
            append(candidate, window: window, in: content, into: &state.matches)
        }
    }
}
