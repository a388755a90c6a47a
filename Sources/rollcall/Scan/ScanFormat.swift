import ArgumentParser
import Inventory
import Model
import Reports

/// What `scan --format` takes: a list of findings, or a report of the roll that they would make.
enum ScanFormat: ExpressibleByArgument, Equatable {
    case findings(ReportFormat)
    case roll(RollReportFormat)

    /// Others of the roll's have a format of findings with the same name.
    private static let rollFormats: [RollReportFormat] = [.html, .cyclonedx]

    init?(argument: String) {
        if let format = ReportFormat(rawValue: argument) {
            self = .findings(format)
        } else if let format = RollReportFormat(rawValue: argument), Self.rollFormats.contains(format) {
            self = .roll(format)
        } else {
            return nil
        }
    }

    var defaultValueDescription: String {
        switch self {
        case .findings(let format): format.rawValue
        case .roll(let format): format.rawValue
        }
    }

    static var allValueStrings: [String] { ReportFormat.allCases.map(\.rawValue) + rollFormats.map(\.rawValue) }

    /// Whether it wants to know what configuration declares.
    var needsArtefacts: Bool { if case .roll = self { true } else { false } }

    /// The roll that a scan makes by itself, kept nowhere.
    static func report(_ report: ScanReport, now: Int64) throws(RollError) -> RollReport {
        let roll = try Roll()
        _ = try roll.take(report, runLine: report.run.line)
        return try roll.report(IdentityFilter(), now: now, days: 365)
    }
}
