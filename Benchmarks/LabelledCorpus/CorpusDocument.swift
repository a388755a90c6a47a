/// One labelled file, still with templates in place of what would look live.
package struct CorpusDocument: Hashable, Sendable {
    /// Where it would stand in a tree: its name and folders are evidence too.
    package let path: String
    package var lines: [CorpusLine]

    package init(path: String, lines: [CorpusLine]) {
        self.path = path
        self.lines = lines
    }

    /// The name by which formats are told apart: the extension, or the whole name of files that have none.
    package var format: String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
            return name.hasPrefix(".") ? String(name.dropFirst()) : name
        }
        return String(name[name.index(after: dot)...])
    }
}

/// One line of a document. Its template may expand to several lines, as key blocks do.
package struct CorpusLine: Hashable, Sendable {
    package let template: String
    /// nil for what only surrounds labelled lines; a finding there is false all the same.
    package let label: CorpusLabel?

    package init(template: String, label: CorpusLabel?) {
        self.template = template
        self.label = label
    }
}

/// What a person says of a line.
package struct CorpusLabel: Hashable, Sendable {
    /// Whether it holds a credential, or only looks like one.
    package enum Verdict: String, Sendable { case credential, harmless }
    package let verdict: Verdict
    package let family: RuleFamily
    /// Why it is one or is none.
    package let why: String
    /// The rule the line was made from; nil for lines written by hand.
    package let rule: String?

    package init(verdict: Verdict, family: RuleFamily, why: String, rule: String? = nil) {
        self.verdict = verdict
        self.family = family
        self.why = why
        self.rule = rule
    }
}
