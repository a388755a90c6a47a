import Model
import TestRepositories
import Testing

@Suite struct ObjectIDTests {
    @Test func namesGoRound() {
        var tokens = TestTokens(seed: 1)
        var last: (ObjectID, String)?
        for number in 0..<300 {
            let hex =
                number % 3 == 0
                ? String(repeating: "0", count: number % 40) + tokens.hex(40 - number % 40) : tokens.hex(40)
            let id = ObjectID(hex: hex)
            #expect(id?.hex == hex && id?.description == hex)
            #expect(id.flatMap { ObjectID(bytes: $0.bytes) } == id && id?.bytes.count == 20)
            #expect(ObjectID(hex: hex.uppercased()) == id)
            if let last, let id { #expect((last.0 < id) == (last.1 < hex)) }
            if let id { last = (id, hex) }
        }
        for bad in [
            "", "0", String(repeating: "0", count: 39), String(repeating: "0", count: 41),
            String(repeating: "g", count: 40),
        ] {
            #expect(ObjectID(hex: bad) == nil)
        }
        #expect(ObjectID(bytes: [UInt8](repeating: 1, count: 19)) == nil)
        #expect(ObjectID.zero.hex == String(repeating: "0", count: 40))
    }
}
