internal import Model

/// Sections of `key = value` lines: systemd units, .npmrc, .pypirc, AWS's own files.
enum INIFormat {
    struct Section: Sendable {
        let name: String
        let line: Int
        var entries: [(key: String, value: String, line: Int)]
    }

    /// What stands before the first section is in one without a name. Lines that end in `\` go on.
    static func sections(_ text: String) -> [Section] {
        var sections = [Section(name: "", line: 1, entries: [])]
        var pending = ""
        for (index, rawLine) in text.textLines.enumerated() {
            var line = pending + rawLine
            pending = ""
            if line.hasSuffix("\\") {
                pending = String(line.dropLast())
                continue
            }
            line = trimmed(Substring(line))
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix(";") { continue }
            if line.hasPrefix("["), let close = line.lastIndex(of: "]") {
                sections.append(
                    Section(
                        name: String(line[line.index(after: line.startIndex)..<close]), line: index + 1, entries: []))
            } else if let separator = line.firstIndex(of: "=") ?? line.firstIndex(of: ":") {
                sections[sections.count - 1].entries.append(
                    (trimmed(line[..<separator]), trimmed(line[line.index(after: separator)...]), index + 1))
            }
        }
        return sections
    }

    private static func trimmed(_ text: Substring) -> String {
        String(String(text.drop { $0.isWhitespace }.reversed()).drop { $0.isWhitespace }.reversed())
    }
}
