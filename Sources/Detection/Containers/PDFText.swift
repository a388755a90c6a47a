internal import Model
private import CBytes

/// The texts that a PDF shows (ISO 32000-1, 7.3.8 and 9.4.3): its streams, without their filters, and the strings that
/// they draw; elsewhere strings that do not stand there as they read: escaped, in hexadecimal, in UTF-16.
///
/// Fonts may number their glyphs as they like; such text stays unread, as do encrypted documents.
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
            Self.appendRewritten(UnsafeRawBufferPointer(rebasing: content[objects..<start]), to: &text)
            objects = position
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

/// Reads what a content stream draws.
private struct PDFStringReader {
    private let stream: UnsafeRawBufferPointer
    private var position = 0
    private var line: [UInt8] = []
    private var result: [UInt8] = []
    /// Strings since the last operator.
    private var operand: [UInt8] = []

    /// Whether the string read last does not stand there as it reads.
    private var isEscaped = false

    init(_ stream: UnsafeRawBufferPointer) { self.stream = stream }

    /// Texts of 8 bytes or more that do not stand there as they read, a line for each.
    mutating func rewritten() -> [UInt8] {
        while position < stream.count {
            let byte = stream[position]
            guard byte == UInt8(ascii: "(") || byte == UInt8(ascii: "<") else {
                position += 1
                continue
            }
            isEscaped = false
            operand.removeAll(keepingCapacity: true)
            if byte == UInt8(ascii: "(") {
                literal()
            } else {
                if position + 1 < stream.count, stream[position + 1] == byte { position += 2 } else { hexadecimal() }
                isEscaped = true
            }
            guard operand.count >= 8, isEscaped || operand.starts(with: [0xFE, 0xFF]) else { continue }
            let text = operand.withUnsafeBytes { UnicodeText.text(of: $0) } ?? operand
            guard text.withUnsafeBytes({ Plausibility.isText($0) }) else { continue }
            result += text
            result.append(0x0A)
        }
        return result
    }

    mutating func shown() -> [UInt8] {
        while position < stream.count {
            let byte = stream[position]
            switch byte {
            case UInt8(ascii: "("): literal()
            case UInt8(ascii: "<"):
                if position + 1 < stream.count, stream[position + 1] == byte { position += 2 } else { hexadecimal() }
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "'"),
                UInt8(ascii: "\""):
                word()
            default: position += 1
            }
        }
        endLine()
        return result
    }

    private mutating func word() {
        let start = position
        while position < stream.count, !Self.endsWord(stream[position]) { position += 1 }
        if position == start { position += 1 }
        // Operators have one letter or two; a stream has millions of them.
        let second = position - start == 2 ? stream[start + 1] : 0
        switch (position - start, stream[start], second) {
        case (2, UInt8(ascii: "T"), UInt8(ascii: "j")), (2, UInt8(ascii: "T"), UInt8(ascii: "J")): line += operand
        case (1, UInt8(ascii: "'"), _), (1, UInt8(ascii: "\""), _):
            endLine()
            line += operand
        case (2, UInt8(ascii: "T"), UInt8(ascii: "d")), (2, UInt8(ascii: "T"), UInt8(ascii: "D")),
            (2, UInt8(ascii: "T"), UInt8(ascii: "*")),
            (2, UInt8(ascii: "T"), UInt8(ascii: "m")), (2, UInt8(ascii: "E"), UInt8(ascii: "T")):
            endLine()
        default: break
        }
        operand.removeAll(keepingCapacity: true)
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"),
            UInt8(ascii: "/"), UInt8(ascii: "%"):
            true
        default: false
        }
    }

    private mutating func endLine() {
        guard !line.isEmpty else { return }
        result += line
        result.append(0x0A)
        line.removeAll(keepingCapacity: true)
    }

    private mutating func literal() {
        var depth = 0
        while position < stream.count {
            let byte = stream[position]
            position += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                if depth == 1 { continue }
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return }
            case UInt8(ascii: "\\"):
                escape()
                continue
            default: break
            }
            operand.append(byte)
        }
    }

    private mutating func escape() {
        guard position < stream.count else { return }
        let byte = stream[position]
        position += 1
        isEscaped = true
        switch byte {
        case UInt8(ascii: "n"): operand.append(0x0A)
        case UInt8(ascii: "r"): operand.append(0x0D)
        case UInt8(ascii: "t"): operand.append(0x09)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var value = Int(byte - UInt8(ascii: "0"))
            for _ in 0..<2
            where position < stream.count && (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(stream[position]) {
                value = value * 8 + Int(stream[position] - UInt8(ascii: "0"))
                position += 1
            }
            operand.append(UInt8(truncatingIfNeeded: value))
        case 0x0A: break
        default: operand.append(byte)
        }
    }

    private mutating func hexadecimal() {
        position += 1
        var digits: [UInt8] = []
        let table = EncodingAlphabet.shared.hex
        while position < stream.count, stream[position] != UInt8(ascii: ">") {
            let digit = table[Int(stream[position])]
            if digit < 16 { digits.append(digit) }
            position += 1
        }
        position += 1
        if digits.count % 2 == 1 { digits.append(0) }
        for index in stride(from: 0, to: digits.count, by: 2) { operand.append(digits[index] << 4 | digits[index + 1]) }
    }
}
