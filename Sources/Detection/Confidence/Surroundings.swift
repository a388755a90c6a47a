internal import Model

/// What stands right around a value with a format: whether it is a value, or chance made it within something longer.
enum Surroundings {
    /// - Parameter window: no byte outside of it is looked at.
    static func evidence(
        of whole: ByteSpan, secret: ByteSpan, in content: UnsafeRawBufferPointer, window: ByteSpan
    ) -> EvidenceSet {
        let text = WindowText(content, from: window.start, to: window.end)
        var evidence: EvidenceSet = []
        if followsDigestName(text, secret.start) { evidence.insert(.integrityField) }
        if PatternSigns.isPiece(text, secret) { evidence.insert(.looksLikeCode) }
        if isPieceOfData(text, whole) { evidence.insert(.withinEncoded) }
        return evidence
    }

    /// `struct semaphore LedStripOutput42::done`: a name of code, with its members or its arguments behind it.
    static func isName(behind end: Int, in content: UnsafeRawBufferPointer, window: ByteSpan) -> Bool {
        let text = WindowText(content, from: window.start, to: window.end)
        return text[end] == UInt8(ascii: "(") || text[end] == UInt8(ascii: ":") && text[end + 1] == UInt8(ascii: ":")
            || text[end] == UInt8(ascii: "-") && text[end + 1] == UInt8(ascii: ">")
    }

    /// Whether the line of a place is a comment, as far as the window shows it.
    static func isComment(lineOf place: Int, in content: UnsafeRawBufferPointer, window: ByteSpan) -> Bool {
        WindowText(content, from: window.start, to: window.end).isComment(lineAt: place)
    }

    /// `recaptcha.siteKey`: pages show the key of a site to everybody.
    static func namesSite(_ key: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        let text = WindowText(content, from: key.start, to: key.end)
        return (key.start..<key.end).contains { index in
            text.has("sitekey", at: index) || text.has("site_key", at: index) || text.has("site-key", at: index)
        }
    }

    /// `"admin/discord/x.html": "79f5…"`, `libdemo_gitlab-a304.0jko….rcgu.o`: a file, and its digest or the rest of its name.
    static func namesFile(_ key: ByteSpan, _ secret: ByteSpan, in content: UnsafeRawBufferPointer, window: ByteSpan)
        -> Bool
    {
        let text = WindowText(content, from: window.start, to: window.end)
        if text.has(".rcgu.o", at: secret.end) { return true }
        guard ByteClass.isQuote(text[secret.end]),
            (secret.start..<secret.end).allSatisfy({ ByteClass.isHex(text[$0]) })
        else { return false }
        var close = secret.start - 2
        while close > key.start, ByteClass.isBlank(text[close]) || text[close] == UInt8(ascii: ":") { close -= 1 }
        guard ByteClass.isQuote(text[close]) else { return false }
        var dot = close - 1
        while ByteClass.isAlphanumeric(text[dot]) { dot -= 1 }
        guard text[dot] == UInt8(ascii: "."), close - dot >= 3, close - dot <= 6 else { return false }
        var open = dot
        while open > dot - 200, text[open] > 0x20, !ByteClass.isQuote(text[open]) {
            if text[open] == UInt8(ascii: "/") { return true }
            open -= 1
        }
        return false
    }

    /// `acme/acmed:48b097a7…`: the tag of an image, right behind its name.
    static func namesImage(_ key: ByteSpan, in content: UnsafeRawBufferPointer, window: ByteSpan) -> Bool {
        let text = WindowText(content, from: window.start, to: window.end)
        return text[key.start - 1] == UInt8(ascii: "/") && text[key.end - 1] == UInt8(ascii: ":")
            && (key.start..<key.end - 1).allSatisfy { ByteClass.isName(text[$0]) || text[$0] == UInt8(ascii: ".") }
    }

    /// `sha256=…`, `sha512-…`: the digest of a file in a list of files.
    private static func followsDigestName(_ text: WindowText, _ start: Int) -> Bool {
        guard text[start - 1] == UInt8(ascii: "=") || text[start - 1] == UInt8(ascii: "-") else { return false }
        let names: [StaticString] = ["sha256", "sha384", "sha512", "sha1", "md5"]
        return names.contains { text.has($0, at: start - 1 - $0.utf8CodeUnitCount) }
    }

    /// Whether base64 goes on beside the match, as in images, signatures and compressed code: among so many bytes any
    /// short format turns up.
    private static func isPieceOfData(_ text: WindowText, _ whole: ByteSpan) -> Bool {
        var left = whole.start
        while left > whole.start - reach, let before = byteOfData(text, endingAt: left) { left = before }
        var right = whole.end
        while right < whole.end + reach, let after = byteOfData(text, from: right) { right = after }
        return isRandom(text, ByteSpan(left, whole.start)) || isRandom(text, ByteSpan(whole.end, right))
    }

    /// How far data is looked for on either side.
    private static let reach = 96
    /// Shorter runs are what else may stand beside a token: the parts of a path.
    private static let shortestRun = 16

    private static func isRandom(_ text: WindowText, _ span: ByteSpan) -> Bool {
        guard span.count >= shortestRun else { return false }
        let shape = ValueShape(UnsafeRawBufferPointer(rebasing: text.bytes[span.start..<span.end]))
        return shape.lower > 0 && shape.upper > 1 && shape.slashes * 6 <= shape.count && ValueJudge.looksRandom(shape)
    }

    /// Where the byte, or the escape of a line feed, that ends at `end` begins; nil if it is no base64.
    private static func byteOfData(_ text: WindowText, endingAt end: Int) -> Int? {
        let byte = text[end - 1]
        if byte == UInt8(ascii: "n"), text[end - 2] == UInt8(ascii: "\\") { return end - 2 }
        return isData(byte) ? end - 1 : nil
    }

    private static func byteOfData(_ text: WindowText, from start: Int) -> Int? {
        let byte = text[start]
        if byte == UInt8(ascii: "\\"), text[start + 1] == UInt8(ascii: "n") { return start + 2 }
        return isData(byte) ? start + 1 : nil
    }

    @inline(__always)
    private static func isData(_ byte: UInt8) -> Bool {
        ByteClass.isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
    }
}
