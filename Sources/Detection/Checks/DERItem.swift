/// One value in DER (ITU-T X.690): its tag, and where what it holds begins and ends.
struct DERItem {
    let tag: UInt8
    let body: Range<Int>

    /// nil where no value stands, or one that goes on behind the end of the bytes.
    init?(in bytes: UnsafeRawBufferPointer, at start: Int) {
        guard start >= 0, start + 2 <= bytes.count else { return nil }
        var length = Int(bytes[start + 1])
        var begin = start + 2
        if length >= 0x80 {
            let count = length & 0x7F
            guard (1...4).contains(count), begin + count <= bytes.count else { return nil }
            length = (0..<count).reduce(0) { $0 << 8 | Int(bytes[begin + $1]) }
            begin += count
        }
        guard length <= bytes.count - begin else { return nil }
        tag = bytes[start]
        body = begin..<begin + length
    }
}
