/// What people fill the form of a token with where the token is not told: `glpat-YOUR_TOKEN_HERE_1234`, `AIza…EXAMPLE`.
///
/// A random value holds short words by chance. These are too long for that, or stand where none would.
enum FillerWords {
    private static let words: [StaticString] = [
        "your_", "your-", "replace_", "replace-me", "placeholder", "redacted", "changeme", "change_me", "change-me",
    ]
    private static let endings: [StaticString] = ["_here", "-here"]
    /// What is said of a value that was made for a test of what does not fit.
    private static let faults: [StaticString] = ["short", "invalid", "wrong", "truncated", "toolong", "too_long"]
    /// Words that such values are spelled with where nothing stands between them: `YOURKEYHEREYOURKEYHERE`.
    private static let letters: [StaticString] = [
        "placeholder", "password", "example", "replace", "invalid", "change", "insert", "secret", "sample", "token",
        "dummy", "value", "valid", "your", "here", "test", "fake", "this", "with", "real", "key", "api", "not", "me",
    ]
    private static let example: StaticString = "example"
    private static let ending: StaticString = "EXAMPLE"
    /// Where the word is less than a fifth of a value, as in tokens that vendors print whole, other signs decide.
    private static let part = 5

    static func areIn(_ value: UnsafeRawBufferPointer) -> Bool {
        let text = WindowText(value, from: 0, to: value.count)
        var examples = 0
        for offset in 0..<value.count where isFirst(value[offset]) {
            if words.contains(where: { text.has($0, at: offset) }) { return true }
            // `example.com` is a host.
            if text.has(example, at: offset), ByteClass.isUpper(value[offset]) { examples += 1 }
        }
        return examples * example.utf8CodeUnitCount * part >= max(value.count, 1)
            || isExample(value)
            || endings.contains { text.has($0, at: value.count - $0.utf8CodeUnitCount) }
            || saysFault(text) || isSpelledOut(text)
    }

    /// `…EXAMPLE` at the end, in capitals: of a random value no chance makes it, however long.
    private static func isExample(_ value: UnsafeRawBufferPointer) -> Bool {
        value.suffix(ending.utf8CodeUnitCount).elementsEqual(
            UnsafeBufferPointer(start: ending.utf8Start, count: ending.utf8CodeUnitCount))
    }

    /// `4Xk9TzqW!short`, `4Xk9TzqW_invalid`
    static func saysFault(_ text: WindowText) -> Bool {
        faults.contains { fault in
            let start = text.end - fault.utf8CodeUnitCount
            return start > text.start && text.has(fault, at: start) && "_-!.".utf8.contains(text[start - 1])
        }
    }

    /// Whether six of ten bytes belong to such words, and to two at least. By chance none do.
    private static func isSpelledOut(_ text: WindowText) -> Bool {
        var (place, words, covered) = (text.start, 0, 0)
        while place < text.end {
            if let word = letters.first(where: { text.has($0, at: place) }) {
                words += 1
                covered += word.utf8CodeUnitCount
                place += word.utf8CodeUnitCount
            } else {
                place += 1
            }
            if place - text.start > 24, covered * 3 < place - text.start { return false }
        }
        return words >= 2 && covered * 10 >= (text.end - text.start) * 6
    }

    /// Whether one of the words begins with the letter.
    private static func isFirst(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "y"), UInt8(ascii: "r"), UInt8(ascii: "p"), UInt8(ascii: "c"), UInt8(ascii: "e"): true
        default: false
        }
    }
}
