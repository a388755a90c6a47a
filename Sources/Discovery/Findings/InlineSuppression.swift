internal import Detection
internal import Model

extension ScanContext {
    /// Why the text around a credential suppresses it; nil if it does not.
    func inlineSuppression(of holding: Holding) -> Suppression? {
        guard options.trustsMarkers, holding.allowance.isValid(on: options.today) else { return nil }
        return Suppression(kind: .inline, reason: holding.allowance.reason)
    }

    /// What is said of a credential whose marker has come to its end.
    func endedAllowance(of holding: Holding) -> String? {
        guard options.trustsMarkers, case .until(let day) = holding.allowance, day < options.today else { return nil }
        return "the marker that allowed it ended on \(day)"
    }
}

extension InlineAllowance {
    var reason: String {
        switch self {
        case .none: ""
        case .allowed: "a marker in the text allows it"
        case .until(let day): "a marker in the text allows it until \(day)"
        }
    }
}
