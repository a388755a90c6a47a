internal import Model

/// Writes JSON: keys in the order given, the same bytes for the same values.
///
/// All that a terminal or a line-by-line reader could trip over (controls, U+2028, bidirectional characters…) is
/// escaped, so a value can neither forge a line nor hide in one; parsing gives back the exact text.
package struct JSONWriter {
    /// How it is set out; what it says is the same.
    package enum Layout: Sendable {
        /// No white space at all: one line of a JSON Lines file.
        case oneLine
        /// Two spaces a level.
        case indented
    }

    private let layout: Layout
    private var bytes: [UInt8] = []
    private var depth = 0
    private var isAtStart = true
    /// Fields that are written again and again, by what they describe.
    private var fragments: [ObjectID: [UInt8]] = [:]

    package init(layout: Layout) { self.layout = layout }

    /// What was written, without a final newline.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Hands over what was written, with a newline; the writer begins anew.
    mutating func finishLine(to output: inout some ByteOutput) {
        bytes.append(UInt8(ascii: "\n"))
        output.write(bytes: bytes)
        bytes.removeAll(keepingCapacity: true)
        isAtStart = true
    }

    /// Writes the fields at the beginning of an object: with `fields` once, from memory after that.
    mutating func fields(describing id: ObjectID, _ fields: (inout JSONWriter) -> Void) {
        guard layout == .oneLine, isAtStart else { return fields(&self) }
        if let known = fragments[id] {
            bytes += known
            isAtStart = false
            return
        }
        let start = bytes.count
        fields(&self)
        fragments[id] = Array(bytes[start...])
    }

    /// An object, under `key` when it stands in another object.
    package mutating func object(_ key: String? = nil, _ fields: (inout JSONWriter) -> Void) {
        begin(key)
        nest("{", "}", fields)
    }

    /// An array whose elements are written by `element`, each with one call of `object` or `value`.
    package mutating func array<Elements: Sequence>(
        _ key: String? = nil, _ elements: Elements, _ element: (inout JSONWriter, Elements.Element) -> Void
    ) {
        begin(key)
        nest("[", "]") { json in for one in elements { element(&json, one) } }
    }

    /// A member of the object that is open: texts in the order given.
    package mutating func array(_ key: String, _ strings: [String]) {
        array(key, strings) { $0.value($1) }
    }

    /// A member of the object that is open.
    package mutating func field(_ key: String, _ text: String) {
        begin(key)
        append(quoted: text)
    }

    /// The text, or null.
    package mutating func field(_ key: String, _ text: String?) {
        begin(key)
        if let text { append(quoted: text) } else { append("null") }
    }

    package mutating func field(_ key: String, _ number: some BinaryInteger) {
        begin(key)
        append(String(number))
    }

    package mutating func field(_ key: String, _ truth: Bool) {
        begin(key)
        append(truth ? "true" : "false")
    }

    /// Null when `truth` is unknown.
    package mutating func field(_ key: String, _ truth: Bool?) {
        begin(key)
        append(truth.map { $0 ? "true" : "false" } ?? "null")
    }

    /// Rounded to `decimals`, printed as short as can be and never with an exponent; null for what is no number.
    package mutating func field(_ key: String, _ number: Double, decimals: Int) {
        begin(key)
        append(Self.decimal(number, decimals: decimals))
    }

    /// An element of an array.
    package mutating func value(_ text: String) {
        begin(nil)
        append(quoted: text)
    }

    /// An element of the array that is open.
    package mutating func value(_ number: some BinaryInteger) {
        begin(nil)
        append(String(number))
    }
}

extension JSONWriter {
    private mutating func begin(_ key: String?) {
        if !isAtStart { append(",") }
        isAtStart = false
        if depth > 0 { breakLine() }
        guard let key else { return }
        append(quoted: key)
        append(layout == .oneLine ? ":" : ": ")
    }

    private mutating func nest(_ open: String, _ close: String, _ body: (inout JSONWriter) -> Void) {
        append(open)
        depth += 1
        isAtStart = true
        body(&self)
        depth -= 1
        if !isAtStart { breakLine() }
        isAtStart = false
        append(close)
    }

    private mutating func breakLine() {
        guard layout == .indented else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func append(quoted text: String) {
        bytes.append(UInt8(ascii: "\""))
        // Nearly all texts are plain, and a report has a hundred thousand of them.
        if Self.isPlain(text) {
            append(text)
        } else {
            append(escaping: text)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether nothing in it has to be escaped; without a branch in the loop, so that it takes many bytes at a time.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8.span
        var odd: UInt8 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            odd |=
                (byte &- 0x20 < 0x5f ? 0 : 1) | (byte == UInt8(ascii: "\"") ? 1 : 0)
                | (byte == UInt8(ascii: "\\") ? 1 : 0)
        }
        return odd == 0
    }

    private mutating func append(escaping text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\u{20}"..."\u{7e}": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case "\u{8}": append("\\b")
            case "\u{c}": append("\\f")
            default:
                if TerminalText.isUnsafe(scalar) {
                    for unit in String(scalar).utf16 { append(escaped: unit) }
                } else {
                    append(String(scalar))
                }
            }
        }
    }

    private mutating func append(escaped unit: UInt16) {
        let digits = String(unit, radix: 16)
        append("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
    }

    private static func decimal(_ number: Double, decimals: Int) -> String {
        guard number.isFinite else { return "null" }
        let unit = (0..<decimals).reduce(1) { power, _ in power * 10 }
        // Clamped far beyond any duration or entropy, so that the product fits an integer.
        let scaled = Int((min(max(number, -1e12), 1e12) * Double(unit)).rounded())
        var fraction = String(scaled.magnitude % UInt(unit))
        fraction = String(repeating: "0", count: max(0, decimals - fraction.utf8.count)) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        return (scaled < 0 ? "-" : "") + String(scaled.magnitude / UInt(unit))
            + (fraction.isEmpty ? "" : "." + fraction)
    }
}
