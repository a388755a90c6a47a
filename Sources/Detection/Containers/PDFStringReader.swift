internal import Model

/// Reads what a content stream draws.
struct PDFStringReader {
    private let stream: UnsafeRawBufferPointer
    private var position = 0
    private var line: [UInt8] = []
    private var result: [UInt8] = []
    /// Strings since the last operator.
    private var operand: [UInt8] = []

    /// Whether the string read last does not stand there as it reads.
    private var isEscaped = false

    init(_ stream: UnsafeRawBufferPointer) { self.stream = stream }

    /// Texts of 8 bytes or more that do not stand there as they read, a line for each.
    mutating func rewritten() -> [UInt8] {
        while position < stream.count {
            let byte = stream[position]
            guard byte == UInt8(ascii: "(") || byte == UInt8(ascii: "<") else {
                position += 1
                continue
            }
            isEscaped = false
            operand.removeAll(keepingCapacity: true)
            if byte == UInt8(ascii: "(") {
                literal()
            } else {
                if position + 1 < stream.count, stream[position + 1] == byte { position += 2 } else { hexadecimal() }
                isEscaped = true
            }
            guard operand.count >= 8, isEscaped || operand.starts(with: [0xFE, 0xFF]) else { continue }
            let text = operand.withUnsafeBytes { UnicodeText.text(of: $0) } ?? operand
            guard text.withUnsafeBytes({ Plausibility.isText($0) }) else { continue }
            result += text
            result.append(0x0A)
        }
        return result
    }

    mutating func shown() -> [UInt8] {
        while position < stream.count {
            let byte = stream[position]
            switch byte {
            case UInt8(ascii: "("): literal()
            case UInt8(ascii: "<"):
                if position + 1 < stream.count, stream[position + 1] == byte { position += 2 } else { hexadecimal() }
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "'"),
                UInt8(ascii: "\""):
                word()
            default: position += 1
            }
        }
        endLine()
        return result
    }

    private mutating func word() {
        let start = position
        while position < stream.count, !Self.endsWord(stream[position]) { position += 1 }
        if position == start { position += 1 }
        // Operators have one letter or two; a stream has millions of them.
        let second = position - start == 2 ? stream[start + 1] : 0
        switch (position - start, stream[start], second) {
        case (2, UInt8(ascii: "T"), UInt8(ascii: "j")), (2, UInt8(ascii: "T"), UInt8(ascii: "J")): line += operand
        case (1, UInt8(ascii: "'"), _), (1, UInt8(ascii: "\""), _):
            endLine()
            line += operand
        case (2, UInt8(ascii: "T"), UInt8(ascii: "d")), (2, UInt8(ascii: "T"), UInt8(ascii: "D")),
            (2, UInt8(ascii: "T"), UInt8(ascii: "*")),
            (2, UInt8(ascii: "T"), UInt8(ascii: "m")), (2, UInt8(ascii: "E"), UInt8(ascii: "T")):
            endLine()
        default: break
        }
        operand.removeAll(keepingCapacity: true)
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
            UInt8(ascii: "]"),
            UInt8(ascii: "/"), UInt8(ascii: "%"):
            true
        default: false
        }
    }

    private mutating func endLine() {
        guard !line.isEmpty else { return }
        result += line
        result.append(0x0A)
        line.removeAll(keepingCapacity: true)
    }

    private mutating func literal() {
        var depth = 0
        // What stands there as it reads is taken over in one piece.
        var start = position
        while position < stream.count {
            let byte = stream[position]
            position += 1
            switch byte {
            case UInt8(ascii: "("):
                depth += 1
                if depth == 1 { start = position }
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 {
                    operand.append(contentsOf: stream[start..<(position - 1)])
                    return
                }
            case UInt8(ascii: "\\"):
                operand.append(contentsOf: stream[start..<(position - 1)])
                escape()
                start = position
            default: break
            }
        }
        operand.append(contentsOf: stream[start..<position])
    }

    private mutating func escape() {
        guard position < stream.count else { return }
        let byte = stream[position]
        position += 1
        isEscaped = true
        switch byte {
        case UInt8(ascii: "n"): operand.append(0x0A)
        case UInt8(ascii: "r"): operand.append(0x0D)
        case UInt8(ascii: "t"): operand.append(0x09)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var value = Int(byte - UInt8(ascii: "0"))
            for _ in 0..<2
            where position < stream.count && (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(stream[position]) {
                value = value * 8 + Int(stream[position] - UInt8(ascii: "0"))
                position += 1
            }
            operand.append(UInt8(truncatingIfNeeded: value))
        case 0x0A: break
        default: operand.append(byte)
        }
    }

    private mutating func hexadecimal() {
        position += 1
        var digits: [UInt8] = []
        let table = EncodingAlphabet.shared.hex
        while position < stream.count, stream[position] != UInt8(ascii: ">") {
            let digit = table[Int(stream[position])]
            if digit < 16 { digits.append(digit) }
            position += 1
        }
        position += 1
        if digits.count % 2 == 1 { digits.append(0) }
        for index in stride(from: 0, to: digits.count, by: 2) { operand.append(digits[index] << 4 | digits[index + 1]) }
    }
}
