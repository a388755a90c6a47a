internal import Model

/// The value in what a key describes: `"adminPassword": {"value": "x"}` of deployment parameters, `DbPassword:` with
/// `Default: x` below it of CloudFormation.
struct MemberReader {
    let text: WindowText

    /// Members that hold the value of what they describe.
    private static let names: [StaticString] = ["value", "default", "defaultvalue", "default_value"]
    /// So far, at most, such a member stands behind the brace.
    private static let limit = 400

    /// - Parameter brace: where the object begins.
    func ofObject(_ brace: Int) -> ValueSite? {
        var here = text.skippingWhitespace(brace + 1)
        while here < brace + Self.limit, here < text.end {
            let quote = text[here]
            let start = ByteClass.isQuote(quote) ? here + 1 : here
            var end = start
            while ByteClass.isName(text[end]) { end += 1 }
            guard end > start else { return nil }
            let close = ByteClass.isQuote(quote) && text[end] == quote ? end + 1 : end
            let sign = text.skippingBlanks(close)
            guard text[sign] == UInt8(ascii: ":") || text[sign] == UInt8(ascii: "=") else { return nil }
            let value = text.skippingWhitespace(sign + 1)
            if isNamed(ByteSpan(start, end)) { return ValueReader(text: text).quoted(value) }
            guard let next = behindMember(value) else { return nil }
            here = next
        }
        return nil
    }

    /// Behind the comma that ends a plain member.
    private func behindMember(_ start: Int) -> Int? {
        var here = start
        if let literal = ValueReader(text: text).quoted(start) { here = literal.end }
        while here < text.end, text[here] != UInt8(ascii: ",") {
            guard !"{}[]\n".utf8.contains(text[here]) else { return nil }
            here += 1
        }
        return text.skippingWhitespace(here + 1)
    }

    /// - Parameter key: within the line that ends in a colon.
    func ofBlock(under key: Int) -> ValueSite? {
        let line = text.lineStart(key)
        let indent = text.skippingBlanks(line) - line
        var next = text.lineEnd(key)
        while next < text.end {
            let begin = text[next] == UInt8(ascii: "\r") ? next + 2 : next + 1
            let start = text.skippingBlanks(begin)
            guard start - begin > indent, text[start] > 0x20 else { return nil }
            var end = start
            while ByteClass.isName(text[end]) { end += 1 }
            guard end > start, text[end] == UInt8(ascii: ":") else { return nil }
            if isNamed(ByteSpan(start, end)) {
                let value = text.skippingBlanks(end + 1)
                let reader = ValueReader(text: text)
                if let site = reader.quoted(value) { return site }
                guard text[value] > 0x20, !"{[|>&*!".utf8.contains(text[value]) else { return nil }
                return reader.bare(value, isLine: true)
            }
            next = text.lineEnd(end)
        }
        return nil
    }

    private func isNamed(_ span: ByteSpan) -> Bool {
        Self.names.contains { $0.utf8CodeUnitCount == span.count && text.has($0, at: span.start) }
    }
}
