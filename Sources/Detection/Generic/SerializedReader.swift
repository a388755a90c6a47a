internal import Model

/// The value behind a key in what PHP's `serialize` writes, as databases of its applications keep their settings:
/// `s:9:"smtp_pass";s:12:"…";`. Each text says how many bytes it has, so that quotes within it end nothing.
struct SerializedReader {
    let text: WindowText

    /// Longer counts are of no value that is read.
    private static let mostDigits = 4

    /// - Parameter sign: the semicolon behind the key, which `s:` follows.
    func value(_ sign: Int) -> ValueSite? {
        guard let count = count(sign + 3) else { return nil }
        let quote = count.end
        guard text[quote] == UInt8(ascii: "\"") else { return ValueReader(text: text).quoted(quote) }
        // A dump can have other escapes than the text that was counted.
        let close = quote + 1 + count.bytes
        guard count.bytes > 0, close < text.end, text[close] == UInt8(ascii: "\""),
            text[close + 1] == UInt8(ascii: ";"), (quote + 1..<close).allSatisfy({ text[$0] >= 0x20 })
        else { return ValueReader(text: text).quoted(quote) }
        return ValueSite(span: ByteSpan(quote + 1, close), end: close + 1, evidence: [.quoted])
    }

    /// The count at a place, and where the text begins behind its colon.
    private func count(_ start: Int) -> (bytes: Int, end: Int)? {
        var (here, bytes) = (start, 0)
        while ByteClass.isDigit(text[here]), here - start < Self.mostDigits {
            bytes = bytes * 10 + Int(text[here] - UInt8(ascii: "0"))
            here += 1
        }
        guard here > start, text[here] == UInt8(ascii: ":"), bytes <= ValueReader.limit else { return nil }
        return (bytes, here + 1)
    }
}
