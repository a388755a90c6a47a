/// Tells text and known formats from the noise that decoding gives for most words.
struct Plausibility {
    /// Bytes looked at before anything is decoded in full.
    static let sampleCount = 24

    private var pending = 0
    private(set) var bad = 0
    private(set) var count = 0

    /// Counts a byte that belongs to no text: controls, broken UTF-8.
    @inline(__always)
    mutating func take(_ byte: UInt8) {
        count += 1
        if byte < 0x80 {
            if pending > 0 { bad += 1 }
            pending = 0
            if byte < 0x20 ? !(byte == 0x09 || byte == 0x0A || byte == 0x0D) : byte == 0x7F { bad += 1 }
        } else if byte < 0xC0 {
            if pending > 0 { pending -= 1 } else { bad += 1 }
        } else {
            if pending > 0 { bad += 1 }
            pending = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
            if byte < 0xC2 || byte > 0xF4 { bad += 1 }
        }
    }

    /// Whether the bytes taken so far cannot be text any more. Short samples may have no bad byte at all.
    var isRefuted: Bool { count <= 16 ? bad > 0 && (bad > 1 || count <= 12) : bad > 2 }

    /// Whether a text of few odd bytes, or a binary content.
    static func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var plausibility = Plausibility()
        for byte in bytes {
            if byte == 0 { return false }
            plausibility.take(byte)
        }
        return plausibility.bad * 7 <= bytes.count
    }

    /// Whether six bytes begin a container, or text in UTF-16.
    static func beginsKnownFormat(_ sample: UnsafeRawBufferPointer) -> Bool {
        guard sample.count >= 6 else { return false }
        if ContainerKind(magic: sample) != nil { return true }
        let first = sample[0]
        func isPrintable(_ byte: UInt8) -> Bool {
            (0x20...0x7E).contains(byte) || byte == 0x0A || byte == 0x0D || byte == 0x09
        }
        if first == 0xFF && sample[1] == 0xFE || first == 0xFE && sample[1] == 0xFF { return true }
        if isPrintable(first), sample[1] == 0, isPrintable(sample[2]), sample[3] == 0, isPrintable(sample[4]),
            sample[5] == 0
        {
            return true
        }
        return first == 0 && isPrintable(sample[1]) && sample[2] == 0 && isPrintable(sample[3]) && sample[4] == 0
            && isPrintable(sample[5])
    }
}
