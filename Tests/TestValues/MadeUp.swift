internal import Detection

/// Values that look like secrets, written as the templates of rule files (`{base62:20}`, `{word}{digits:2}`), so that
/// the sources of tests hold none: this project's own scan of itself finds nothing.
///
/// They are the same in every run, and one template always gives the same value.
package enum MadeUp {
    /// Every template in the text.
    package static func text(_ template: String) -> String {
        var expander = TokenTemplate(seed: "made up")
        return expander.expand(names.reduce(template) { $0.replacing($1.key, with: $1.value) })
    }

    /// The templates between « and »; what stands beside may have braces of its own.
    package static func marked(_ text: String) -> String {
        guard let open = text.firstIndex(of: "«"), let close = text.lastIndex(of: "»"), open < close else {
            return text
        }
        return text[...open] + Self.text(String(text[text.index(after: open)..<close])) + text[close...]
    }

    /// What is needed often: a password that a person made up and mixed, and a token that a program drew.
    private static let names = [
        "{password}": "{lower:2}{digits:1}{lower:2}{digits:1}{lower:3}-{upper:1}{lower:1}{digits:1}",
        "{easy}": "{word}{digits:2}{word}", "{token}": "{base62:18}",
    ]
}
