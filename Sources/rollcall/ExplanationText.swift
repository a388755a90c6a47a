import Discovery
import Model
import Reports

/// One explained line for people.
struct ExplanationText {
    let line: LineExplanation
    let path: String

    var lines: [String] {
        var lines = ["\(TerminalText.safe(path)):\(line.number)", "  " + TerminalText.safe(line.text, columns: 160)]
        for reading in line.readings { lines += [""] + text(of: reading) }
        if line.readings.isEmpty { lines += ["", "  no rule took anything on this line"] }
        if !line.remarks.isEmpty { lines += [""] + line.remarks.map { "  " + TerminalText.safe($0) } }
        return lines
    }

    private func text(of reading: LineExplanation.Reading) -> [String] {
        let percent = "\(Int((reading.prior * 100).rounded())) % of such matches are real"
        let items = [(reading.priorWeight, percent)] + reading.evidence.map { ($0.weight, $0.reason) }
        // Where another reading of the same place lent its weight, the parts do not make the sum.
        let rest = reading.sum - items.reduce(0) { $0 + $1.0 }
        let shown = rest == 0 ? items : items + [(rest, "what the name of its key adds")]
        let encoding = reading.encoding.isEmpty ? "" : " in \(reading.encoding)"
        return ["  \(reading.rule.id), column \(reading.column)\(encoding): \(TerminalText.safe(reading.secret))"]
            + shown.map { "    \(signed($0.0))  \($0.1)" }
            + [
                "    ──────",
                "    \(signed(reading.sum))  confidence \(hundredths(reading.confidence)): \(words(of: reading.verdict))",
            ]
    }

    private func words(of verdict: LineExplanation.Verdict) -> String {
        switch verdict {
        case .reported(let band): "reported, \(band.rawValue)"
        case .belowConfidence: "not reported, less than asked for (--min-confidence)"
        case .yielded(let rule): "not reported, \(rule) reads this place better"
        case .suppressed(let reason): "suppressed, \(reason)"
        }
    }

    private func signed(_ weight: Int) -> String {
        let text = weight >= 0 ? "+\(weight)" : "\(weight)"
        return String(repeating: " ", count: max(0, 6 - text.count)) + text
    }

    private func hundredths(_ value: Double) -> String {
        let number = Int((value * 100).rounded())
        return number >= 100 ? "1.00" : "0." + (number < 10 ? "0" : "") + "\(number)"
    }
}
