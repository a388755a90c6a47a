internal import Model

/// Values that somebody typed in the form of a token: `token_1234567890abcdefghijklmn`, `dckr_pat_abc123abc123abc123…`.
///
/// What is drawn at random has neither in any length: four steps in a row are rarer than one token in ten thousand, and
/// here most of the value is made of them.
enum PlainRun {
    /// Whether most of a value counts up or down, or says the same again and again.
    static func isIn(_ value: UnsafeRawBufferPointer) -> Bool { counts(value) || repeats(value) }

    /// Whether a byte follows another in counting: also where digits go on as letters, and where they begin anew.
    private static func isStep(_ first: UInt8, _ second: UInt8) -> Bool {
        guard ByteClass.isAlphanumeric(first), ByteClass.isAlphanumeric(second) else { return false }
        switch (first | 0x20, second | 0x20) {
        case (UInt8(ascii: "9"), UInt8(ascii: "0")), (UInt8(ascii: "9"), UInt8(ascii: "a")),
            (UInt8(ascii: "0"), UInt8(ascii: "a")), (UInt8(ascii: "f"), UInt8(ascii: "0")),
            (UInt8(ascii: "f"), UInt8(ascii: "1")), (UInt8(ascii: "z"), UInt8(ascii: "0")),
            (UInt8(ascii: "z"), UInt8(ascii: "1")), (UInt8(ascii: "z"), UInt8(ascii: "a")):
            return true
        default: return second == first &+ 1 || first == second &+ 1
        }
    }

    private static func counts(_ value: UnsafeRawBufferPointer) -> Bool {
        guard let start = firstRun(in: value) else { return false }
        let body = value.count - start
        guard body >= 12, body * 2 >= value.count else { return false }
        var (pairs, steps) = (0, 0)
        for index in start + 1..<value.count
        where ByteClass.isAlphanumeric(value[index]) && ByteClass.isAlphanumeric(value[index - 1]) {
            pairs += 1
            if isStep(value[index - 1], value[index]) { steps += 1 }
        }
        return steps * 10 >= pairs * 8
    }

    /// Where the first four steps in a row begin.
    private static func firstRun(in value: UnsafeRawBufferPointer) -> Int? {
        var run = 0
        for index in value.indices.dropFirst() {
            run = isStep(value[index - 1], value[index]) ? run + 1 : 0
            if run == 4 { return index - 4 }
        }
        return nil
    }

    /// Three times the same at the end, up to twelve bytes long.
    private static func repeats(_ value: UnsafeRawBufferPointer) -> Bool {
        (2...12).contains { period in
            guard value.count >= period * 3 else { return false }
            var start = value.count - period
            while start > 0, value[start - 1] == value[start - 1 + period] { start -= 1 }
            let length = value.count - start
            return length >= max(16, period * 3) && length * 10 >= value.count * 6
        }
    }
}
