private import CBytes
internal import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The lines of a content that have to be looked through, one after the other in one buffer, so that the prefilter is
/// called once. One worker's own.
struct GatheredLines: ~Copyable {
    /// Lines that follow each other in the content too.
    private struct Run {
        /// Where it begins in the content, and in the buffer.
        let start: Int
        let first: Int
    }

    private struct Line {
        /// 0 for a part of a line, of which nothing is remembered.
        let hash: UInt64
        /// Behind its line feed in the buffer.
        let end: Int
    }

    /// A line in which something may stand encoded.
    private struct OpenLine {
        let hash: UInt64
        let start: Int
        var holdsAnchor: Bool
    }

    private struct HashedLine {
        let hash: UInt64
        let start: Int
        let end: Int
    }

    private let clean: CleanLines
    /// How many bytes are looked through before it is clear that there is more than a hook or a small folder has.
    private var bytesUntilMany = 1 << 20
    private let hashed = UnsafeMutablePointer<HashedLine>.allocate(capacity: hashedCount)
    /// Lines hashed ahead, so that their slots are fetched meanwhile; they fit into the first cache level.
    private static let hashedCount = 256
    private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    private var count = 0
    private var runs: ContiguousArray<Run> = []
    private var lines: ContiguousArray<Line> = []
    private var currentRun = 0
    private var open: ContiguousArray<OpenLine> = []
    /// Where lines in which something may stand encoded lie in the content: whole lines, in order, apart from each other.
    private(set) var undecoded: [ByteSpan] = []

    init(without clean: CleanLines) { self.clean = clean }

    deinit {
        buffer.deallocate()
        hashed.deallocate()
    }

    /// The gathered lines, each with a line feed.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<count]) }

    /// Takes the lines of `spans`, but for those that are known to hold no anchor. A span may begin and end within a
    /// line; then `undecoded` is not all of it.
    mutating func gather(_ spans: [ByteSpan], of content: UnsafeRawBufferPointer) {
        count = 0
        currentRun = 0
        runs.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        undecoded.removeAll(keepingCapacity: true)
        guard let base = content.baseAddress else { return }
        if bytesUntilMany > 0 {
            bytesUntilMany -= spans.reduce(0) { $0 + $1.end - $1.start }
            if bytesUntilMany <= 0 { clean.prepareForMany() }
        }
        for span in spans {
            let whole = Self.wholeLines(of: span, in: content)
            takePart(ByteSpan(span.start, whole.start), in: base)
            var position = whole.start
            while position < whole.end {
                let count = hashLines(from: position, to: whole.end, in: base)
                takeUnknown(count, before: whole.end, in: base)
                position = Int(hashed[count - 1].end) + 1
            }
            takePart(ByteSpan(whole.end, span.end), in: base)
        }
    }

    /// What of a span are whole lines; empty, and at its end, if it lies within one.
    private static func wholeLines(of span: ByteSpan, in content: UnsafeRawBufferPointer) -> ByteSpan {
        let inSpan = UnsafeRawBufferPointer(rebasing: content[..<span.end])
        var whole = span
        if span.start > 0, content[span.start - 1] != UInt8(ascii: "\n") {
            whole.start = min(LineFinder.end(after: span.start, in: inSpan) + 1, span.end)
        }
        if whole.start < span.end, span.end < content.count, content[span.end - 1] != UInt8(ascii: "\n") {
            let rest = UnsafeRawBufferPointer(rebasing: inSpan[whole.start...])
            whole.end = whole.start + LineFinder.start(before: rest.count, in: rest)
        }
        return whole
    }

    private mutating func takePart(_ part: ByteSpan, in base: UnsafeRawPointer) {
        if part.isEmpty { return }
        runs.append(Run(start: part.start, first: count))
        append(base + part.start, part.count)
        lines.append(Line(hash: 0, end: count))
    }

    /// Hashes lines, as many as there is room for. Hashing and looking up are two loops, because in the second the
    /// slots of the table that the first asked for are there.
    /// - Returns: how many; at least one.
    private func hashLines(from start: Int, to end: Int, in base: UnsafeRawPointer) -> Int {
        var line = start
        var number = 0
        var block = start
        while block + 64 <= end {
            var feeds = rollcall_feed_mask(base + block)
            while feeds != 0 {
                let feed = block + feeds.trailingZeroBitCount
                hash(line, feed, base, number)
                line = feed + 1
                number += 1
                if number == Self.hashedCount { return number }
                feeds &= feeds - 1
            }
            block += 64
        }
        while line < end, number < Self.hashedCount {
            let first = max(line, block)
            let feed = first < end ? memchr(base + first, 0x0A, end - first) : nil
            let lineEnd = feed.map { base.distance(to: UnsafeRawPointer($0)) } ?? end
            hash(line, lineEnd, base, number)
            line = lineEnd + 1
            number += 1
        }
        return number
    }

    @inline(__always)
    private func hash(_ start: Int, _ end: Int, _ base: UnsafeRawPointer, _ number: Int) {
        // No anchor is shorter than three bytes.
        let hash = end - start >= 3 ? clean.hash(base + start, end - start) : 0
        clean.prefetch(hash)
        hashed[number] = HashedLine(hash: hash, start: start, end: end)
    }

    private mutating func takeUnknown(_ number: Int, before end: Int, in base: UnsafeRawPointer) {
        var lastEnd = -1
        for index in 0..<number {
            let hash = hashed[index].hash
            if hash == 0 { continue }
            let knowledge = clean.knowledge(of: hash)
            if knowledge == .nothingAtAll { continue }
            let line = hashed[index]
            takeOpen(line, before: end)
            if knowledge == .noAnchor { continue }
            if line.start != lastEnd + 1 || lastEnd < 0 { runs.append(Run(start: line.start, first: count)) }
            append(base + line.start, line.end - line.start)
            lines.append(Line(hash: hash, end: count))
            lastEnd = line.end
        }
    }

    @inline(__always)
    private mutating func takeOpen(_ line: HashedLine, before end: Int) {
        open.append(OpenLine(hash: line.hash, start: line.start, holdsAnchor: false))
        // The last line of a content may have no line feed.
        let behind = min(line.end + 1, end)
        if let last = undecoded.last, last.end == line.start {
            undecoded[undecoded.count - 1].end = behind
        } else {
            undecoded.append(ByteSpan(line.start, behind))
        }
    }

    private mutating func append(_ line: UnsafeRawPointer, _ length: Int) {
        if count + length + 1 > buffer.count {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: (count + length + 1) * 2, alignment: 16)
            larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            buffer.deallocate()
            buffer = larger
        }
        guard let start = buffer.baseAddress else { return }
        memcpy(start + count, line, length)
        start.storeBytes(of: 0x0A, toByteOffset: count + length, as: UInt8.self)
        count += length + 1
    }

    /// Remembers the lines without a hit.
    /// - Parameter hits: in order of their ends.
    mutating func remember(_ hits: ContiguousArray<PrefilterScratch.Hit>) {
        var next = 0
        var place = 0
        for line in lines {
            let first = next
            while next < hits.count, Int(hits[next].end) <= line.end { next += 1 }
            if line.hash == 0 { continue }
            // Every gathered line is an open one too.
            while open[place].hash != line.hash { place += 1 }
            if next == first { clean.insert(line.hash) } else { open[place].holdsAnchor = true }
            place += 1
        }
    }

    /// Remembers the lines in which nothing is encoded.
    /// - Parameter active: where the other ones begin, in order.
    func rememberPlain(except active: [Int]) {
        var next = 0
        for line in open {
            while next < active.count, active[next] < line.start { next += 1 }
            let isActive = next < active.count && active[next] == line.start
            if !isActive, !line.holdsAnchor { clean.insertPlain(line.hash) }
        }
    }

    /// Where a place in the buffer lies in the content. Places should come mostly in order.
    mutating func placeInContent(_ place: Int) -> Int {
        while currentRun + 1 < runs.count, runs[currentRun + 1].first < place { currentRun += 1 }
        while currentRun > 0, runs[currentRun].first >= place { currentRun -= 1 }
        return runs[currentRun].start + place - runs[currentRun].first
    }
}
