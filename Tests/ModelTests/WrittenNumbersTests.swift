import Model
import Testing

@Suite struct HexadecimalTests {
    @Test func goesBothWays() {
        let all = Array(UInt8.min...UInt8.max)
        let text = Hexadecimal.text(all)
        #expect(text.utf8.count == 512 && text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
        #expect(Hexadecimal.bytes(text) == all)
        #expect(Hexadecimal.bytes(text.uppercased()) == all)
        #expect(Hexadecimal.bytes("") == [])
    }

    /// Swift's own reader of numbers takes a sign for a digit.
    @Test(arguments: ["0", "012", "+f", "0x", "0g", "é", " 0", "00 "])
    func takesNothingElse(_ text: String) { #expect(Hexadecimal.bytes(text) == nil) }

    @Test func namesOfObjects() throws {
        let name = "00ff10a2b3c4d5e6f708192a3b4c5d6e7f809a01"
        let id = try #require(ObjectID(hex: name))
        #expect(id.hex == name && ObjectID(hex: name.uppercased()) == id)
        #expect(ObjectID(hex: name.dropLast()) == nil && ObjectID(hex: name + "0") == nil)
        #expect(ObjectID.zero.hex == String(repeating: "0", count: 40))
    }
}

@Suite struct ByteSizeTests {
    @Test(arguments: [
        ("1", 1), ("64M", 64 << 20), ("64m", 64 << 20), ("4G", 4 << 30), ("1T", 1 << 40), ("8KiB", 8 << 10),
        ("8 kb", 8 << 10), ("512 MB", 512 << 20), ("1Ki", 1 << 10), ("10B", 10), ("007K", 7 << 10),
    ])
    func reads(_ text: String, _ bytes: Int) { #expect(ByteSize.bytes(text) == bytes) }

    @Test(arguments: ["", "0", "0G", "M", "-1M", "+1M", "1.5G", "1X", "1MM", "1iB", "1KiK", "x1", "1 2", "9999999999T"])
    func refuses(_ text: String) { #expect(ByteSize.bytes(text) == nil) }
}
