/// Where a mapping of YAML has a key twice; the parser does not say.
enum RepeatedKey {
    /// The second line of two with the same indentation and one of `keys`, with nothing less indented between them; nil if
    /// the mapping is written in another way.
    static func line(of keys: [String], in text: String) -> Int? {
        var seen: [(key: String, column: Int)] = []
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let content = line.drop { $0 == " " || $0 == "-" }
            guard !content.isEmpty, !content.hasPrefix("#") else { continue }
            let column = line.count - content.count
            let beginsItem = line.dropFirst(max(0, column - 2)).hasPrefix("- ")
            seen.removeAll { $0.column > column || beginsItem && $0.column == column }
            guard let key = keys.first(where: { content.hasPrefix($0 + ":") }) else { continue }
            if seen.contains(where: { $0.key == key && $0.column == column }) { return number + 1 }
            seen.append((key, column))
        }
        return nil
    }
}
