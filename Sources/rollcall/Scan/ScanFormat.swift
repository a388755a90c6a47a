import ArgumentParser
import Inventory
import Model
import Reports

/// What `scan --format` takes: a list of findings, or a report of the roll that they would make.
struct ScanFormat: OutputFormatArgument {
    let chosen: OutputFormat

    init(_ format: OutputFormat) { chosen = format }

    /// Other reports of the roll have a format of findings with the same name.
    static let all: [OutputFormat] =
        ReportFormat.allCases.map(OutputFormat.findings) + [.roll(.html), .roll(.cyclonedx)]

    /// Whether it wants to know what configuration declares.
    var needsArtefacts: Bool { if case .roll = chosen { true } else { false } }

    /// The roll that a scan makes by itself, kept nowhere.
    static func report(_ report: ScanReport, now: Int64) throws(RollError) -> RollReport {
        let roll = try Roll()
        _ = try roll.take(report, runLine: report.run.line)
        return try roll.report(IdentityFilter(), now: now, days: 365)
    }
}
