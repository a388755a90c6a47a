/// Colours for a terminal, or none.
package struct Style: Sendable {
    /// What a piece of text is, not how it looks.
    package enum Face: Sendable {
        case strong, faint, high, medium, low, path, secret, underline, warning, good
    }

    private let isOn: Bool

    package init(colour: Bool) { isOn = colour }

    /// `text` in the given face; it must be safe already (`TerminalText`).
    package func callAsFunction(_ face: Face, _ text: String) -> String {
        isOn && !text.isEmpty ? "\u{1b}[\(face.code)m\(text)\u{1b}[0m" : text
    }
}

/// A few words in one face, and the columns they take.
struct Phrase {
    let text: String
    let columns: Int
}

extension Style {
    /// Words that are safe already.
    func phrase(_ face: Face?, _ text: String) -> Phrase {
        Phrase(text: face.map { self($0, text) } ?? text, columns: TerminalText.columns(of: text))
    }
}

extension [Phrase] {
    /// `a, b, c` on as few lines of `limit` columns as can be, broken between phrases only.
    func folded(columns limit: Int) -> [String] {
        var lines: [Phrase] = []
        for phrase in self {
            if let last = lines.last, last.columns + 2 + phrase.columns <= limit {
                lines[lines.count - 1] = Phrase(
                    text: last.text + ", " + phrase.text, columns: last.columns + 2 + phrase.columns)
            } else {
                lines.append(phrase)
            }
        }
        return lines.map(\.text)
    }
}

extension Style.Face {
    /// Parameters of SGR (ECMA-48, 8.3.117); only the eight colours every terminal lets its user choose.
    fileprivate var code: String {
        switch self {
        case .strong: "1"
        case .faint: "2"
        case .high: "1;31"
        case .medium: "1;33"
        case .low: "1;36"
        case .path: "35"
        case .secret: "4;31"
        case .underline: "31"
        case .warning: "33"
        case .good: "32"
        }
    }
}
