/// The sign between a setting and what is taken where it is not set: `||`, `??`, `?:`, `or`; the line may break on either
/// side of it.
struct FallbackSign {
    let text: WindowText

    /// - Returns: where the other value begins; nil if no such sign stands there.
    func behind(_ start: Int) -> Int? {
        let here = skippingBreaks(start)
        let next = text[here + 1]
        switch text[here] {
        case UInt8(ascii: "|") where next == UInt8(ascii: "|"),
            UInt8(ascii: "?") where next == UInt8(ascii: "?") || next == UInt8(ascii: ":"):
            return skippingBreaks(here + 2)
        case UInt8(ascii: "o") where next == UInt8(ascii: "r") && ByteClass.isWhitespace(text[here + 2]):
            return skippingBreaks(here + 3)
        default: return nil
        }
    }

    /// Behind white space, and `\` at a line's end.
    private func skippingBreaks(_ start: Int) -> Int {
        let here = text.skippingWhitespace(start)
        guard text[here] == UInt8(ascii: "\\"), ByteClass.isWhitespace(text[here + 1]) else { return here }
        return text.skippingWhitespace(here + 1)
    }
}
