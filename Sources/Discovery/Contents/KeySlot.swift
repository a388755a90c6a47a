/// The key a secret is the value of, as a number: a secret is replaced by one under the same key, not by one that was added
/// beside it.
enum KeySlot {
    /// What may stand between a key and its value, in bytes.
    private static let longestGap = 32
    /// Bytes of a key that count: longer ones differ before.
    private static let longestKey = 64
    /// `value` says nothing: it is the setting's `name`, on the line above, that does (Kubernetes, ECS, Azure).
    private static let value = hash(of: Array("value".utf8))

    /// Of a value that is all of its file: the file's name is the key. Members of archives have names of their own.
    static let nameOfFile: UInt32 = 1

    /// The word before a place on its line, whatever its quotes, case and hyphens; 0 where there is none.
    static func of(_ start: Int, in content: UnsafeRawBufferPointer) -> UInt32 {
        guard let key = word(before: start, in: content) else { return 0 }
        let own = hash(of: content[key])
        guard own == value, let end = content[max(0, key.lowerBound - longestGap)..<key.lowerBound].lastIndex(of: 0x0A),
            let name = word(before: end, in: content)
        else { return own }
        return hash(of: content[name])
    }

    private static func word(before start: Int, in content: UnsafeRawBufferPointer) -> Range<Int>? {
        var end = start
        while end > max(0, start - longestGap), !isKey(content[end - 1]) {
            if content[end - 1] == 0x0A { return nil }
            end -= 1
        }
        var first = end
        while first > max(0, end - longestKey), isKey(content[first - 1]) { first -= 1 }
        return first < end ? first..<end : nil
    }

    /// FNV-1a. Never 0, nor `nameOfFile`.
    private static func hash(of bytes: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in bytes where byte != UInt8(ascii: "_") && byte != UInt8(ascii: "-") {
            hash = (hash ^ UInt32(byte | 0x20)) &* 0x0100_0193
        }
        return max(2, hash)
    }

    private static func isKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: byte >= 0x80
        }
    }
}
