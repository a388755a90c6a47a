import Testing

@testable import Detection

@Suite struct UnicodeTextTests {
    enum Form: CaseIterable { case little16, big16, little32, big32 }

    static func encoded(_ text: String, _ form: Form, mark: Bool) -> [UInt8] {
        let text = mark ? "\u{FEFF}" + text : text
        switch form {
        case .little16: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .big16: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .little32:
            return text.unicodeScalars.flatMap { value in (0..<4).map { UInt8(value.value >> (8 * $0) & 0xFF) } }
        case .big32:
            return text.unicodeScalars.flatMap { value in
                (0..<4).reversed().map { UInt8(value.value >> (8 * $0) & 0xFF) }
            }
        }
    }

    @Test(arguments: Form.allCases, [true, false])
    func reads(_ form: Form, _ mark: Bool) {
        let text =
            "key = value\r\nname = " + (mark ? "Grüße 中文 🔑 und so weiter" : "plain ASCII and nothing else") + "\n"
        let found = Self.encoded(text, form, mark: mark).withUnsafeBytes { UnicodeText.text(of: $0) }
        #expect(found == Array(text.utf8))
    }

    @Test(arguments: [
        [UInt8](repeating: 0, count: 64), Array("plain text, nothing else".utf8),
        [0xFF, 0xFE, 0x03, 0x00, 0x10, 0x00, 0xFF, 0xFF, 0x01, 0x00],
        [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0], [0x41, 0, 1, 0, 2, 0, 3, 0, 0xFF, 0xFF, 9, 9],
    ])
    func leavesOtherContentsAlone(_ content: [UInt8]) {
        #expect(content.withUnsafeBytes { UnicodeText.text(of: $0) } == nil)
    }

    @Test func survivesBrokenPairs() {
        var bytes = Self.encoded("some text that is long enough to be one ", .little16, mark: true)
        bytes += [0x00, 0xD8, 0x41, 0x00, 0x00, 0xDC, 0x00]
        let found = bytes.withUnsafeBytes { UnicodeText.text(of: $0) }
        #expect(
            found.map { String(decoding: $0, as: UTF8.self) }
                == "some text that is long enough to be one \u{FFFD}A\u{FFFD}")
    }
}
