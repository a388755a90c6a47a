#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What one pass over a value's bytes can tell: what it is made of, and how it runs.
struct ValueShape {
    /// Longer values are measured by their beginning.
    static let limit = 1024

    let count: Int
    private(set) var lower = 0
    private(set) var upper = 0
    private(set) var digits = 0
    private(set) var blanks = 0
    /// Printable ASCII that is neither letter, digit nor blank.
    private(set) var punctuation = 0
    private(set) var nonASCII = 0
    private(set) var control = 0
    /// Punctuation by use.
    private(set) var underscores = 0
    private(set) var hyphens = 0
    private(set) var dots = 0
    private(set) var slashes = 0
    private(set) var base64Symbols = 0
    /// Hexadecimal digits of both cases.
    private(set) var hex = 0
    private(set) var distinct = 0
    /// Shannon bits per byte.
    private(set) var entropy = 0.0
    /// Places where the class of bytes changes other than at a word's capital.
    private(set) var changes = 0
    /// Pairs of neighbours that are one apart, always upwards or always downwards.
    private(set) var steps = 0
    /// The longest run of such pairs: 8 in `123456789`.
    private(set) var longestSteps = 0
    /// The longest run of one byte.
    private(set) var longestRun = 1
    /// The longest run of letters.
    private(set) var longestWord = 0
    private(set) var likeness = WordModel.Likeness()

    var letters: Int { lower + upper }
    /// How many of lower case, upper case, digits and punctuation there are.
    var classes: Int { (lower > 0 ? 1 : 0) + (upper > 0 ? 1 : 0) + (digits > 0 ? 1 : 0) + (punctuation > 0 ? 1 : 0) }

    /// `123456789`, `abcdefgh`: hardly anything but steps. With breaks between it is a value that somebody made up.
    var isPlainSequence: Bool { steps * 10 >= (count - 1) * 9 }

    init(_ value: UnsafeRawBufferPointer) {
        count = min(value.count, Self.limit)
        guard count > 0 else { return }
        var previous: UInt8 = 0
        var previousClass = 0
        var run = 1
        var stepRun = 0
        var word = 0
        var (first, second) = (0, 0)
        for index in 0..<count {
            let byte = value[index]
            let kind = classify(byte)
            if index > 0 {
                // A capital before a small letter begins a word: no surprise.
                if kind != previousClass, !(previousClass == 2 && kind == 1) { changes += 1 }
                if previous == byte {
                    run += 1
                    longestRun = max(longestRun, run)
                } else {
                    run = 1
                }
                let (one, other) = (byte | 0x20, previous | 0x20)
                if one == other &+ 1 || one == other &- 1 {
                    steps += 1
                    stepRun += 1
                    longestSteps = max(longestSteps, stepRun)
                } else {
                    stepRun = 0
                }
            }
            let isCamelEdge = previousClass == 1 && kind == 2
            let code = kind == 1 || kind == 2 ? WordModel.code(byte) : 0
            if isCamelEdge || (code == 0 && second != 0) {
                likeness.add(first, second, 0)
                (first, second) = (0, 0)
            }
            if code != 0 { likeness.add(first, second, code) }
            (first, second) = code == 0 ? (0, 0) : (second, code)
            word = code == 0 ? 0 : isCamelEdge ? 1 : word + 1
            longestWord = max(longestWord, word)
            previous = byte
            previousClass = kind
        }
        if second != 0 { likeness.add(first, second, 0) }
        (distinct, entropy) = Self.variety(of: value, count: count)
    }

    /// 1 lower case, 2 upper case, 3 digit, 4 punctuation, 5 blank, 6 beyond ASCII, 7 control.
    @inline(__always)
    private mutating func classify(_ byte: UInt8) -> Int {
        if ByteClass.isLower(byte) {
            lower += 1
            if byte <= UInt8(ascii: "f") { hex += 1 }
            return 1
        }
        if ByteClass.isUpper(byte) {
            upper += 1
            if byte <= UInt8(ascii: "F") { hex += 1 }
            return 2
        }
        if ByteClass.isDigit(byte) {
            digits += 1
            hex += 1
            return 3
        }
        if ByteClass.isWhitespace(byte) {
            blanks += 1
            return 5
        }
        if byte >= 0x80 {
            nonASCII += 1
            return 6
        }
        if byte < 0x20 || byte == 0x7f {
            control += 1
            return 7
        }
        punctuation += 1
        switch byte {
        case UInt8(ascii: "_"): underscores += 1
        case UInt8(ascii: "-"): hyphens += 1
        case UInt8(ascii: "."): dots += 1
        case UInt8(ascii: "/"): slashes += 1
        case UInt8(ascii: "+"), UInt8(ascii: "="): base64Symbols += 1
        default: break
        }
        return 4
    }

    /// How many different bytes there are, and their Shannon entropy.
    private static func variety(of value: UnsafeRawBufferPointer, count: Int) -> (distinct: Int, entropy: Double) {
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 256) { times in
            times.initialize(repeating: 0)
            for index in 0..<count { times[Int(value[index])] += 1 }
            var distinct = 0
            var sum = 0.0
            // Over the value, not over all bytes there are: values are short.
            for index in 0..<count {
                let here = Int(value[index])
                guard times[here] > 0 else { continue }
                distinct += 1
                if times[here] > 1 { sum += Double(times[here]) * log2(Double(times[here])) }
                times[here] = 0
            }
            return (distinct, log2(Double(count)) - sum / Double(count))
        }
    }
}
