package import Model

/// The output formats, by the name that `--format` takes. A new one is a file, a case and a line here.
package enum ReportFormat: String, CaseIterable, Sendable {
    /// For a terminal.
    case human
    /// A findings file: one finding a line, the run last.
    case jsonl
    /// One document.
    case json
    /// For code scanning and other tools; never holds a secret.
    case sarif
    /// For spreadsheets; never holds a secret.
    case csv
    /// For GitHub Actions: marks on lines; never holds a secret.
    case github
    /// For GitLab: its secret detection report; never holds a secret.
    case gitlab
    /// For comments on pull requests; never holds a secret.
    case markdown
    /// For CI servers: a test case for each credential; never holds a secret.
    case junit

    /// Writes the whole report. Formats for programs hold everything; those for people show what matters most, and
    /// count the rest by rule and place.
    package func write(_ report: ScanReport, options: ReportOptions, to output: inout some ByteOutput) {
        switch self {
        case .human: HumanReport(report, options: options).write(to: &output)
        case .jsonl: FindingsFile.writeLines(report, options: options, to: &output)
        case .json: FindingsFile.writeDocument(report, options: options, to: &output)
        case .sarif: SARIF(report).write(to: &output)
        case .csv: FindingsTable.write(report, options: options, to: &output)
        case .github: GitHubAnnotations.write(report, to: &output)
        case .gitlab: GitLabReport(report: report).write(to: &output)
        case .markdown: FindingsMarkdown.write(report, options: options, to: &output)
        case .junit: JUnit.write(report, to: &output)
        }
    }
}

/// What formats show of a report. Formats for programs look at `showSuppressed` alone.
package struct ReportOptions: Sendable {
    /// Whether `human` may colour; terminals and NO_COLOR are the caller's to look at.
    package var colour: Bool
    /// Columns of the terminal.
    package var width: Int
    /// What ages are relative to.
    package var now: Timestamp
    /// How many places `human` shows of one credential.
    package var maximumPlaces: Int
    /// How many credentials of one rule and confidence `human` shows one by one.
    package var maximumAlike: Int
    /// How many credentials `human` shows one by one.
    package var maximumCredentials: Int
    /// Whether formats for people show every credential and every place, however many.
    package var showsAll: Bool
    /// Whether suppressed findings are listed, with their reasons, or only counted.
    package var showSuppressed: Bool

    package init(
        colour: Bool = false, width: Int = 100, now: Timestamp, maximumPlaces: Int = 5, maximumAlike: Int = 5,
        maximumCredentials: Int = 30, showsAll: Bool = false, showSuppressed: Bool = false
    ) {
        self.colour = colour
        self.width = width
        self.now = now
        self.maximumPlaces = maximumPlaces
        self.maximumAlike = maximumAlike
        self.maximumCredentials = maximumCredentials
        self.showsAll = showsAll
        self.showSuppressed = showSuppressed
    }
}
