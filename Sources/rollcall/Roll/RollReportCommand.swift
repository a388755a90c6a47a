import ArgumentParser
import Foundation
import Inventory
import Model
import Reports

struct RollReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "The whole roll as a page, a bill of materials or a table.",
        discussion: """
            html is one page for a browser, with nothing beside it; cyclonedx is CycloneDX 1.6; csv has a line for each place; markdown \
            fits a wiki; junit has a test case for each credential; sarif and gitlab list what stands there now, with decisions as \
            suppressions.

            Example:
              rollcall roll report --format html --out roll.html
            """)

    @OptionGroup var options: RollOptions
    @Option(help: "html, cyclonedx, csv, markdown, junit, sarif or gitlab.") var format = RollOutputFormat(.roll(.html))
    @Option(
        name: [.customLong("out"), .customShort("o")],
        help: ArgumentHelp("Write to a file (mode 0600) instead of standard output.", valueName: "file"),
        completion: .file())
    var out: String?
    @Option(help: ArgumentHelp("What stands at the top.", valueName: "text")) var title: String?
    @Option(help: ArgumentHelp("How old a credential may grow without rotation.", valueName: "n")) var days = 365
    @Option(
        help: ArgumentHelp(
            "How many identities, the oldest first; 0 for all. Default: 20000 in html, all elsewhere.", valueName: "n"))
    var limit: Int?

    func run() throws {
        let now = try options.time()
        var filter = IdentityFilter()
        let limit = limit ?? (format.chosen == .roll(.html) ? 20_000 : 0)
        filter.limit = limit > 0 ? limit : nil
        let roll = try options.open(.readOnly)
        switch format.chosen {
        case .roll(let format):
            let report = try telling { try roll.report(filter, now: now, days: days) }
            try Self.write(report, as: format, title: title, to: out)
        case .findings(let format):
            let report = try telling {
                try roll.findings(now: now, toolVersion: Rollcall.version)
            }
            let moment = Timestamp(seconds: now, offsetInMinutes: 0)
            try FileSink.write(to: out) {
                format.write(report, options: ReportOptions(now: moment, showSuppressed: true), to: &$0)
            }
        }
    }

    static func write(_ report: RollReport, as format: RollReportFormat, title: String?, to out: String?) throws {
        try FileSink.write(to: out) { try format.write(report, title: title, toolVersion: Rollcall.version, to: &$0) }
    }
}
