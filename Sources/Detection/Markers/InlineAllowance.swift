package import Model

/// What markers say of one credential at one place.
package enum InlineAllowance: Hashable, Sendable {
    case none
    case allowed
    /// Allowed through this day.
    case until(CivilDate)

    /// Of several that hold, the longest.
    func or(_ other: InlineAllowance) -> InlineAllowance {
        switch (self, other) {
        case (.allowed, _), (_, .allowed): .allowed
        case (.none, let rest), (let rest, .none): rest
        case (.until(let one), .until(let two)): .until(max(one, two))
        }
    }

    /// For a credential that stands at several places, each of which must be allowed.
    package func and(_ other: InlineAllowance) -> InlineAllowance {
        switch (self, other) {
        case (.none, _), (_, .none): .none
        case (.allowed, let rest), (let rest, .allowed): rest
        case (.until(let one), .until(let two)): .until(min(one, two))
        }
    }

    /// Whether the marker still suppresses; through its last day.
    package func isValid(on today: CivilDate) -> Bool {
        switch self {
        case .none: false
        case .allowed: true
        case .until(let day): today <= day
        }
    }

    // MARK: As a number, for the state

    /// 0 for none, 1 for good, else the last day as `20261231`.
    package var number: Int {
        switch self {
        case .none: 0
        case .allowed: 1
        case .until(let day): (day.year * 100 + day.month) * 100 + day.day
        }
    }

    /// nil for a number that stands for none: the state is damaged.
    package init?(number: Int) {
        switch number {
        case 0: self = .none
        case 1: self = .allowed
        default:
            guard let day = CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100) else {
                return nil
            }
            self = .until(day)
        }
    }
}
