internal import Model

/// A CODEOWNERS file, in the forms of GitHub and GitLab (sections, default owners, optional sections, exclusions).
package struct CodeOwners: Sendable {
    /// A line that says who owns what.
    package struct Rule: Sendable, Equatable {
        package let pattern: String
        package let owners: [String]
        /// From 1.
        package let line: Int
        /// Empty outside sections.
        package let section: String
    }

    private struct Entry {
        let rule: Rule
        let filter: PathFilter
        /// `docs/*` means what lies directly in the folder.
        let isShallow: Bool
        let isExclusion: Bool
    }

    private let entries: [Entry]

    /// Lines that say nothing are passed over: the files are people's.
    package init(_ text: String) {
        var entries: [Entry] = []
        var section = ""
        var defaults: [String] = []
        for (index, rawLine) in text.textLines.enumerated() {
            let line = Self.withoutComment(rawLine)
            if line.isEmpty { continue }
            if let head = Self.section(line) {
                (section, defaults) = head
                continue
            }
            var words = Self.words(line)
            guard !words.isEmpty else { continue }
            var pattern = words.removeFirst()
            let isExclusion = pattern.hasPrefix("!") && !section.isEmpty
            if isExclusion { pattern.removeFirst() }
            let owners = words.filter { $0.contains("@") }
            let rule = Rule(
                pattern: pattern, owners: owners.isEmpty ? defaults : owners, line: index + 1, section: section)
            entries.append(
                Entry(
                    rule: rule, filter: PathFilter(include: [pattern]),
                    isShallow: pattern.hasSuffix("/*") && !pattern.hasSuffix("/**/*"),
                    isExclusion: isExclusion))
        }
        self.entries = entries
    }

    /// The rule that decides about a path in each section: the last that matches. A rule without owners means nobody.
    package func rules(for path: String) -> [Rule] {
        let bytes = Array(path.utf8)
        var winners: [String: Entry] = [:]
        var order: [String] = []
        for entry in entries where Self.matches(entry, bytes) {
            if winners[entry.rule.section] == nil { order.append(entry.rule.section) }
            if let winner = winners[entry.rule.section], winner.isExclusion { continue }
            winners[entry.rule.section] = entry
        }
        return order.compactMap { winners[$0] }.filter { !$0.isExclusion && !$0.rule.owners.isEmpty }.map(\.rule)
    }

    private static func matches(_ entry: Entry, _ path: [UInt8]) -> Bool {
        guard entry.filter.takes(path) else { return false }
        guard entry.isShallow else { return true }
        var pattern = entry.rule.pattern
        if pattern.hasPrefix("/") { pattern.removeFirst() }
        return path.count { $0 == UInt8(ascii: "/") } == pattern.count { $0 == "/" }
    }

    private static func withoutComment(_ line: Substring) -> String {
        var text = ""
        var isEscaped = false
        for character in line {
            if character == "#", !isEscaped, text.isEmpty || text.last?.isWhitespace == true { break }
            isEscaped = character == "\\"
            text.append(character)
        }
        return String(text.reversed().drop { $0.isWhitespace }.reversed()).drop { $0.isWhitespace }.description
    }

    /// `[Name]`, `^[Name][2] @default`.
    private static func section(_ line: String) -> (String, [String])? {
        let body = line.hasPrefix("^") ? Substring(line.dropFirst()) : Substring(line)
        guard body.hasPrefix("["), let close = body.firstIndex(of: "]") else { return nil }
        let name = body[body.index(after: body.startIndex)..<close].lowercased()
        let rest = words(String(body[body.index(after: close)...])).filter { $0.contains("@") }
        return (name, rest)
    }

    /// Parted by white space; `\ ` is a space of the pattern.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isEscaped = false
        for character in line {
            if isEscaped {
                word.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character.isWhitespace {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
