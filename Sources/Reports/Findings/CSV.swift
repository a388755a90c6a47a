/// Comma-separated values (RFC 4180, but for lines that end as all of ours do) that a spreadsheet does not take for formulas.
enum CSV {
    static func line(_ values: [String]) -> String { values.map(field).joined(separator: ",") + "\n" }

    static func field(_ text: String) -> String {
        // OWASP "CSV Injection": a quote in front of what begins a formula. Scalars, for whoever reads it knows no
        // characters: a combining mark behind a comma or a quote must not make another thing of it.
        let isFormula = text.unicodeScalars.first.map { formulaStarts.contains($0) } ?? false
        let text = isFormula ? "'" + text : text
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0D, 0x0A].contains($0) }) else { return text }
        let doubled = text.utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }

    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
}
