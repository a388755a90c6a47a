private import Model

/// 8-4-4-4-12 hexadecimal digits.
enum UUIDShape {
    static func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count == 36 else { return false }
        for (index, byte) in bytes.enumerated() {
            let isDash = index == 8 || index == 13 || index == 18 || index == 23
            if isDash != (byte == UInt8(ascii: "-")) { return false }
            if !isDash && Hexadecimal.value(of: byte) == nil { return false }
        }
        return true
    }

    /// Whether somebody typed it: `11111111-2222-3333-4444-555555555555`, `12345678-1234-1234-1234-123456789012`.
    static func isMadeUp(_ uuid: UnsafeRawBufferPointer) -> Bool {
        let groups = uuid.split(separator: UInt8(ascii: "-"))
        return groups.allSatisfy(isOneDecimalDigit) || groups.allSatisfy(isCounted)
    }

    private static func isOneDecimalDigit(_ group: Slice<UnsafeRawBufferPointer>) -> Bool {
        guard let first = group.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
        return group.allSatisfy { $0 == first }
    }

    /// `1234…`, `0123…` and `abcd…` to its end.
    private static func isCounted(_ group: Slice<UnsafeRawBufferPointer>) -> Bool {
        let digits = group.compactMap { Hexadecimal.value(of: $0) }
        // After 9 people go on with 0 or with a, after f with 0.
        return digits.count == group.count
            && zip(digits, digits.dropFirst()).allSatisfy { $1 == ($0 + 1) % 16 || ($0 == 9 && $1 == 0) }
    }
}
