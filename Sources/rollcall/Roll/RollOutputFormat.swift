import ArgumentParser
import Reports

/// What `roll report --format` takes: a report of the roll, or what stands there as a list of findings.
struct RollOutputFormat: OutputFormatArgument {
    let chosen: OutputFormat

    init(_ format: OutputFormat) { chosen = format }

    static let all: [OutputFormat] =
        RollReportFormat.allCases.map(OutputFormat.roll) + [.findings(.sarif), .findings(.gitlab)]
}
