import Model

/// At most two lines of an excerpt with the redacted secret underlined; long lines are cut around it.
struct HumanExcerpt {
    private static let tabWidth = 4

    let excerpt: Excerpt
    /// Room for number, rule and text.
    let columns: Int
    let style: Style

    init(_ excerpt: Excerpt, columns: Int, style: Style) {
        self.excerpt = excerpt
        self.columns = columns
        self.style = style
    }

    var lines: [String] {
        let shown = chosen
        let numberWidth = shown.map { String($0.number).utf8.count }.max() ?? 0
        let room = max(20, columns - numberWidth - 3)
        return shown.flatMap { line -> [String] in
            let number = String(line.number)
            let margin = String(repeating: " ", count: numberWidth - number.utf8.count) + number
            let window = Self.window(of: line, columns: room)
            // What is left of a long line of binary tells nothing.
            if line.highlight == nil, window.allSatisfy({ $0.text.allSatisfy { $0 == "…" } }) { return [] }
            let text = window.map { $0.isSecret ? style(.secret, $0.text) : $0.text }.joined()
            guard let underline = Self.underline(window) else { return [style(.faint, margin + " │ ") + text] }
            let blank = String(repeating: " ", count: numberWidth)
            return [
                style(.faint, margin + " │ ") + text,
                style(.faint, blank + " │ ") + underline.indent + style(.underline, underline.marks),
            ]
        }
    }

    /// The first line with a secret, with the line before; or with the next, where the secret goes on or nothing is before.
    /// Blank lines tell nothing.
    private var chosen: ArraySlice<Excerpt.Line> {
        let lines = excerpt.lines.filter { $0.highlight != nil || !$0.text.utf8.allSatisfy { $0 <= 0x20 } }
        guard let first = lines.firstIndex(where: { $0.highlight.map { !$0.isEmpty } ?? false }) else {
            return lines.prefix(2)
        }
        let goesOn = first + 1 < lines.count && lines[first + 1].highlight != nil
        return first == 0 || goesOn ? lines[first..<min(first + 2, lines.count)] : lines[first - 1...first]
    }
}

extension HumanExcerpt {
    /// Text that is all secret or all not.
    struct Piece: Equatable {
        var text: String
        var columns: Int
        let isSecret: Bool
    }

    /// The line made safe, one piece a character, cut to `limit` columns around the secret, then joined to few pieces.
    static func window(of line: Excerpt.Line, columns limit: Int) -> [Piece] {
        let all = characters(of: line, near: limit)
        let range = cut(all.pieces, to: limit, keepsStart: !all.isCutBefore, keepsEnd: !all.isCutBehind)
        var window: [Piece] =
            range.lowerBound > 0 || all.isCutBefore ? [Piece(text: "…", columns: 1, isSecret: false)] : []
        for piece in all.pieces[range] {
            if let last = window.last, last.isSecret == piece.isSecret {
                window[window.count - 1].text += piece.text
                window[window.count - 1].columns += piece.columns
            } else {
                window.append(piece)
            }
        }
        if range.upperBound < all.pieces.count || all.isCutBehind {
            window.append(Piece(text: "…", columns: 1, isSecret: false))
        }
        return window
    }

    static func underline(_ window: [Piece]) -> (indent: String, marks: String)? {
        guard let first = window.firstIndex(where: \.isSecret) else { return nil }
        let indent = window[..<first].reduce(0) { $0 + $1.columns }
        return (String(repeating: " ", count: indent), String(repeating: "^", count: max(1, window[first].columns)))
    }

    /// The characters within reach of the secret: a line may be a megabyte long, and only `limit` columns are shown.
    private static func characters(
        of line: Excerpt.Line, near limit: Int
    ) -> (pieces: [Piece], isCutBefore: Bool, isCutBehind: Bool) {
        var bytes = Array(line.text.utf8)
        let secret = line.highlight ?? ByteSpan(0, 0)
        if bytes.last == UInt8(ascii: "\r"), secret.end < bytes.count { bytes.removeLast() }
        let reach = 4 * limit
        var start = min(max(0, secret.start - reach), bytes.count)
        var end = max(start, min(bytes.count, secret.start + 2 * reach))
        // Back to the first byte of a character.
        while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        while end > start, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }

        var pieces: [Piece] = []
        var offset = start
        var column = 0
        for scalar in String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars {
            let isSecret = secret.start <= offset && offset < secret.end
            offset += UTF8.width(scalar)
            var text = ""
            if scalar == "\t" {
                text = String(repeating: " ", count: tabWidth - column % tabWidth)
            } else {
                TerminalText.append(scalar, to: &text)
            }
            let columns = TerminalText.columns(of: text)
            column += columns
            if columns == 0, let last = pieces.last, last.isSecret == isSecret {
                pieces[pieces.count - 1].text += text
            } else {
                pieces.append(Piece(text: text, columns: columns, isSecret: isSecret))
            }
        }
        return (pieces, start > 0, end < bytes.count)
    }

    /// Which characters to show so that, with an ellipsis at each cut end, they fit and hold the secret.
    private static func cut(_ pieces: [Piece], to limit: Int, keepsStart: Bool, keepsEnd: Bool) -> Range<Int> {
        let total = pieces.reduce(0) { $0 + $1.columns }
        if total <= limit, keepsStart, keepsEnd { return 0..<pieces.count }
        let first = pieces.firstIndex(where: \.isSecret) ?? 0
        let last = pieces.lastIndex(where: \.isSecret).map { $0 + 1 } ?? 0
        let before = pieces[..<first].reduce(0) { $0 + $1.columns }
        let behind = pieces[last...].reduce(0) { $0 + $1.columns }
        let spare = max(0, limit - 2 - (total - before - behind))
        let left = min(before, max(spare / 2, spare - behind))

        var start = first
        var used = 0
        while start > 0, used + pieces[start - 1].columns <= left {
            start -= 1
            used += pieces[start].columns
        }
        var end = start
        used = 0
        while end < pieces.count, used + pieces[end].columns <= limit - 2 {
            used += pieces[end].columns
            end += 1
        }
        return start..<end
    }
}
