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

    @Test func usesTheWholeAlphabet() {
        #expect(Base64Text.encode([0xfb, 0xef, 0xbe, 0xff]) == "++++/w==")
    }
}
