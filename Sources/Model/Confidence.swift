/// How sure we are that a finding is a real credential, and why.
package struct Confidence: Hashable, Sendable {
    /// What people are shown of a score.
    package enum Band: String, Sendable, CaseIterable, Comparable {
        case low, medium, high

        /// The least score of the band.
        package var floor: Double {
            switch self {
            case .low: 0
            case .medium: 0.4
            case .high: 0.75
            }
        }

        package static func < (left: Band, right: Band) -> Bool { left.floor < right.floor }
    }

    /// A sentence that speaks for the finding or against it.
    package struct Reason: Hashable, Sendable {
        package let text: String
        package let speaksFor: Bool

        package init(_ text: String, speaksFor: Bool = true) {
            self.text = text
            self.speaksFor = speaksFor
        }
    }

    /// 0–1, in steps of a hundredth so that it prints the same everywhere.
    package let score: Double
    /// What the value is known to be (a published example, a key of a test mode), then the strongest first.
    package let reasons: [Reason]

    package init(score: Double, reasons: [Reason]) {
        self.score = (min(max(score, 0), 1) * 100).rounded() / 100
        self.reasons = reasons
    }

    /// A least score as people write it, `low`, `medium`, `high` or a number from 0 to 1; nil for anything else.
    package static func threshold(_ text: String) -> Double? {
        guard let score = Band(rawValue: text.lowercased())?.floor ?? Double(text), (0...1).contains(score) else {
            return nil
        }
        return score
    }

    package var band: Band { Band.allCases.last { score >= $0.floor } ?? .low }

    /// Why it is believed, in the order of `reasons`.
    package var grounds: [String] { reasons.filter(\.speaksFor).map(\.text) }
    /// What it is believed in spite of, in the order of `reasons`.
    package var doubts: [String] { reasons.filter { !$0.speaksFor }.map(\.text) }
}
