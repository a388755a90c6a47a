import ArgumentParser
import Model

/// The value of `--min-confidence`: a band's name or a number.
enum ConfidenceOption {
    static func score(of text: String) throws -> Double {
        guard let score = Confidence.threshold(text) else {
            throw ValidationError("--min-confidence takes low, medium, high or a number from 0 to 1, not “\(text)”")
        }
        return score
    }
}
