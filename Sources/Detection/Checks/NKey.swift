internal import Model

/// NATS' keys (https://github.com/nats-io/nkeys): base32 of a kind, the key and
/// a CRC-16, whose first letters say what it is.
enum NKey {
    /// `SUA…`: a seed, two bytes of kind and 32 of the seed.
    static func seedEvidence(for text: UnsafeRawBufferPointer) -> EvidenceSet {
        guard text.count == 58, let bytes = decoded(text) else { return [.structureWrong] }
        return isWhole(bytes) ? [.checksumValid] : [.checksumWrong]
    }

    /// `UA3C…`: the public half of a user's, an account's, an operator's, a server's, a cluster's or a curve's key.
    static func isPublic(_ text: UnsafeRawBufferPointer) -> Bool {
        guard text.count == 56, let first = text.first, "UAONCX".utf8.contains(first), let bytes = decoded(text) else {
            return false
        }
        return isWhole(bytes)
    }

    private static func isWhole(_ bytes: [UInt8]) -> Bool { bytes.suffix(2) == checksum(of: bytes.dropLast(2))[...] }

    /// CRC-16 of XMODEM, the low byte first.
    private static func checksum(of bytes: some Sequence<UInt8>) -> [UInt8] {
        let sum = bytes.reduce(UInt16(0)) { sum, byte in
            (0..<8).reduce(sum ^ UInt16(byte) << 8) { rest, _ in rest & 0x8000 != 0 ? rest << 1 ^ 0x1021 : rest << 1 }
        }
        return [UInt8(sum & 0xFF), UInt8(sum >> 8)]
    }

    /// A user's seed of 32 bytes, or what its first bytes say it is.
    static func encoded(_ body: [UInt8], of kind: [UInt8] = [0x95, 0x00]) -> [UInt8] {
        let bytes = kind + body
        var (text, bits, held): ([UInt8], UInt32, Int) = ([], 0, 0)
        for byte in bytes + checksum(of: bytes) {
            (bits, held) = (bits << 8 | UInt32(byte), held + 8)
            while held >= 5 {
                held -= 5
                text.append(letter(UInt8(bits >> UInt32(held) & 31)))
            }
        }
        return held > 0 ? text + [letter(UInt8(bits << UInt32(5 - held) & 31))] : text
    }

    private static func letter(_ value: UInt8) -> UInt8 {
        value < 26 ? UInt8(ascii: "A") + value : UInt8(ascii: "2") + value - 26
    }

    /// RFC 4648's base32 without padding; nil for other text.
    private static func decoded(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
        var (bytes, bits, held): ([UInt8], UInt32, Int) = ([], 0, 0)
        for byte in text {
            let value: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = byte - UInt8(ascii: "A")
            case UInt8(ascii: "2")...UInt8(ascii: "7"): value = byte - UInt8(ascii: "2") + 26
            default: return nil
            }
            (bits, held) = (bits << 5 | UInt32(value), held + 5)
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
            }
        }
        return bytes
    }
}
