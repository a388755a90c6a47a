/// How often a scanner was right.
package struct Accuracy: Hashable, Sendable {
    /// Credentials found, harmless lines reported, credentials missed, harmless lines left alone.
    package var truePositives = 0
    package var falsePositives = 0
    package var falseNegatives = 0
    package var trueNegatives = 0

    package init() {}

    /// Of what it reported, how much is a credential: 0–1; 1 if it reported nothing.
    package var precision: Double { ratio(truePositives, falsePositives) }
    /// Of the credentials there are, how many it reported: 0–1.
    package var recall: Double { ratio(truePositives, falseNegatives) }
    /// The harmonic mean of both.
    package var f1: Double {
        let sum = precision + recall
        return sum > 0 ? 2 * precision * recall / sum : 0
    }

    private func ratio(_ good: Int, _ bad: Int) -> Double { good + bad > 0 ? Double(good) / Double(good + bad) : 1 }

    /// The counts of both together.
    package static func + (left: Accuracy, right: Accuracy) -> Accuracy {
        var sum = left
        sum.truePositives += right.truePositives
        sum.falsePositives += right.falsePositives
        sum.falseNegatives += right.falseNegatives
        sum.trueNegatives += right.trueNegatives
        return sum
    }
}

/// A place that a scanner reported in an expanded document.
package struct ReportedLine: Hashable, Sendable {
    package let path: String
    /// From 1.
    package let line: Int

    package init(path: String, line: Int) {
        self.path = path
        self.line = line
    }
}

/// Compares what was reported with what the labels say.
package struct Scorecard: Sendable {
    /// A line on which the scanner was wrong.
    package struct Mistake: Sendable {
        package let path: String
        /// From 1.
        package let line: Int
        /// nil for a report on a line without a label.
        package let label: CorpusLabel?
    }

    package private(set) var byFamily: [RuleFamily: Accuracy] = [:]
    package private(set) var mistakes: [Mistake] = []

    package var all: Accuracy { byFamily.values.reduce(Accuracy(), +) }

    /// - Parameter reported: the lines on which a credential begins, with the family of the rule that says so: it is
    ///   blamed for reports on lines without a label.
    package init(_ documents: [ExpandedDocument], reported: [ReportedLine: RuleFamily]) {
        for document in documents {
            var explained: Set<Int> = []
            for span in document.spans {
                let hits = span.lines.filter { reported[ReportedLine(path: document.path, line: $0)] != nil }
                explained.formUnion(hits)
                note(span, isReported: !hits.isEmpty, in: document)
            }
            let stray = reported.filter { $0.key.path == document.path && !explained.contains($0.key.line) }
            for (place, family) in stray {
                byFamily[family, default: Accuracy()].falsePositives += 1
                mistakes.append(Mistake(path: place.path, line: place.line, label: nil))
            }
        }
        mistakes.sort { ($0.path, $0.line) < ($1.path, $1.line) }
    }

    private mutating func note(_ span: ExpandedDocument.LabelledSpan, isReported: Bool, in document: ExpandedDocument) {
        var accuracy = byFamily[span.label.family, default: Accuracy()]
        switch (span.label.verdict, isReported) {
        case (.credential, true): accuracy.truePositives += 1
        case (.credential, false): accuracy.falseNegatives += 1
        case (.harmless, true): accuracy.falsePositives += 1
        case (.harmless, false): accuracy.trueNegatives += 1
        }
        byFamily[span.label.family] = accuracy
        if (span.label.verdict == .credential) != isReported {
            mistakes.append(Mistake(path: document.path, line: span.lines.lowerBound, label: span.label))
        }
    }
}
