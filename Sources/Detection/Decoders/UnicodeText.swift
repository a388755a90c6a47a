/// Text in UTF-16 and UTF-32, with or without a byte order mark.
package enum UnicodeText {
    private enum Form {
        case utf16(isBig: Bool), utf32(isBig: Bool)

        var width: Int {
            switch self {
            case .utf16: 2
            case .utf32: 4
            }
        }
    }

    /// The content in UTF-8; nil if it is not such text. A few comparisons tell for most contents.
    package static func text(of content: UnsafeRawBufferPointer) -> [UInt8]? {
        guard content.count >= 8, let (form, start) = form(of: content) else { return nil }
        return transcoded(UnsafeRawBufferPointer(rebasing: content[start...]), form)
    }

    private static func form(of content: UnsafeRawBufferPointer) -> (Form, start: Int)? {
        let (a, b, c, d) = (content[0], content[1], content[2], content[3])
        var form: Form
        var start = 0
        switch (a, b) {
        case (0xFF, 0xFE): (form, start) = c == 0 && d == 0 ? (.utf32(isBig: false), 4) : (.utf16(isBig: false), 2)
        case (0xFE, 0xFF): (form, start) = (.utf16(isBig: true), 2)
        case (0, 0): (form, start) = c == 0xFE && d == 0xFF ? (.utf32(isBig: true), 4) : (.utf32(isBig: true), 0)
        case (0, _): form = .utf16(isBig: true)
        case (_, 0): form = c == 0 && d == 0 ? .utf32(isBig: false) : .utf16(isBig: false)
        default: return nil
        }
        return isText(UnsafeRawBufferPointer(rebasing: content[start...].prefix(1024)), form, hasMark: start > 0)
            ? (form, start) : nil
    }

    /// Of the first units nearly all must be characters of a text; without a mark, of ASCII.
    private static func isText(_ sample: UnsafeRawBufferPointer, _ form: Form, hasMark: Bool) -> Bool {
        var (good, all) = (0, 0)
        for index in stride(from: 0, to: sample.count - form.width + 1, by: form.width) {
            let value = unit(sample, index, form)
            all += 1
            if value < 0x7F
                ? value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D : hasMark && isAssigned(value)
            {
                good += 1
            }
        }
        return all > 0 && good * 10 >= all * 9
    }

    private static func isAssigned(_ value: UInt32) -> Bool {
        value >= 0xA0 && value <= 0x10FFFF && value != 0xFFFE && value != 0xFFFF
    }

    @inline(__always)
    private static func unit(_ bytes: UnsafeRawBufferPointer, _ index: Int, _ form: Form) -> UInt32 {
        switch form {
        case .utf16(let isBig):
            let (first, second) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
            return isBig ? first << 8 | second : second << 8 | first
        case .utf32(let isBig):
            let value = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
            return isBig ? UInt32(bigEndian: value) : UInt32(littleEndian: value)
        }
    }

    private static func transcoded(_ bytes: UnsafeRawBufferPointer, _ form: Form) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / form.width + 16)
        var high: UInt32?
        for index in stride(from: 0, to: bytes.count - form.width + 1, by: form.width) {
            var value = unit(bytes, index, form)
            if value < 0x80, high == nil {
                text.append(UInt8(truncatingIfNeeded: value))
                continue
            }
            if let first = high {
                high = nil
                if value & 0xFC00 == 0xDC00 {
                    value = 0x10000 + (first & 0x3FF) << 10 + value & 0x3FF
                } else {
                    append(0xFFFD, to: &text)
                }
            }
            if case .utf16 = form, value & 0xFC00 == 0xD800 {
                high = value
                continue
            }
            append(value, to: &text)
        }
        return text
    }

    private static func append(_ value: UInt32, to text: inout [UInt8]) {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
