internal import Model

/// A value that is a secret although its key is called like something public.
extension KeyedValue {
    /// `password_hash: 1b7f…` beside its salt, `password_hash => '*F9A8…'`: what stands there can be attacked.
    var isHashOfPassword: Bool {
        guard verdict.kind == .password, text.has("hash", at: key.end - 4) else { return false }
        let isHex = shape.hex == shape.count && shape.digits > 0 && shape.digits < shape.count
        switch shape.count {
        case 41:
            return text[site.span.start] == UInt8(ascii: "*")
                && (site.span.start + 1..<site.span.end).allSatisfy {
                    ByteClass.isDigit(text[$0]) || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(text[$0])
                }
        case 32, 40, 64, 96, 128: return isHex && isBesideSalt
        case 44, 88: return text[site.span.end - 1] == UInt8(ascii: "=") && isBesideSalt
        default: return false
        }
    }

    private var isBesideSalt: Bool {
        (max(key.start - 240, text.start)..<min(site.span.end + 240, text.end)).contains {
            text.has("salt", at: $0) && !ByteClass.isLower(text[$0 + 4])
        }
    }

    /// `PrimaryKey : vmYR…Ds=`: what is the first of two keys of an account elsewhere is the key of a table; it is told by
    /// the value, 32 or 64 bytes in base64.
    var isAccountKey: Bool {
        guard verdict.kind == .key || verdict.kind == .accessKey, shape.count == 44 || shape.count == 88,
            text[site.span.end - 1] == UInt8(ascii: "="), shape.blanks == 0
        else { return false }
        return (key.start..<key.end).contains { text.has("primary", at: $0) || text.has("secondary", at: $0) }
    }
}
