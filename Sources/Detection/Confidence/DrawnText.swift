internal import Model

/// Values that were drawn from all of the keyboard, as generators of passwords and Django make them. By chance they hold
/// what templates, expressions and hashes are told by: `$(`, `%(`, `${`, `(`, `***`.
enum DrawnText {
    /// Bytes without which there is too little to tell by.
    private static let least = 12
    /// Longer ones are texts.
    private static let most = 256

    static func isDrawn(_ text: WindowText, _ shape: ValueShape) -> Bool {
        guard text.end - text.start >= least, text.end - text.start <= most, shape.blanks == 0, shape.nonASCII == 0,
            shape.control == 0, shape.digits >= 2, shape.letters >= 3, shape.changes * 5 >= shape.count * 2,
            shape.likeness.mean < 190
        else { return false }
        return hasSigns(text) && !hasPlaceholder(text)
    }

    static func isDrawn(_ text: WindowText, _ span: ByteSpan) -> Bool {
        guard span.count >= least, span.count <= most else { return false }
        let value = UnsafeRawBufferPointer(rebasing: text.bytes[span.start..<span.end])
        return isDrawn(WindowText(value, from: 0, to: value.count), ValueShape(value))
    }

    /// Signs of four kinds, two of which stand in hardly any program side by side, or of six kinds with one of these.
    private static func hasSigns(_ text: WindowText) -> Bool {
        var (rare, all): (Set<UInt8>, Set<UInt8>) = ([], [])
        for index in text.start..<text.end {
            let byte = text[index]
            if ByteClass.isAlphanumeric(byte) { continue }
            if ByteClass.isQuote(byte) || byte == UInt8(ascii: "\\") { return false }
            all.insert(byte)
            if "#$%^@~*".utf8.contains(byte) { rare.insert(byte) }
        }
        return rare.count >= 2 && all.count >= 4 || !rare.isEmpty && all.count >= 6
    }

    /// `${NAME}`, `$(name)`, `%(name)s`, `{{ name }}`, `<%…%>`, or several conversions (`%s`): closed, with a name within.
    private static func hasPlaceholder(_ text: WindowText) -> Bool {
        var conversions = 0
        for index in text.start..<text.end {
            let next = text[index + 1]
            switch text[index] {
            // `{base64:43}`, `{name}`
            case UInt8(ascii: "{") where closes(text, from: index + 1, with: UInt8(ascii: "}")),
                UInt8(ascii: "{") where Template.isSizedField(text, at: index):
                return true
            // `[A-Za-z0-9!#%]`
            case UInt8(ascii: "-") where text.has("a-z", at: index - 1) || text.has("0-9", at: index - 1): return true
            case UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "{"):
                if next == UInt8(ascii: "{"), closes(text, from: index + 2, with: UInt8(ascii: "}")) { return true }
                if next == UInt8(ascii: "("), closes(text, from: index + 2, with: UInt8(ascii: ")")) { return true }
            case UInt8(ascii: "%"):
                if next == UInt8(ascii: "("), closes(text, from: index + 2, with: UInt8(ascii: ")")) { return true }
                if next == UInt8(ascii: "s") || next == UInt8(ascii: "d") || next == UInt8(ascii: "v") {
                    conversions += 1
                }
            case UInt8(ascii: "<"):
                if next == UInt8(ascii: "%") || next == UInt8(ascii: "?") { return true }
            default: break
            }
        }
        return conversions > 2
    }

    /// A name of three bytes or more, which nothing but its bracket ends.
    private static func closes(_ text: WindowText, from start: Int, with bracket: UInt8) -> Bool {
        var index = start
        while index < text.end, ByteClass.isName(text[index]) || text[index] == UInt8(ascii: ".") { index += 1 }
        return index - start >= 3 && text[index] == bracket
    }
}
