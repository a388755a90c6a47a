import Model
import Testing

@testable import Discovery

/// The search in order against looking at each secret.
@Suite struct SecretListTests {
    @Test(arguments: 0..<60) func findsWhatLookingAtEachFinds(seed: UInt64) {
        var state = seed
        func next(_ limit: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % limit)
        }
        // Few letters, so that secrets begin alike and lie within each other.
        func word(_ length: Int) -> [UInt8] { (0..<length).map { _ in [0x61, 0x62, 0x31][next(3)] } }
        let secrets = (0..<40).map { _ in Array("aaaa".utf8) + word(next(9)) }
        let text = (0..<30).flatMap { _ in next(2) == 0 ? secrets[next(40)] : word(next(7)) + [0x2D] }
        var slowly: [ByteSpan] = []
        for start in text.indices {
            let lengths = secrets.filter { stands($0, in: text, at: start) }.map(\.count)
            if let longest = lengths.max() { slowly.append(ByteSpan(start, start + longest)) }
        }
        #expect(SecretList(secrets).spans(in: text) == ByteSpan.joined(slowly))
    }

    /// Short words count where they are words.
    private func stands(_ secret: [UInt8], in text: [UInt8], at start: Int) -> Bool {
        let end = start + secret.count
        guard end <= text.count, text[start..<end].elementsEqual(secret) else { return false }
        let isLetter = { (byte: UInt8) in byte == 0x61 || byte == 0x62 }
        let isWord = { (byte: UInt8) in isLetter(byte) || byte == 0x31 }
        guard secret.count < 12, secret.allSatisfy(isLetter) else { return true }
        return !(start > 0 && isWord(text[start - 1])) && !(end < text.count && isWord(text[end]))
    }
}
