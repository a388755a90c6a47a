private import CBytes

/// What stands before a stream of a PDF and says what it is (ISO 32000-1, 7.3.8.1).
struct PDFStreamDictionary {
    private let text: UnsafeRawBufferPointer

    /// - Parameter objects: the bytes that end where `stream` begins.
    init(endOf objects: UnsafeRawBufferPointer) {
        let end = UnsafeRawBufferPointer(rebasing: objects.suffix(Self.greatestLength))
        // `12 0 obj <<`: what stands before it belongs to other objects.
        var start = end.count - 3
        while start >= 0, end[start] != UInt8(ascii: "o") || !end[start...].starts(with: Self.object) {
            start -= 1
        }
        text =
            start < 0 ? UnsafeRawBufferPointer(start: nil, count: 0) : UnsafeRawBufferPointer(rebasing: end[start...])
    }

    private static let greatestLength = 4096
    private static let object = Array("obj".utf8)

    /// Pixels (8.9.5) or a font's program (9.9): megabytes without a string that is shown.
    var isImageOrFont: Bool {
        holds(name: "/Image", behind: "/Subtype") || holds(name: "/Length1", behind: nil)
    }

    /// Whether the name stands there, whole; as the value of the other one, if that is given.
    private func holds(name: StaticString, behind key: StaticString?) -> Bool {
        var position = 0
        while let start = first(key ?? name, from: position) {
            position = start + (key ?? name).utf8CodeUnitCount
            if key == nil {
                if endsName(at: position) { return true }
                continue
            }
            while position < text.count, isBlank(text[position]) { position += 1 }
            let end = position + name.utf8CodeUnitCount
            guard end <= text.count, endsName(at: end), first(name, from: position) == position else { continue }
            return true
        }
        return false
    }

    private func first(_ word: StaticString, from start: Int) -> Int? {
        guard let base = text.baseAddress, start < text.count,
            let found = memmem(base + start, text.count - start, word.utf8Start, word.utf8CodeUnitCount)
        else { return nil }
        return base.distance(to: UnsafeRawPointer(found))
    }

    private func endsName(at position: Int) -> Bool {
        guard position < text.count else { return true }
        switch text[position] {
        case UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "("): return true
        default: return isBlank(text[position])
        }
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
}
