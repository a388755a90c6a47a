/// Base64 (RFC 4648, section 4).
package enum Base64Text {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    /// - Parameter padded: whether it ends with as many `=` as make groups of four.
    package static func encode(_ bytes: [UInt8], padded: Bool = true) -> String {
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for digit in 0...group.count { text.append(alphabet[word >> (18 - 6 * digit) & 63]) }
            if padded { text += String(repeating: "=", count: 3 - group.count) }
        }
        return text
    }
}
