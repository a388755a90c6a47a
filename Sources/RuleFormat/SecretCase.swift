/// The one case of the letters in a provider's keys.
///
/// Consoles and people change it, and documentation writes examples in the other: under the provider's name such a
/// value is read too, and said to be of an unusual form.
package enum SecretCase: Sendable {
    case lower, upper

    /// What opens a value of a keyed pattern that is tried in either case.
    static let opening = "(?i:"

    /// nil for values with letters of their own (`sk_…`), which are written as the provider writes them, and for those
    /// with letters of both cases or none.
    init?(of value: String) {
        var outside = ""
        var classes = ""
        var isInside = false
        for character in value {
            switch character {
            case "[": isInside = true
            case "]": isInside = false
            default: if isInside { classes.append(character) } else { outside.append(character) }
            }
        }
        guard !outside.contains(where: \.isLetter) else { return nil }
        switch (classes.contains(where: \.isLowercase), classes.contains(where: \.isUppercase)) {
        case (true, false): self = .lower
        case (false, true): self = .upper
        default: return nil
        }
    }

    /// Of the value in a pattern that `KeyedPattern` wrote. Called for each of thousands of rules when people bring their own.
    init?(ofPattern pattern: String) {
        guard pattern.hasSuffix(KeyedPattern.surplus) else { return nil }
        let (bytes, mark) = (Array(pattern.utf8), Array(("(?<secret>" + Self.opening).utf8))
        // What follows the value is of a known length, so it stands near the end.
        let end = bytes.count - KeyedPattern.surplus.utf8.count - 2
        var begin = end - mark.count
        while begin >= 0, bytes[begin] != mark[0] || !bytes[begin...].starts(with: mark) { begin -= 1 }
        guard begin >= 0 else { return nil }
        self.init(of: String(decoding: bytes[begin + mark.count..<end], as: UTF8.self))
    }

    /// Whether a value is written otherwise.
    package func differs(from value: UnsafeRawBufferPointer) -> Bool {
        let other = self == .lower ? UInt8(ascii: "A")...UInt8(ascii: "Z") : UInt8(ascii: "a")...UInt8(ascii: "z")
        return value.contains { other.contains($0) }
    }
}
