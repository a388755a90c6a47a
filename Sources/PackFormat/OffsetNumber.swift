/// A number in groups of 7 bits, the highest first, each further one counted from 1, so that none has two forms
/// (gitformat-pack(5), “offset encoding”). Packs, indexes and reftables write such.
package enum OffsetNumber {
    /// - Parameter next: gives a byte after the other; nil at the end.
    /// - Returns: nil where the bytes end too early or hold a number that no file has.
    @inlinable
    package static func read(_ next: () -> UInt8?) -> Int? {
        guard var byte = next() else { return nil }
        var value = Int(byte & 0x7F)
        while byte & 0x80 != 0 {
            guard value < Int.max >> 8, let more = next() else { return nil }
            byte = more
            value = (value + 1) << 7 | Int(byte & 0x7F)
        }
        return value
    }
}
