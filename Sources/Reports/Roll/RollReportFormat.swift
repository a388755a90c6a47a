package import Inventory

/// The formats of `roll report`, by the name that `--format` takes. A new one is a file, a case and a line here.
package enum RollReportFormat: String, CaseIterable, Sendable {
    /// One page for a browser.
    case html
    /// CycloneDX 1.6: identities as cryptographic assets and services.
    case cyclonedx
    /// A line for each place, declaration and reference.
    case csv
    case markdown
    /// A test case for each credential.
    case junit

    /// - Parameters:
    ///   - title: what the report is about; nil for the usual one.
    package func write(
        _ report: RollReport, title: String?, toolVersion: String, to output: inout some TextOutputStream
    ) throws {
        switch self {
        case .html: try RollPage(report, title: title, toolVersion: toolVersion).write(to: &output)
        case .cyclonedx: CycloneDX(report, title: title, toolVersion: toolVersion).write(to: &output)
        case .csv: PlaceTable.write(report, to: &output)
        case .markdown: RollMarkdown(report, title: title).write(to: &output)
        case .junit: JUnit.write(report, title: title, to: &output)
        }
    }
}
