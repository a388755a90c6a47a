internal import CBytes
package import Model

/// Parts a new version of a content into lines that were taken over whole and lines that an edit touched.
///
/// A line is *kept* if it, its line feed and the line feed before it were copied as one piece (or it begins or ends
/// both contents). What a kept line looks like, the earlier content's line looked like.
///
/// Lines may have megabytes (minified scripts, source maps, dumps). Parts of them are kept too: what is further from an
/// edit than anything looks is not looked through again.
package struct TouchedLines {
    /// Kept lines, and parts of long ones, shifted against each other: what depends on no other byte may be taken over.
    /// `end` lies one behind the content's end where the end itself was kept.
    package private(set) var kept: [CopiedSpan] = []
    /// Everything else, widened: spans to be scanned, in order, apart from each other. They are whole lines, but for
    /// those of which parts are kept.
    package private(set) var touched: [ByteSpan] = []
    /// Whether parts of lines are kept.
    private(set) var hasParts = false
    private var touchedWhole: [ByteSpan] = []
    /// Whole lines that hold all of it, and those beside them that depend on them.
    var touchedLines: [ByteSpan] { hasParts ? touchedWhole : touched }

    /// Shorter copies hardly hold more lines than touched ones are widened by, so that nothing would come of them.
    private static let leastCopy = 48

    init() {}

    /// Nothing is kept.
    mutating func take(allOf content: UnsafeRawBufferPointer) {
        clear()
        touched.append(ByteSpan(0, content.count))
    }

    private mutating func clear() {
        kept.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
        hasParts = false
    }

    /// How far from an edit something may depend on it.
    struct Reach: Hashable {
        /// Lines before a touched one, and behind it.
        let linesBefore: Int
        let linesBehind: Int
        /// Bytes at most, to either side; what depends on more has to be told otherwise.
        let bytes: Int
    }

    /// A version of a content, borrowed.
    struct Version {
        let content: UnsafeRawBufferPointer
        /// Bytes of the earlier content.
        let baseCount: Int
        /// What it has of that: in order, without overlap; adjoining copies from adjoining places joined.
        let copies: UnsafeBufferPointer<CopiedSpan>
    }

    /// Parts a version.
    mutating func take(_ version: Version, reach: Reach) {
        clear()
        let (content, margin) = (version.content, reach.bytes)
        var mayHaveParts = false
        var position = 0
        for copy in version.copies where copy.count >= Self.leastCopy {
            let lines = version.wholeLines(of: copy)
            if copy.count >= 2 * margin + Self.leastPart {
                let (start, end) = lines.map { ($0.start, $0.end) } ?? (copy.end, copy.end)
                mayHaveParts = mayHaveParts || start - copy.start > margin || copy.end - end > margin
            }
            guard let lines else { continue }
            addTouchedLines(position, lines.start, in: content, reach: reach)
            kept.append(lines)
            position = lines.end
        }
        // The end counts as a line of its own: what stands before it may have looked for more lines.
        if position <= content.count { addTouchedLines(position, content.count + 1, in: content, reach: reach) }
        if mayHaveParts { takeParts(version, reach: reach) }
    }

    /// Bytes that have to be left of a copy without its margins, for parts of lines to be kept of it.
    private static let leastPart = 512

    private mutating func takeParts(_ version: Version, reach: Reach) {
        let content = version.content
        hasParts = true
        swap(&touched, &touchedWhole)
        kept.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
        var position = 0
        for copy in version.copies where copy.count >= Self.leastCopy {
            let part =
                copy.count >= 2 * reach.bytes + Self.leastPart
                ? version.part(of: copy, margin: reach.bytes) : version.wholeLines(of: copy)
            guard let part else { continue }
            addTouchedParts(position, part.start, in: content, reach: reach)
            kept.append(part)
            position = part.end
        }
        if position <= content.count { addTouchedParts(position, content.count + 1, in: content, reach: reach) }
    }

    private mutating func addTouchedLines(_ start: Int, _ end: Int, in content: UnsafeRawBufferPointer, reach: Reach) {
        guard start < end else { return }
        var span = ByteSpan(min(start, content.count), min(end, content.count))
        span.start = LineFinder.start(before: span.start, in: content)
        for _ in 0..<reach.linesBefore where span.start > 0 {
            span.start = LineFinder.start(before: span.start - 1, in: content)
        }
        // `end` is where a kept line begins; the lines after it may have looked back.
        for _ in 0..<reach.linesBehind where span.end < content.count {
            span.end = LineFinder.end(after: span.end, in: content) + 1
        }
        span.end = min(span.end, content.count)
        addTouched(span)
    }

    /// The same where `start` and `end` may lie within lines: no further than the reach's bytes.
    private mutating func addTouchedParts(_ start: Int, _ end: Int, in content: UnsafeRawBufferPointer, reach: Reach) {
        guard start < end, let base = content.baseAddress else { return }
        let feed = Int32(UInt8(ascii: "\n"))
        var span = ByteSpan(min(start, content.count), min(end, content.count))
        let (least, most) = (max(0, span.start - reach.bytes), min(content.count, span.end + reach.bytes))
        var lines = 0
        while span.start > least, lines <= reach.linesBefore {
            // From a line's first byte the search begins before the feed that ends the line above.
            let last = rollcall_last(base + least, feed, span.start - least - (lines > 0 ? 1 : 0))
            span.start = last < 0 ? least : least + last + 1
            lines += 1
        }
        let isWithinLine = span.end > 0 && span.end < content.count && content[span.end - 1] != UInt8(ascii: "\n")
        for _ in 0..<(reach.linesBehind + (isWithinLine ? 1 : 0)) where span.end < most {
            let first = rollcall_first(base, feed, span.end, most)
            span.end = first < 0 ? most : first + 1
        }
        addTouched(span)
    }

    private mutating func addTouched(_ span: ByteSpan) {
        if let last = touched.last, span.start <= last.end {
            touched[touched.count - 1].end = max(last.end, span.end)
        } else if !span.isEmpty {
            touched.append(span)
        }
    }
}

extension TouchedLines.Version {
    private static let feed = Int32(UInt8(ascii: "\n"))

    /// All of a copy but its first byte and its last, beside which something else may stand; from and to a line's end
    /// where one is near.
    fileprivate func part(of copy: CopiedSpan, margin: Int) -> CopiedSpan? {
        guard let base = content.baseAddress else { return nil }
        var start = copy.start
        if !beginsBoth(copy) {
            let first = rollcall_first(base, Self.feed, copy.start, copy.start + margin)
            start = first < 0 ? copy.start + 1 : first + 1
        }
        var end = content.count + 1
        if !endsBoth(copy) {
            let last = rollcall_last(base + (copy.end - margin), Self.feed, margin)
            end = last < 0 ? copy.end - 1 : copy.end - margin + last + 1
        }
        return Self.piece(of: copy, from: start, to: end)
    }

    /// The lines that are kept of a copy.
    fileprivate func wholeLines(of copy: CopiedSpan) -> CopiedSpan? {
        guard let base = content.baseAddress else { return nil }
        var start = copy.start
        if !beginsBoth(copy) {
            let first = rollcall_first(base, Self.feed, copy.start, copy.end)
            guard first >= 0 else { return nil }
            start = first + 1
        }
        var end = content.count + 1
        if !endsBoth(copy) {
            let last = rollcall_last(base + start, Self.feed, copy.end - start)
            guard last >= 0 else { return nil }
            end = start + last + 1
        }
        return Self.piece(of: copy, from: start, to: end)
    }

    private func beginsBoth(_ copy: CopiedSpan) -> Bool { copy.start == 0 && copy.source == 0 }

    private func endsBoth(_ copy: CopiedSpan) -> Bool {
        copy.end == content.count && copy.source + copy.count == baseCount
    }

    private static func piece(of copy: CopiedSpan, from start: Int, to end: Int) -> CopiedSpan? {
        start < end ? CopiedSpan(start: start, end: end, source: copy.source + (start - copy.start)) : nil
    }
}
