/// The lines around a secret with every secret in them redacted.
package struct Excerpt: Hashable, Sendable {
    /// One line of an excerpt.
    package struct Line: Hashable, Sendable {
        /// From 1.
        package let number: Int
        package let text: String
        /// Where the redacted secret stands in `text`, in UTF-8 bytes.
        package let highlight: ByteSpan?

        package init(number: Int, text: String, highlight: ByteSpan?) {
            self.number = number
            self.text = text
            self.highlight = highlight
        }
    }
    package let lines: [Line]

    package init(lines: [Line]) { self.lines = lines }
}
