/// Foreign text made safe to print: paths, names, messages and excerpts come from strangers, and a terminal obeys
/// some characters and hides others.
///
/// Controls, escape sequences, bidirectional and invisible characters become visible escapes (`\n`, `\x1b`,
/// `\u{202e}`); a backslash stays as it is, so the text is for reading, not for decoding.
package enum TerminalText {
    /// `text` on one line, with nothing in it that a terminal would obey or hide.
    package static func safe(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var result = ""
        for scalar in text.unicodeScalars { append(scalar, to: &result) }
        return result
    }

    /// The same for raw bytes; what is not UTF-8 becomes U+FFFD.
    package static func safe(_ bytes: [UInt8]) -> String { safe(String(decoding: bytes, as: UTF8.self)) }

    /// `text` made safe and cut to `columns`, the cut shown as `…`.
    package static func safe(_ text: String, columns limit: Int) -> String {
        // A name may be a megabyte long: look no further than can be printed.
        let isCut = text.utf8.count > 16 * limit + 64
        let head = isCut ? String(text.unicodeScalars.prefix(2 * limit + 16)) : text
        let whole = safe(head)
        if !isCut, columns(of: whole) <= limit { return whole }
        var result = ""
        var used = 0
        for scalar in head.unicodeScalars {
            var piece = ""
            append(scalar, to: &piece)
            let width = columns(of: piece)
            guard used + width < limit else { break }
            used += width
            result += piece
        }
        return result + "…"
    }

    /// `path` made safe, its beginning cut where it is longer than `columns`: the end of a path tells more.
    package static func end(of path: String, columns: Int) -> String {
        let whole = safe(path, columns: 400)
        return whole.unicodeScalars.count <= columns ? whole : "…" + String(whole.suffix(columns - 1))
    }

    /// How many columns a terminal gives to `text`, which is safe already.
    package static func columns(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
    }

    /// Whether a terminal would obey the character, hide it, or let it reorder its neighbours.
    package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: false
        case 0x00...0x1F, 0x7F...0x9F: true
        // Invisible without being format characters: joiners, fillers, variation selectors (but the two that emoji use).
        case 0x034F, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x3164, 0xFE00...0xFE0D, 0xFFA0,
            0xE0000...0xE0FFF:
            true
        default:
            switch scalar.properties.generalCategory {
            case .format, .lineSeparator, .paragraphSeparator, .control: true
            default: false
            }
        }
    }

    /// Appends one character, as an escape if it is unsafe.
    static func append(_ scalar: Unicode.Scalar, to text: inout String) {
        guard isUnsafe(scalar) else { return text.unicodeScalars.append(scalar) }
        switch scalar {
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        default:
            let digits = String(scalar.value, radix: 16)
            text += scalar.isASCII ? "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits : "\\u{\(digits)}"
        }
    }

    /// Combining marks take no column, East Asian and emoji characters two.
    static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x00...0x2FF: return 1
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return 2
        default:
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark: return 0
            default: return scalar.properties.isEmojiPresentation ? 2 : 1
            }
        }
    }
}
