import ArgumentParser
import Reports

/// What commands write: a list of findings, or a report of a roll.
enum OutputFormat: Equatable {
    case findings(ReportFormat)
    case roll(RollReportFormat)

    var name: String {
        switch self {
        case .findings(let format): format.rawValue
        case .roll(let format): format.rawValue
        }
    }
}

/// What `--format` of one command takes.
protocol OutputFormatArgument: ExpressibleByArgument {
    /// In the order in which help lists them; of formats with one name, only one.
    static var all: [OutputFormat] { get }

    init(_ format: OutputFormat)

    var chosen: OutputFormat { get }
}

extension OutputFormatArgument {
    init?(argument: String) {
        guard let format = Self.all.first(where: { $0.name == argument }) else { return nil }
        self.init(format)
    }

    var defaultValueDescription: String { chosen.name }

    static var allValueStrings: [String] { all.map(\.name) }
}
