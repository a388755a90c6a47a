/// Which kinds of characters stand in a value.
struct CharacterClasses {
    var hasLower = false
    var hasUpper = false
    var hasDigit = false

    init(of bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): hasLower = true
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): hasUpper = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
            default: break
            }
        }
    }

    var count: Int { (hasLower ? 1 : 0) + (hasUpper ? 1 : 0) + (hasDigit ? 1 : 0) }
}
