import Testing

@testable import Discovery

@Suite struct WipingTests {
    @Test func bytesAreOverwritten() {
        var bytes = [UInt8]("a secret".utf8)
        let other = bytes
        bytes.wipe()
        #expect(bytes == [UInt8](repeating: 0, count: 8))
        // What somebody else holds is not taken from them.
        #expect(other == [UInt8]("a secret".utf8))
    }
}
