/// How sure we are that a finding is a real credential, and why.
package struct Confidence: Hashable, Sendable {
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

    /// 0–1, in steps of a hundredth so that it prints the same everywhere.
    package let score: Double
    /// Sentences, strongest first.
    package let reasons: [String]

    package init(score: Double, reasons: [String]) {
        self.score = (min(max(score, 0), 1) * 100).rounded() / 100
        self.reasons = reasons
    }

    package var band: Band { Band.allCases.last { score >= $0.floor } ?? .low }
}
