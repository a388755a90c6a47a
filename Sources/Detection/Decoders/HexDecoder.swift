internal import Model

/// Hexadecimal digits that spell text.
enum HexDecoder {
    /// 32 digits are 16 bytes.
    static let leastLength = 32

    /// The bytes, if the run is made of digits alone and spells text or a known format.
    static func decode(_ run: ByteSpan, of bytes: UnsafePointer<UInt8>, alphabet: EncodingAlphabet) -> [UInt8]? {
        guard run.count % 2 == 0, isPlausible(run, of: bytes, alphabet: alphabet) else { return nil }
        let digits = alphabet.hex
        var result: [UInt8] = []
        result.reserveCapacity(run.count / 2)
        for index in stride(from: run.start, to: run.end, by: 2) {
            let (high, low) = (digits[Int(bytes[index])], digits[Int(bytes[index + 1])])
            if high | low > 15 { return nil }
            result.append(high << 4 | low)
        }
        return result
    }

    /// Whether the first digits of a run spell text or a known format.
    static func isPlausible(_ run: ByteSpan, of bytes: UnsafePointer<UInt8>, alphabet: EncodingAlphabet) -> Bool {
        guard run.count >= leastLength else { return false }
        let digits = alphabet.hex
        var plausibility = Plausibility()
        var sample: UInt64 = 0
        for index in stride(from: run.start, to: run.start + leastLength, by: 2) {
            let (high, low) = (digits[Int(bytes[index])], digits[Int(bytes[index + 1])])
            if high | low > 15 { return false }
            // Most runs of digits are digests, which are refuted by the first bytes.
            if index == run.start, high < 2 || high > 7, !(high == 1 && low == 15) { return false }
            if index < run.start + 16 { sample = sample << 8 | UInt64(high << 4 | low) }
            plausibility.take(high << 4 | low)
        }
        return !plausibility.isRefuted || withUnsafeBytes(of: sample.bigEndian) { Plausibility.beginsKnownFormat($0) }
    }
}
