internal import Detection

/// A document whose templates were filled in: what scanners are given, and what they should say about it.
package struct ExpandedDocument: Sendable {
    /// Lines of the text that one label is about: several where a template became several.
    package struct LabelledSpan: Sendable {
        package let label: CorpusLabel
        /// From 1, both ends included.
        package let lines: ClosedRange<Int>
    }

    package let path: String
    package let text: String
    package let spans: [LabelledSpan]

    package init(_ document: CorpusDocument) {
        var text = ""
        var spans: [LabelledSpan] = []
        var line = 1
        for (index, item) in document.lines.enumerated() {
            // A seed for each line: lines that are added later change no other.
            var template = TokenTemplate(seed: "\(document.path) \(index) \(item.template)")
            let expanded = template.expand(item.template)
            let last = line + expanded.utf8.count { $0 == UInt8(ascii: "\n") }
            if let label = item.label { spans.append(LabelledSpan(label: label, lines: line...last)) }
            text += expanded + "\n"
            line = last + 1
        }
        path = document.path
        self.text = text
        self.spans = spans
    }
}
