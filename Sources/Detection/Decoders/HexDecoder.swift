internal import Model

/// Hexadecimal digits that spell text.
enum HexDecoder {
    /// 32 digits are 16 bytes.
    static let leastLength = 32

    /// The bytes, if the run is made of digits alone and spells text or a known format.
    static func decode(_ run: ByteSpan, of bytes: UnsafePointer<UInt8>, alphabet: EncodingAlphabet) -> [UInt8]? {
        guard run.count >= leastLength, run.count % 2 == 0 else { return nil }
        let digits = alphabet.hex
        var plausibility = Plausibility()
        var sample: [UInt8] = []
        for index in stride(from: run.start, to: run.start + leastLength, by: 2) {
            let (high, low) = (digits[Int(bytes[index])], digits[Int(bytes[index + 1])])
            if high | low > 15 { return nil }
            // Most runs of digits are digests, which are refuted by the first bytes.
            if sample.isEmpty, high < 2 || high > 7, !(high == 1 && low == 15) { return nil }
            sample.append(high << 4 | low)
            plausibility.take(high << 4 | low)
        }
        if plausibility.isRefuted, !sample.withUnsafeBytes({ Plausibility.beginsKnownFormat($0) }) { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(run.count / 2)
        for index in stride(from: run.start, to: run.end, by: 2) {
            let (high, low) = (digits[Int(bytes[index])], digits[Int(bytes[index + 1])])
            if high | low > 15 { return nil }
            result.append(high << 4 | low)
        }
        return result
    }
}
