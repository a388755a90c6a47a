internal import LabelledCorpus

/// The measurement for people.
enum Table {
    static func heading(of corpus: LabelledCorpus) -> String {
        let spans = corpus.documents.flatMap(\.spans)
        let written = corpus.written.flatMap(\.lines).count { $0.label != nil }
        let formats = Set((corpus.written + corpus.generated).map(\.format)).count
        let secrets = spans.count { $0.label.verdict == .credential }
        return """
            \(spans.count) labelled lines, \(secrets) credentials and \(spans.count - secrets) harmless; \(written) written by hand, \
            the others made from the rules; \(formats) file formats

            """
    }

    static func text(of score: Scorecard) -> String {
        let rows =
            [("", "lines", "precision", "recall", "F1", "missed", "false")]
            + RuleFamily.allCases.map { row($0.rawValue, score.byFamily[$0] ?? Accuracy()) } + [row("all", score.all)]
        return rows.map { row in
            pad(row.0, -12) + pad(row.1, 7) + pad(row.2, 11) + pad(row.3, 8) + pad(row.4, 8) + pad(row.5, 8)
                + pad(row.6, 7)
        }.joined(separator: "\n")
    }

    static func line(of mistake: Scorecard.Mistake) -> String {
        guard let label = mistake.label else { return "false   \(mistake.path):\(mistake.line): no label" }
        let rule = label.rule.map { " (\($0))" } ?? ""
        return
            "\(label.verdict == .credential ? "missed" : "false ")  \(mistake.path):\(mistake.line): \(label.family.rawValue): \(label.why)\(rule)"
    }

    private static func row(_ name: String, _ accuracy: Accuracy) -> (
        String, String, String, String, String, String, String
    ) {
        let lines = accuracy.truePositives + accuracy.falseNegatives + accuracy.trueNegatives + accuracy.falsePositives
        return (
            name, String(lines), share(accuracy.precision), share(accuracy.recall), share(accuracy.f1),
            String(accuracy.falseNegatives), String(accuracy.falsePositives)
        )
    }

    private static func share(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        let digits = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// Right-aligned; left-aligned for negative widths.
    private static func pad(_ text: String, _ width: Int) -> String {
        let blanks = String(repeating: " ", count: max(0, abs(width) - text.count))
        return width < 0 ? text + blanks : blanks + text
    }
}
