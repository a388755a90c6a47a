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

    /// Whether its readers learn what was not read.
    var tellsGaps: Bool {
        switch chosen {
        case .findings(.csv), .roll: false
        case .findings: true
        }
    }

    /// What an option asks for that the format does not have.
    func remarks(showSecrets: Bool) -> [String] {
        switch chosen {
        case .findings(.human), .findings(.jsonl), .findings(.json): []
        default: showSecrets ? ["--show-secrets changes nothing: only human, jsonl and json print secrets"] : []
        }
    }

    /// The roll that a scan makes by itself, kept nowhere.
    static func report(_ report: ScanReport, now: Int64) throws(RollError) -> RollReport {
        let roll = try Roll()
        _ = try roll.take(report, runLine: report.run.line)
        return try roll.report(IdentityFilter(), now: now, days: 365)
    }
}

extension Coverage {
    /// That something was not read, for those whose report has no place for it; nil if everything was.
    var remark: String? {
        let gaps = withoutFacts.entries
        guard !isComplete, let first = gaps.first else { return nil }
        let others = gaps.count > 1 ? " (and \(gaps.count - 1) more; --format human lists them)" : ""
        return TerminalText.safe("not everything was read: \(first.subject): \(first.detail)") + others
    }
}
