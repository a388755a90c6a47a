internal import Model

/// Sixteen base32 characters behind a four-letter prefix; they hold the account's number.
enum AWSAccessKeyID {
    static func evidence(for identifier: UnsafeRawBufferPointer) -> EvidenceSet {
        guard identifier.count >= 20 else { return [] }
        if identifier.suffix(7).elementsEqual("EXAMPLE".utf8) { return [.documentedExample] }
        for byte in identifier.dropFirst(4).prefix(16) where !isBase32(byte) { return [.structureWrong] }
        return [.structureValid]
    }

    private static func isBase32(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "2")...UInt8(ascii: "7")).contains(byte)
    }
}
