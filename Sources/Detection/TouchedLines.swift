internal import CBytes
package import Model

/// Parts a new version of a content into lines that were taken over whole and lines that an edit touched.
///
/// A line is *kept* if it, its line feed and the line feed before it were copied as one piece (or it begins or ends
/// both contents). What a kept line looks like, the earlier content's line looked like.
package struct TouchedLines {
    /// Kept lines: whole lines in both contents, shifted against each other. `end` lies one behind the content's end
    /// where the end itself was kept.
    package private(set) var kept: [CopiedSpan] = []
    /// Everything else, widened: spans of whole lines to be scanned, in order, apart from each other.
    package private(set) var touched: [ByteSpan] = []

    /// Shorter copies hardly hold more lines than touched ones are widened by, so that nothing would come of them.
    private static let leastCopy = 48

    init() {}

    /// Nothing is kept.
    mutating func take(allOf content: UnsafeRawBufferPointer) {
        kept.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
        touched.append(ByteSpan(0, content.count))
    }

    /// Parts a version.
    /// - Parameters:
    ///   - copies: in order, without overlap in the new content; adjoining copies from adjoining places joined.
    ///   - before, after: how many lines before and behind a touched one may depend on it.
    mutating func take(
        _ content: UnsafeRawBufferPointer, baseCount: Int, copies: UnsafeBufferPointer<CopiedSpan>, before: Int,
        after: Int
    ) {
        kept.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
        var position = 0
        for copy in copies where copy.end - copy.start >= Self.leastCopy {
            guard let lines = Self.wholeLines(of: copy, in: content, baseCount: baseCount) else { continue }
            addTouched(position, lines.start, in: content, before: before, after: after)
            kept.append(lines)
            position = lines.end
        }
        // The end counts as a line of its own: what stands before it may have looked for more lines.
        if position <= content.count {
            addTouched(position, content.count + 1, in: content, before: before, after: after)
        }
    }

    private static func wholeLines(of copy: CopiedSpan, in content: UnsafeRawBufferPointer, baseCount: Int)
        -> CopiedSpan?
    {
        guard let base = content.baseAddress else { return nil }
        let feed = Int32(UInt8(ascii: "\n"))
        var start = copy.start
        if copy.start != 0 || copy.source != 0 {
            let first = rollcall_first(base, feed, copy.start, copy.end)
            guard first >= 0 else { return nil }
            start = first + 1
        }
        let endsBoth = copy.end == content.count && copy.source + (copy.end - copy.start) == baseCount
        var end = content.count + 1
        if !endsBoth {
            let last = rollcall_last(base + start, feed, copy.end - start)
            guard last >= 0 else { return nil }
            end = start + last + 1
        }
        return start < end ? CopiedSpan(start: start, end: end, source: copy.source + (start - copy.start)) : nil
    }

    private mutating func addTouched(
        _ start: Int, _ end: Int, in content: UnsafeRawBufferPointer, before: Int, after: Int
    ) {
        guard start < end else { return }
        var span = ByteSpan(min(start, content.count), min(end, content.count))
        span.start = LineFinder.start(before: span.start, in: content)
        for _ in 0..<before where span.start > 0 { span.start = LineFinder.start(before: span.start - 1, in: content) }
        // `end` is where a kept line begins; the lines after it may have looked back.
        for _ in 0..<after where span.end < content.count {
            span.end = LineFinder.end(after: span.end, in: content) + 1
        }
        span.end = min(span.end, content.count)
        if let last = touched.last, span.start <= last.end {
            touched[touched.count - 1].end = max(last.end, span.end)
        } else if !span.isEmpty {
            touched.append(span)
        }
    }
}
