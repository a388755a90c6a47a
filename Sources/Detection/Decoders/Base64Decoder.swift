internal import Model

/// Base64 within text: both alphabets, padded or not (RFC 4648).
enum Base64Decoder {
    /// Whether the characters may be the beginning of encoded text or of a known format.
    @inline(__always)
    static func isPlausible(_ characters: UnsafePointer<UInt8>, count: Int, alphabet: EncodingAlphabet) -> Bool {
        let values = alphabet.base64
        let first = values[Int(characters[0])] << 2 | values[Int(characters[1])] >> 4
        // Half of all words end here.
        return alphabet.firstBytes[Int(first)] != 0 && isPlausible(sampleOf: characters, count: count, values: values)
    }

    private static func isPlausible(sampleOf characters: UnsafePointer<UInt8>, count: Int, values: UnsafePointer<UInt8>)
        -> Bool
    {
        var plausibility = Plausibility()
        let quads = min(count / 4, Plausibility.sampleCount / 3)
        for quad in 0..<quads {
            let word = Self.word(characters, quad, values)
            plausibility.take(UInt8(truncatingIfNeeded: word >> 16))
            plausibility.take(UInt8(truncatingIfNeeded: word >> 8))
            plausibility.take(UInt8(truncatingIfNeeded: word))
            if plausibility.isRefuted {
                // What is no text may still be known by its first six bytes.
                guard quad < 2, quads >= 2 else { return false }
                let sample =
                    UInt64(Self.word(characters, 0, values)) << 40 | UInt64(Self.word(characters, 1, values)) << 16
                return withUnsafeBytes(of: sample.bigEndian) {
                    Plausibility.beginsKnownFormat(UnsafeRawBufferPointer(rebasing: $0[..<6]))
                }
            }
        }
        return true
    }

    /// Three bytes.
    @inline(__always)
    private static func word(_ characters: UnsafePointer<UInt8>, _ quad: Int, _ values: UnsafePointer<UInt8>) -> UInt32
    {
        let start = characters + quad * 4
        return UInt32(values[Int(start[0])]) << 18 | UInt32(values[Int(start[1])]) << 12 | UInt32(values[Int(start[2])])
            << 6
            | UInt32(values[Int(start[3])])
    }

    /// Decodes characters of the alphabet; a last one that gives no whole byte is dropped.
    static func decode(_ characters: UnsafeBufferPointer<UInt8>, alphabet: EncodingAlphabet) -> [UInt8] {
        let values = alphabet.base64
        let count = characters.count * 6 / 8
        return [UInt8](unsafeUninitializedCapacity: count + 3) { target, initialized in
            var written = 0
            var index = 0
            while index + 4 <= characters.count {
                let word =
                    UInt32(values[Int(characters[index])]) << 18 | UInt32(values[Int(characters[index + 1])]) << 12
                    | UInt32(values[Int(characters[index + 2])]) << 6 | UInt32(values[Int(characters[index + 3])])
                target[written] = UInt8(truncatingIfNeeded: word >> 16)
                target[written + 1] = UInt8(truncatingIfNeeded: word >> 8)
                target[written + 2] = UInt8(truncatingIfNeeded: word)
                written += 3
                index += 4
            }
            let rest = characters.count - index
            if rest >= 2 {
                var word =
                    UInt32(values[Int(characters[index])]) << 18 | UInt32(values[Int(characters[index + 1])]) << 12
                if rest == 3 { word |= UInt32(values[Int(characters[index + 2])]) << 6 }
                target[written] = UInt8(truncatingIfNeeded: word >> 16)
                written += 1
                if rest == 3 {
                    target[written] = UInt8(truncatingIfNeeded: word >> 8)
                    written += 1
                }
            }
            initialized = written
        }
    }

    /// Where encoded text begins in a run of characters: the run may have swallowed some that stood before it (`\n` in a
    /// string, a word and a slash); nil if it begins nowhere.
    @inline(__always)
    static func start(
        in run: ByteSpan, of bytes: UnsafePointer<UInt8>, isBehindBackslash: Bool, alphabet: EncodingAlphabet
    ) -> Int? {
        if isPlausible(bytes + run.start, count: run.count, alphabet: alphabet) { return run.start }
        let shifts = run.count >= longRun ? 3 : isBehindBackslash && run.count > RunFinder.leastLength ? 1 : 0
        var shift = 1
        while shift <= shifts {
            if isPlausible(bytes + run.start + shift, count: run.count - shift, alphabet: alphabet) {
                return run.start + shift
            }
            shift += 1
        }
        return nil
    }

    /// Only in runs of this length is a start looked for that is not the run's own.
    private static let longRun = 40
}
