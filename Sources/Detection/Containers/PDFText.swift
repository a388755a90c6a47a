internal import Model
private import CBytes

/// The texts that a PDF shows (ISO 32000-1, 7.3.8 and 9.4.3): its streams, without their filters, and the strings that
/// they draw; elsewhere strings that do not stand there as they read: escaped, in hexadecimal, in UTF-16.
///
/// Fonts may number their glyphs as they like; such text stays unread, as do encrypted documents. Pixels of images and
/// programs of fonts are no text.
struct PDFText {
    private let content: UnsafeRawBufferPointer

    init(_ content: UnsafeRawBufferPointer) { self.content = content }

    /// Shown text, a line for each drawn line, and streams that are text themselves.
    func text(_ budget: inout OpeningBudget) -> [UInt8] {
        guard let zlib = ZlibStream() else { return [] }
        var text: [UInt8] = []
        var position = 0
        var objects = 0
        while let start = find("stream", from: position), !budget.isExhausted {
            var begin = start + 6
            if begin < content.count, content[begin] == 0x0D { begin += 1 }
            if begin < content.count, content[begin] == 0x0A { begin += 1 }
            // `endstream` holds the word too.
            guard start < 3 || content[start - 3] != UInt8(ascii: "e") else {
                position = start + 6
                continue
            }
            // Without an end ahead of this one there is none ahead of those behind it.
            guard let end = find("endstream", from: begin) else { break }
            position = end + 9
            let before = UnsafeRawBufferPointer(rebasing: content[objects..<start])
            Self.appendRewritten(before, to: &text)
            objects = position
            if PDFStreamDictionary(endOf: before).isImageOrFont { continue }
            let filtered = UnsafeRawBufferPointer(rebasing: content[begin..<end])
            let unfiltered = PDFFilter.decoded(filtered)
            let isRead = (unfiltered ?? []).withUnsafeBytes {
                add(unfiltered == nil ? filtered : $0, zlib, &budget, to: &text)
            }
            if !isRead { return text }
        }
        if !budget.isExhausted {
            Self.appendRewritten(UnsafeRawBufferPointer(rebasing: content[objects...]), to: &text)
        }
        return text
    }

    /// Adds what a stream holds.
    /// - Returns: whether the budget allows more.
    private func add(
        _ packed: UnsafeRawBufferPointer, _ zlib: borrowing ZlibStream, _ budget: inout OpeningBudget,
        to text: inout [UInt8]
    ) -> Bool {
        switch zlib.inflate(packed, expected: packed.count * 4, limit: min(budget.limits.entryBytes, budget.bytesLeft))
        {
        case .content(let bytes, _):
            if !budget.take(bytes: bytes.count) { return false }
            bytes.withUnsafeBytes { Self.append($0, to: &text) }
        case .damaged: Self.append(packed, to: &text)
        case .tooLarge:
            budget.note(.limitHit, [], "a stream of the PDF is larger than the limit; convert it to text and scan that")
        }
        return true
    }

    /// Strings of objects that raw bytes do not show.
    private static func appendRewritten(_ objects: UnsafeRawBufferPointer, to text: inout [UInt8]) {
        var reader = PDFStringReader(objects)
        text += reader.rewritten()
    }

    private func find(_ word: StaticString, from start: Int) -> Int? {
        guard let base = content.baseAddress, start < content.count,
            let found = memmem(base + start, content.count - start, word.utf8Start, word.utf8CodeUnitCount)
        else { return nil }
        return base.distance(to: UnsafeRawPointer(found))
    }

    private static func append(_ stream: UnsafeRawBufferPointer, to text: inout [UInt8]) {
        let mayShow = holds(UInt8(ascii: "("), stream)
        guard mayShow || Plausibility.isText(UnsafeRawBufferPointer(rebasing: stream.prefix(4096))) else { return }
        // Drawings have megabytes of numbers, and no strings among them.
        var shown: [UInt8] = []
        let mayHold = mayShow || holds(UInt8(ascii: "<"), stream)
        if mayHold {
            var reader = PDFStringReader(stream)
            shown = reader.shown()
        }
        if shown.isEmpty {
            if Plausibility.isText(stream) { text.append(contentsOf: stream) }
            if !text.isEmpty, text.last != 0x0A { text.append(0x0A) }
            if mayHold { appendRewritten(stream, to: &text) }
        } else {
            text.append(contentsOf: shown)
        }
        if !text.isEmpty, text.last != 0x0A { text.append(0x0A) }
    }

    private static func holds(_ byte: UInt8, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        return rollcall_first(base, Int32(byte), 0, bytes.count) >= 0
    }
}
