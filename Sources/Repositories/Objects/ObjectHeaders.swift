internal import Model

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// The lines `name value` at the head of commits and tags, up to an empty line. Lines that begin with a space go on with
/// the header before.
enum ObjectHeaders {
    enum Name { case tree, parent, author, committer, object, tagger, other }

    /// - Returns: where the message begins.
    static func forEach(in content: UnsafeRawBufferPointer, _ body: (_ name: Name, _ value: ByteSpan) -> Void) -> Int {
        var position = 0
        while position < content.count {
            let end = content.firstIndex(of: UInt8(ascii: "\n"), from: position) ?? content.count
            if end == position { return position + 1 }
            if let space = content.firstIndex(of: UInt8(ascii: " "), from: position), space < end, space > position {
                body(name(content, position, space), ByteSpan(space + 1, end))
            }
            position = end + 1
        }
        return content.count
    }

    /// Every commit of a history comes through here: names are compared as bytes, by their length first.
    private static func name(_ content: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Name {
        func reads(_ text: StaticString) -> Bool {
            for index in 0..<text.utf8CodeUnitCount where content[start + index] != text.utf8Start[index] {
                return false
            }
            return true
        }
        switch end - start {
        case 4: return reads("tree") ? .tree : .other
        case 6:
            return reads("parent")
                ? .parent : reads("author") ? .author : reads("object") ? .object : reads("tagger") ? .tagger : .other
        case 9: return reads("committer") ? .committer : .other
        default: return .other
        }
    }
}

extension UnsafeRawBufferPointer {
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, start < count, let found = memchr(base + start, Int32(byte), count - start) else {
            return nil
        }
        return base.distance(to: UnsafeRawPointer(found))
    }
}

extension ObjectID {
    /// Whether names have so many hexadecimal digits.
    static func isWritten(withDigits count: Int) -> Bool {
        count == ObjectFormat.sha1.digitCount || count == ObjectFormat.sha256.digitCount
    }

    /// Reads 40 or 64 hexadecimal digits; nil if the span is anything else.
    init?(hexDigits content: UnsafeRawBufferPointer, in span: ByteSpan) {
        guard Self.isWritten(withDigits: span.count) else { return nil }
        func word(_ first: Int, _ count: Int) -> UInt64? {
            // Without a branch: whether a digit is a letter cannot be foreseen.
            var (word, others): (UInt64, UInt8) = (0, 0)
            for index in first..<(first + count) {
                let byte = content[span.start + index]
                let (digit, letter) = (byte &- 0x30, (byte | 0x20) &- 0x61)
                word = word << 4 | UInt64(digit < 10 ? digit : (letter &+ 10) & 0x0F)
                others |= (digit < 10 ? 0 : 1) & (letter < 6 ? 0 : 1)
            }
            return others == 0 ? word : nil
        }
        guard let high = word(0, 16), let upper = word(16, 16) else { return nil }
        if span.count == ObjectFormat.sha1.digitCount {
            guard let lower = word(32, 8) else { return nil }
            self.init(high: high, upper: upper, lower: lower << 32, low: 0)
        } else {
            guard let lower = word(32, 16), let low = word(48, 16) else { return nil }
            self.init(high: high, upper: upper, lower: lower, low: low)
        }
    }
}
