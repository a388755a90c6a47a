internal import Model

/// Reads JSON in one pass without building a tree, many times faster than Foundation: findings files have gigabytes.
///
/// Lenient about white space, strict about structure. All failures throw `Fault`.
struct JSONCursor {
    struct Fault: Error {
        let reason: String
    }

    private let bytes: UnsafeRawBufferPointer
    private(set) var position = 0
    private var depth = 0

    /// Objects and lists within each other. Ours have six at most; a program's stack bears some thousands.
    private static let depthLimit = 64

    /// - Parameter bytes: lent as long as the cursor lives.
    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Calls `field` for every key of an object; it must read or skip the value.
    mutating func object(_ field: (inout JSONCursor, UnsafeRawBufferPointer) throws(Fault) -> Void) throws(Fault) {
        try expect(UInt8(ascii: "{"))
        try enter()
        defer { depth -= 1 }
        if take(UInt8(ascii: "}")) { return }
        repeat {
            let key = try keyBytes()
            try expect(UInt8(ascii: ":"))
            try field(&self, key)
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
    }

    mutating func array(_ element: (inout JSONCursor) throws(Fault) -> Void) throws(Fault) {
        try expect(UInt8(ascii: "["))
        try enter()
        defer { depth -= 1 }
        if take(UInt8(ascii: "]")) { return }
        repeat { try element(&self) } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
    }

    private mutating func enter() throws(Fault) {
        guard depth < Self.depthLimit else { throw Fault(reason: "it is nested too deeply") }
        depth += 1
    }

    mutating func string() throws(Fault) -> String {
        try expect(UInt8(ascii: "\""))
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                defer { position += 1 }
                return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            if byte < 0x20 { throw Fault(reason: "a control character stands in a string") }
            position += 1
        }
        throw Fault(reason: "a string has no end")
    }

    mutating func optionalString() throws(Fault) -> String? { takeNull() ? nil : try string() }

    mutating func boolean() throws(Fault) -> Bool {
        if takeWord("true") { return true }
        if takeWord("false") { return false }
        throw Fault(reason: "true or false is missing")
    }

    mutating func optionalBoolean() throws(Fault) -> Bool? { takeNull() ? nil : try boolean() }

    mutating func integer() throws(Fault) -> Int {
        skipSpace()
        var isNegative = false
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") {
            isNegative = true
            position += 1
        }
        let start = position
        var value = 0
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, more) = product.addingReportingOverflow(Int(bytes[position] - 0x30))
            if overflow || more { throw Fault(reason: "a number is too large") }
            value = sum
            position += 1
        }
        guard position > start else { throw Fault(reason: "a number is missing") }
        return isNegative ? -value : value
    }

    mutating func number() throws(Fault) -> Double {
        skipSpace()
        let start = position
        while position < bytes.count, Self.isNumberByte(bytes[position]) { position += 1 }
        let text = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
        guard let value = Double(text) else { throw Fault(reason: "a number is missing") }
        return value
    }

    /// Passes over any value.
    mutating func skip() throws(Fault) {
        skipSpace()
        guard position < bytes.count else { throw Fault(reason: "a value is missing") }
        switch bytes[position] {
        case UInt8(ascii: "{"): try object { json, _ throws(Fault) in try json.skip() }
        case UInt8(ascii: "["): try array { json throws(Fault) in try json.skip() }
        case UInt8(ascii: "\""): _ = try keyBytes()
        case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try boolean()
        case UInt8(ascii: "n"): guard takeNull() else { throw Fault(reason: "a value is missing") }
        default: _ = try number()
        }
    }

    mutating func takeNull() -> Bool { takeWord("null") }

    /// Whether the next value is an object.
    mutating func isAtObject() -> Bool {
        skipSpace()
        return position < bytes.count && bytes[position] == UInt8(ascii: "{")
    }

    /// Throws if anything but white space is left.
    mutating func end() throws(Fault) {
        skipSpace()
        if position < bytes.count { throw Fault(reason: "something stands behind the object") }
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    }

    private mutating func expect(_ byte: UInt8) throws(Fault) {
        guard take(byte) else {
            throw Fault(reason: "“\(String(UnicodeScalar(byte)))” is missing at byte \(position + 1)")
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func takeWord(_ word: StaticString) -> Bool {
        skipSpace()
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
        position += count
        return true
    }

    /// The bytes between quotes; keys of ours have no escapes.
    private mutating func keyBytes() throws(Fault) -> UnsafeRawBufferPointer {
        try expect(UInt8(ascii: "\""))
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return UnsafeRawBufferPointer(rebasing: bytes[start..<(position - 1)])
            case UInt8(ascii: "\\"): position += 2
            default: position += 1
            }
        }
        throw Fault(reason: "a string has no end")
    }

    private mutating func escapedString(from start: Int) throws(Fault) -> String {
        var text = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                if byte < 0x20 { throw Fault(reason: "a control character stands in a string") }
                text.append(byte)
                continue
            }
            guard position < bytes.count else { break }
            let escape = bytes[position]
            position += 1
            switch escape {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
            case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
            default: throw Fault(reason: "an escape is unknown")
            }
        }
        throw Fault(reason: "a string has no end")
    }

    /// What `\u` names. Half a pair is no character: whatever stands behind it is read by itself.
    private mutating func escapedScalar() throws(Fault) -> Character {
        let first = try escapedUnit()
        guard (0xD800..<0xDC00).contains(first) else { return Character(UnicodeScalar(first) ?? "\u{FFFD}") }
        let behind = position
        if position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u") {
            position += 2
            let second = try escapedUnit()
            if (0xDC00..<0xE000).contains(second) {
                let code = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
                return Character(UnicodeScalar(code) ?? "\u{FFFD}")
            }
        }
        position = behind
        return "\u{FFFD}"
    }

    private mutating func escapedUnit() throws(Fault) -> UInt32 {
        guard position + 4 <= bytes.count else { throw Fault(reason: "an escape is unknown") }
        var unit: UInt32 = 0
        for digit in bytes[position..<(position + 4)] {
            guard let value = Hexadecimal.value(of: digit) else { throw Fault(reason: "an escape is unknown") }
            unit = unit << 4 | UInt32(value)
        }
        position += 4
        return unit
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
    }
}

extension UnsafeRawBufferPointer {
    /// Whether these are the bytes of a key.
    static func ~= (word: StaticString, bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<bytes.count where bytes[index] != word.utf8Start[index] { return false }
        return true
    }
}
