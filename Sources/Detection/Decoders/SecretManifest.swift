internal import CBytes
internal import Model

/// Where a content has the values below `data` of Kubernetes Secrets, which stand in base64 whatever they are: in YAML
/// and in JSON, `kind` before `data` or behind it.
struct SecretManifest {
    private let content: UnsafeRawBufferPointer

    /// nil for a content that has no Secret.
    init?(_ content: UnsafeRawBufferPointer) {
        guard Self.hasSecret(content) else { return nil }
        self.content = content
    }

    /// What the value at a place is; nil where it is no Secret's, or no text.
    func text(of value: ByteSpan) -> (text: [UInt8], span: ByteSpan)? {
        let span = whole(value)
        let padding = content[..<span.end].suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        let characters = span.count - padding
        guard characters >= 6, span.end >= value.end, padding == 0 || (characters + padding) % 4 == 0, holds(span)
        else { return nil }
        let digits = UnsafeRawBufferPointer(rebasing: content[span.start..<span.end - padding])
        var text = digits.withMemoryRebound(to: UInt8.self) {
            Base64Decoder.decode($0, alphabet: EncodingAlphabet.shared)
        }
        while text.last == 0x0A || text.last == 0x0D { text.removeLast() }
        guard !text.isEmpty, Self.isText(text) else { return nil }
        return (text, span)
    }

    /// The run of base64 around a place.
    private func whole(_ value: ByteSpan) -> ByteSpan {
        let digits = EncodingAlphabet.shared.base64
        var (start, end) = (value.start, value.start)
        while start > 0, digits[Int(content[start - 1])] != 0xFF { start -= 1 }
        while end < content.count, digits[Int(content[end])] != 0xFF { end += 1 }
        var padding = 0
        while padding < 2, end < content.count, content[end] == UInt8(ascii: "=") {
            (end, padding) = (end + 1, padding + 1)
        }
        return ByteSpan(start, end)
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        var plausibility = Plausibility()
        for byte in bytes { plausibility.take(byte) }
        return plausibility.bad == 0
    }

    // MARK: Places

    /// Whether `kind` and `Secret` stand beside each other anywhere.
    private static func hasSecret(_ content: UnsafeRawBufferPointer) -> Bool {
        var start = 0
        while start < content.count {
            let rest = UnsafeRawBufferPointer(rebasing: content[start...])
            guard let base = rest.baseAddress else { return false }
            let place = rollcall_find(base, rest.count, "kind", 4)
            guard place >= 0 else { return false }
            start += place + 4
            if isSecret(behindKey: start, in: content) { return true }
        }
        return false
    }

    /// `: Secret`, `": "Secret"`.
    private static func isSecret(behindKey end: Int, in content: UnsafeRawBufferPointer) -> Bool {
        var rest = content[min(end, content.count)..<min(end + 24, content.count)]
        func skip(_ isSkipped: (UInt8) -> Bool) { rest = rest.drop(while: isSkipped) }
        skip(ByteClass.isQuote)
        skip(ByteClass.isBlank)
        guard rest.first == UInt8(ascii: ":") else { return false }
        rest = rest.dropFirst()
        skip { ByteClass.isBlank($0) || ByteClass.isQuote($0) }
        guard rest.starts(with: "Secret".utf8) else { return false }
        return rest.dropFirst(6).first.map { !ByteClass.isName($0) } ?? true
    }

    private func holds(_ value: ByteSpan) -> Bool {
        let line = LineFinder.line(around: value.start, in: content)
        if content[line.start..<value.start].contains(UInt8(ascii: "{")) { return isInBraces(value.start) }
        return isInBlock(line) || isInBraces(value.start)
    }

    /// Bytes that are looked through before a value, and behind it.
    private static let reach = 64 << 10

    /// A line of YAML.
    private struct Line {
        let indent: Int
        let text: Slice<UnsafeRawBufferPointer>
        let isEmpty: Bool

        init(_ span: ByteSpan, in content: UnsafeRawBufferPointer) {
            var rest = content[span.start..<span.end].drop { $0 == 0x20 }
            if rest.starts(with: "- ".utf8) { rest = rest.dropFirst(2) }
            indent = rest.startIndex - span.start
            while let last = rest.last, ByteClass.isWhitespace(last) { rest = rest.dropLast() }
            text = rest
            isEmpty = rest.isEmpty || rest.first == UInt8(ascii: "#")
        }

        func isKey(_ name: StaticString) -> Bool {
            let key = text.last == UInt8(ascii: ":") ? text.dropLast() : text
            let bare = key.filter { !ByteClass.isQuote($0) }
            return name.withUTF8Buffer { bare.elementsEqual($0) } && text.last == UInt8(ascii: ":")
        }
    }

    private func isInBlock(_ own: ByteSpan) -> Bool {
        let depth = Line(own, in: content).indent
        guard depth > 0, let head = lines(above: own).first(where: { !$0.isEmpty && $0.indent < depth }),
            head.isKey("data")
        else { return false }
        return isSecret(around: own, depth: head.indent)
    }

    /// Whether one of the keys of a block says that it is a Secret.
    private func isSecret(around own: ByteSpan, depth: Int) -> Bool {
        for lines in [lines(above: own), lines(below: own)] {
            for line in lines where !line.isEmpty {
                if line.indent < depth || line.text.starts(with: "---".utf8) { break }
                if line.indent == depth, isKindOfSecret(line) { return true }
            }
        }
        return false
    }

    private func isKindOfSecret(_ line: Line) -> Bool {
        let key = line.text.drop(while: ByteClass.isQuote)
        return key.starts(with: "kind".utf8) && Self.isSecret(behindKey: key.startIndex + 4, in: content)
    }

    private func lines(above line: ByteSpan) -> AnySequence<Line> {
        let least = max(0, line.start - Self.reach)
        return AnySequence(
            sequence(state: line.start) { start -> Line? in
                guard start > least else { return nil }
                let span = ByteSpan(LineFinder.start(before: start - 1, in: content), start - 1)
                start = span.start
                return Line(span, in: content)
            })
    }

    private func lines(below line: ByteSpan) -> AnySequence<Line> {
        let greatest = min(content.count, line.end + Self.reach)
        return AnySequence(
            sequence(state: line.end) { end -> Line? in
                guard end < greatest else { return nil }
                let span = ByteSpan(end + 1, LineFinder.end(after: end + 1, in: content))
                end = span.end
                return Line(span, in: content)
            })
    }

    /// `"data": {…}` within an object that has `"kind": "Secret"`.
    private func isInBraces(_ place: Int) -> Bool {
        guard let inner = brace(before: place) else { return false }
        let key = content[max(0, inner - 24)..<inner].filter { !ByteClass.isWhitespace($0) && !ByteClass.isQuote($0) }
        guard key.suffix(5).elementsEqual("data:".utf8), !key.suffix(11).elementsEqual("stringData:".utf8) else {
            return false
        }
        guard let outer = brace(before: inner) else { return isInFlow(inner) }
        return hasKind(from: outer + 1)
    }

    /// `data: {key: …}` of YAML.
    private func isInFlow(_ brace: Int) -> Bool {
        let line = LineFinder.line(around: brace, in: content)
        return isSecret(around: line, depth: Line(line, in: content).indent)
    }

    /// The brace that is open at a place.
    private func brace(before place: Int) -> Int? {
        var depth = 0
        var here = place - 1
        while here >= 0, place - here < Self.reach {
            if content[here] == UInt8(ascii: "}") { depth += 1 }
            if content[here] == UInt8(ascii: "{") {
                if depth == 0 { return here }
                depth -= 1
            }
            here -= 1
        }
        return nil
    }

    /// Whether the object that begins at a place says that it is a Secret, as one of its own members.
    private func hasKind(from start: Int) -> Bool {
        var depth = 0
        for here in start..<min(content.count, start + 2 * Self.reach) {
            switch content[here] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                if depth == 0 { return false }
                depth -= 1
            case UInt8(ascii: "k") where depth == 0 && content[here...].starts(with: "kind".utf8):
                if Self.isSecret(behindKey: here + 4, in: content) { return true }
            default: break
            }
        }
        return false
    }
}
