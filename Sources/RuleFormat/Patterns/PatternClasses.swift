/// What one character of a text may be: escapes and classes.
extension PatternReader {
    /// A backslash and what follows it.
    mutating func escape() throws(PatternSyntax.Failure) -> PatternNode {
        position += 1
        guard let byte = peek() else { throw failure("it ends in a backslash") }
        switch byte {
        case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "z"), UInt8(ascii: "Z"),
            UInt8(ascii: "G"),
            UInt8(ascii: "K"), UInt8(ascii: "E"):
            position += 1
            return .empty
        case UInt8(ascii: "Q"): return quoted()
        case UInt8(ascii: "1")...UInt8(ascii: "9"), UInt8(ascii: "k"), UInt8(ascii: "g"):
            position += 1
            if peek() == UInt8(ascii: "<") || peek() == UInt8(ascii: "{") {
                while let next = peek(), next != UInt8(ascii: ">"), next != UInt8(ascii: "}") {
                    _ = next; position += 1
                }
                position += 1
            }
            return .anything
        default: return .bytes(folded(try escapedSet()))
        }
    }

    /// `\Q…\E`.
    private mutating func quoted() -> PatternNode {
        position += 1
        var nodes: [PatternNode] = []
        while let byte = peek(), !has("\\E") {
            nodes.append(.bytes(folded(ByteSet([byte]))))
            position += 1
        }
        if has("\\E") { position += 2 }
        return .sequence(nodes)
    }

    /// What a backslash and the byte at `position` stand for.
    private mutating func escapedSet() throws(PatternSyntax.Failure) -> ByteSet {
        guard let byte = peek() else { throw failure("it ends in a backslash") }
        position += 1
        switch byte {
        case UInt8(ascii: "d"): return .digits
        case UInt8(ascii: "D"): return ByteSet.digits.inverted
        case UInt8(ascii: "w"): return .word
        case UInt8(ascii: "W"): return ByteSet.word.inverted
        case UInt8(ascii: "s"): return .space
        case UInt8(ascii: "S"): return ByteSet.space.inverted
        case UInt8(ascii: "h"): return .blanks
        case UInt8(ascii: "H"): return ByteSet.blanks.inverted
        case UInt8(ascii: "v"), UInt8(ascii: "R"): return ByteSet([0x0A, 0x0B, 0x0C, 0x0D])
        case UInt8(ascii: "V"), UInt8(ascii: "N"), UInt8(ascii: "X"), UInt8(ascii: "C"): return .all
        case UInt8(ascii: "n"): return ByteSet([0x0A])
        case UInt8(ascii: "r"): return ByteSet([0x0D])
        case UInt8(ascii: "t"): return ByteSet([0x09])
        case UInt8(ascii: "f"): return ByteSet([0x0C])
        case UInt8(ascii: "a"): return ByteSet([0x07])
        case UInt8(ascii: "e"): return ByteSet([0x1B])
        case UInt8(ascii: "0"):
            while let next = peek(), ByteSet.digits.contains(next) { _ = next; position += 1 }
            return .all
        case UInt8(ascii: "x"): return hexadecimal()
        case UInt8(ascii: "p"), UInt8(ascii: "P"):
            if peek() == UInt8(ascii: "{") {
                while let next = peek(), next != UInt8(ascii: "}") { _ = next; position += 1 }
            }
            position += 1
            return .all
        default: return ByteSet([byte])
        }
    }

    private mutating func hexadecimal() -> ByteSet {
        let isBraced = peek() == UInt8(ascii: "{")
        if isBraced { position += 1 }
        var digits = ""
        while let byte = peek(), digits.count < (isBraced ? 8 : 2), Character(UnicodeScalar(byte)).isHexDigit {
            digits.unicodeScalars.append(UnicodeScalar(byte))
            position += 1
        }
        if isBraced, peek() == UInt8(ascii: "}") { position += 1 }
        return UInt8(digits, radix: 16).map { ByteSet([$0]) } ?? .all
    }

    /// `[…]`, `[^…]`.
    mutating func bracket() throws(PatternSyntax.Failure) -> ByteSet {
        position += 1
        let isNegated = peek() == UInt8(ascii: "^")
        if isNegated { position += 1 }
        var set = ByteSet()
        var isFirst = true
        while let byte = peek(), byte != UInt8(ascii: "]") || isFirst {
            isFirst = false
            if has("[:"), let named = posix() {
                set = set.union(named)
                continue
            }
            let low = try member(byte)
            guard peek() == UInt8(ascii: "-"), let next = peek(1), next != UInt8(ascii: "]"), low.count == 1,
                let first = low.bytes.first
            else {
                set = set.union(low)
                continue
            }
            position += 1
            let high = try member(next)
            guard high.count == 1, let last = high.bytes.first else {
                set = set.union(low).union(high).union(ByteSet([UInt8(ascii: "-")]))
                continue
            }
            guard first <= last else { throw failure("a range of a class is out of order") }
            set = set.union(ByteSet(first...last))
        }
        guard peek() == UInt8(ascii: "]") else { throw failure("a class is not closed") }
        position += 1
        let folded = folded(set)
        return isNegated ? folded.inverted : folded
    }

    private mutating func member(_ byte: UInt8) throws(PatternSyntax.Failure) -> ByteSet {
        position += 1
        guard byte == UInt8(ascii: "\\") else { return ByteSet([byte]) }
        if peek() == UInt8(ascii: "b") {
            position += 1
            return ByteSet([0x08])
        }
        return try escapedSet()
    }

    private mutating func posix() -> ByteSet? {
        guard let end = text[position...].firstIndex(of: UInt8(ascii: "]")), end > position + 3,
            text[end - 1] == UInt8(ascii: ":")
        else { return nil }
        let name = String(decoding: text[(position + 2)..<(end - 1)], as: UTF8.self)
        let letters = ByteSet.lower.union(.upper)
        let known: [String: ByteSet] = [
            "alpha": letters, "digit": .digits, "alnum": letters.union(.digits), "lower": .lower, "upper": .upper,
            "word": .word,
            "space": .space, "blank": .blanks, "xdigit": ByteSet("0123456789abcdefABCDEF".utf8),
            "punct": ByteSet(0x21...0x7E).union(letters), "graph": ByteSet(0x21...0x7E), "print": ByteSet(0x20...0x7E),
        ]
        guard let set = known[name] else { return nil }
        position = end + 1
        return set
    }
}
