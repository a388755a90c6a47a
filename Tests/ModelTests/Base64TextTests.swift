import Model
import Testing

@Suite struct Base64TextTests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", "", ""), ("f", "Zg==", "Zg"), ("fo", "Zm8=", "Zm8"), ("foo", "Zm9v", "Zm9v"),
        ("foob", "Zm9vYg==", "Zm9vYg"),
        ("fooba", "Zm9vYmE=", "Zm9vYmE"), ("foobar", "Zm9vYmFy", "Zm9vYmFy"),
    ])
    func encodes(_ text: String, _ padded: String, _ bare: String) {
        #expect(Base64Text.encode(Array(text.utf8)) == padded)
        #expect(Base64Text.encode(Array(text.utf8), padded: false) == bare)
    }

    @Test(arguments: [
        ("", ""), ("Zg==", "f"), ("Zg", "f"), ("Zm8=", "fo"), ("Zm8", "fo"), ("Zm9vYmFy", "foobar"),
        // Either alphabet, lines, what padding there is.
        ("fn5-fn8_", "~~~~\u{7f}?"), ("fn5+fn8/", "~~~~\u{7f}?"), ("Zm9v\r\n Ym\tFy\n", "foobar"), ("Zg=", "f"),
        ("Zg====", "f"),
    ])
    func decodes(_ text: String, _ plain: String) {
        #expect(Base64Text.decode(text) == Array(plain.utf8))
        #expect(Base64Text.decode(Array(text.utf8)) == Array(plain.utf8))
    }

    @Test(arguments: ["Z", "Zm9vY", "Zm9v!", "Zg==Zg==", "Zm9\u{a0}v", "Zmé9"])
    func refusesWhatIsNone(_ text: String) {
        #expect(Base64Text.decode(text) == nil)
    }

    @Test func usesTheWholeAlphabet() {
        #expect(Base64Text.encode([0xfb, 0xef, 0xbe, 0xff]) == "++++/w==")
    }
}
