internal import Model

/// Whether bytes are one value of JSON (RFC 8259). Nothing is kept of it.
enum JSONSyntax {
    enum Reading { case whole, begun, other }

    /// What is said of an object in base64.
    static func evidence(for text: UnsafeRawBufferPointer) -> EvidenceSet {
        guard let plain = Base64Text.decode(text), plain.first == UInt8(ascii: "{") else { return [.structureWrong] }
        if plain.split(separator: UInt8(ascii: "\"")).contains(where: { $0.starts(with: "EXAMPLE".utf8) }) {
            return [.placeholder]
        }
        // A documentation shows the beginning of one.
        return switch reading(of: plain) {
        case .whole: [.structureValid]
        case .begun: []
        case .other: [.structureWrong]
        }
    }

    /// `begun` if the bytes end within a value, and nothing before speaks against one.
    static func reading(of bytes: [UInt8]) -> Reading {
        var reader = JSONReader(bytes)
        if reader.value(depth: 0), reader.isAtEnd { return .whole }
        return reader.hasNoMore && bytes.allSatisfy { $0 < 0x7F } ? .begun : .other
    }
}

private struct JSONReader {
    private let bytes: [UInt8]
    private var place = 0

    /// No file of keys goes deeper.
    private static let greatestDepth = 64

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    var isAtEnd: Bool {
        mutating get {
            skipBlanks()
            return place == bytes.count
        }
    }

    /// Whether reading stopped for want of bytes.
    var hasNoMore: Bool { place >= bytes.count }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
            place += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard next == byte else { return false }
        place += 1
        return true
    }

    mutating func value(depth: Int) -> Bool {
        skipBlanks()
        guard depth < Self.greatestDepth, let first = next else { return false }
        switch first {
        case UInt8(ascii: "{"): return list(closedBy: UInt8(ascii: "}")) { $0.member(depth + 1) }
        case UInt8(ascii: "["): return list(closedBy: UInt8(ascii: "]")) { $0.value(depth: depth + 1) }
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "t"): return word("true")
        case UInt8(ascii: "f"): return word("false")
        case UInt8(ascii: "n"): return word("null")
        default: return number()
        }
    }

    private mutating func list(closedBy end: UInt8, _ item: (inout Self) -> Bool) -> Bool {
        place += 1
        if take(end) { return true }
        repeat { guard item(&self) else { return false } } while take(UInt8(ascii: ","))
        return take(end)
    }

    private mutating func member(_ depth: Int) -> Bool {
        skipBlanks()
        return string() && take(UInt8(ascii: ":")) && value(depth: depth)
    }

    private mutating func string() -> Bool {
        guard next == UInt8(ascii: "\"") else { return false }
        place += 1
        while let byte = next, byte >= 0x20 {
            place += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "\"") { return true }
        }
        return false
    }

    private mutating func word(_ text: StaticString) -> Bool {
        let end = place + text.utf8CodeUnitCount
        guard end <= bytes.count,
            bytes[place..<end].elementsEqual(
                UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        else { return false }
        place = end
        return true
    }

    private mutating func number() -> Bool {
        let start = place
        while let byte = next, ByteClass.isDigit(byte) || "+-.eE".utf8.contains(byte) { place += 1 }
        return bytes[start..<place].contains(where: ByteClass.isDigit)
    }
}
