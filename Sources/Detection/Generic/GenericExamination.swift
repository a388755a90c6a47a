internal import Model

/// What an anchor calls for where no rule of a provider knows the value: keys and values, columns of tables, UUIDs.
extension AnchorExaminer {
    /// - Returns: the lines that decided about the table whose header the anchor stands in; nil where there is none.
    mutating func examineGeneric(at site: AnchorSite, into matches: inout [Match]) -> ByteSpan? {
        if limits.isOver {
            // Generic rules share their anchors, so that one stands for all.
            if let first = library.genericRules.values.min() { giveUp(first, at: site.anchor.start) }
            return nil
        }
        examineAssignments(at: site, into: &matches)
        return examineTable(at: site, into: &matches)
    }

    private mutating func examineAssignments(at site: AnchorSite, into matches: inout [Match]) {
        let window = AnchorWindow(
            site: site, lines: GenericDetector.lines(around: site.line, in: site.content),
            from: site.anchor.start - GenericDetector.bytesBefore, to: site.anchor.end + GenericDetector.bytesBehind)
        let line = ByteSpan(max(site.line.start, window.span.start), min(site.line.end, window.span.end))
        candidates.removeAll(keepingCapacity: true)
        generic.candidates(in: site.content, hit: site.anchor, line: line, window: window.span, into: &candidates)
        for candidate in candidates { append(candidate, window: window.deciding, in: site.content, to: &matches) }
    }

    private mutating func examineTable(at site: AnchorSite, into matches: inout [Match]) -> ByteSpan? {
        let content = site.content
        guard let column = tables.column(in: content, hit: site.anchor, line: site.line) else { return nil }
        // Whole lines, with the last one's line feed.
        let window = ByteSpan(
            LineFinder.start(before: column.lines.start, in: content),
            LineFinder.end(after: column.lines.end, in: content) + 1)
        if column.lines.end >= content.count, !column.candidates.isEmpty { endsInTable = true }
        for candidate in column.candidates { append(candidate, window: window, in: content, to: &matches) }
        return window
    }

    /// The UUIDs that end at a place, which have no anchor.
    mutating func examineUUIDs(
        endingAt end: Int, in content: UnsafeRawBufferPointer, into state: inout ContentState
    ) {
        guard !state.isBinary, end > 0 else { return }
        let line = line(around: end - 1, in: content)
        let near = ByteSpan(max(line.start, end - 512), min(line.end, end + 512))
        candidates.removeAll(keepingCapacity: true)
        uuids.candidates(in: content, range: near, into: &candidates)
        for candidate in candidates where candidate.secret.end == end {
            let window = AnchorWindow.deciding(of: line, around: candidate.secret, looked: candidate.whole)
            append(candidate, window: window, in: content, to: &state.matches)
        }
    }

    /// See `LoneValue`.
    mutating func examineLoneValue(in content: UnsafeRawBufferPointer, into state: inout ContentState) {
        guard !state.isBinary, let (value, evidence) = LoneValue.value(of: content) else { return }
        let known = state.matches.count
        append(
            GenericCandidate(kind: .file, key: value, secret: value, whole: value, evidence: evidence),
            window: ByteSpan(0, content.count), in: content, to: &state.matches)
        // In order of windows.
        if state.matches.count > known { state.matches.insert(state.matches.removeLast(), at: 0) }
    }

    private mutating func append(
        _ candidate: GenericCandidate, window: ByteSpan, in content: UnsafeRawBufferPointer, to matches: inout [Match]
    ) {
        guard let rule = library.genericRules[candidate.kind] else { return }
        append(
            Candidate(
                rule: rule, secret: candidate.secret, whole: candidate.whole, window: window,
                evidence: candidate.evidence),
            in: content, to: &matches)
    }
}
