import ArgumentParser
import Reports

/// What `roll report --format` takes: a report of the roll, or what stands there as a list of findings.
enum RollOutputFormat: ExpressibleByArgument, Equatable {
    case roll(RollReportFormat)
    case findings(ReportFormat)

    private static let findingFormats: [ReportFormat] = [.sarif, .gitlab]

    init?(argument: String) {
        if let format = RollReportFormat(rawValue: argument) {
            self = .roll(format)
        } else if let format = ReportFormat(rawValue: argument), Self.findingFormats.contains(format) {
            self = .findings(format)
        } else {
            return nil
        }
    }

    var defaultValueDescription: String {
        switch self {
        case .roll(let format): format.rawValue
        case .findings(let format): format.rawValue
        }
    }

    static var allValueStrings: [String] { RollReportFormat.allCases.map(\.rawValue) + findingFormats.map(\.rawValue) }
}
