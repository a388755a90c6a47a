/// Text of strangers in Markdown: GitHub's and GitLab's, where HTML, links, mentions and tables would be obeyed.
enum Markdown {
    /// Plain text for a table's cell.
    static func cell(_ text: String) -> String {
        var result = ""
        for scalar in TerminalText.safe(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            // References work where backslashes do not: inside words, before line ends and in tables. `@` and `#` would call
            // people and issues, `:` would make addresses links.
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "!", "|", "~", "@", "$", ":":
                result += "&#\(scalar.value);"
            default: result.unicodeScalars.append(scalar)
            }
        }
        // Some make an address without a scheme a link.
        return result.replacing("www.", with: "www&#46;")
    }

    /// Code, in a fence longer than any in the text; bars are escaped for tables.
    static func code(_ text: String) -> String {
        let safe = TerminalText.safe(text)
        // A bar ends a cell even inside of code, and a backslash before it would stay visible outside of tables. Markup is
        // text in code, but not every program that shows a comment knows code first.
        if safe.isEmpty || safe.unicodeScalars.contains(where: { $0 == "|" || $0 == "<" }) { return cell(safe) }
        var longest = 0
        var run = 0
        for character in safe.unicodeScalars {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let padding = safe.hasPrefix("`") || safe.hasSuffix("`") ? " " : ""
        return fence + padding + safe + padding + fence
    }

    static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

    static func head(_ cells: [String]) -> String { row(cells) + row(cells.map { _ in "---" }) }
}
