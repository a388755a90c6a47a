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
}
