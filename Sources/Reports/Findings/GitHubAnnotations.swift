import Model

/// Workflow commands by which GitHub Actions marks lines of a pull request ("Workflow commands for GitHub Actions").
enum GitHubAnnotations {
    static func write(_ report: ScanReport, to output: inout some TextOutputStream) {
        // Such a file is read line by line by a program that obeys it: what is suppressed has no place in it.
        for finding in report.findings where finding.suppression == nil {
            output.write(command(for: finding, at: report.run.finished) + "\n")
        }
        for entry in report.run.coverage.withoutFacts.entries {
            output.write("::warning title=Not scanned::\(data("\(entry.subject): \(entry.detail)"))\n")
        }
        for notice in report.run.notices { output.write("::notice title=Rollcall::\(data(notice))\n") }
        let count = Set(report.findings.filter(\.isActionable).map(\.credential.fingerprint)).count
        output.write("::notice title=Rollcall::\(Quantity.counted(count, "credential")) found\n")
    }

    private static func command(for finding: Finding, at now: Timestamp) -> String {
        let level =
            finding.credential.isIdentifier ? "notice" : finding.confidence.band == .low ? "warning" : "error"
        var properties: [(String, String)] = []
        if let file = finding.annotatedFile {
            let (start, end) = (finding.location.start, finding.location.end)
            properties += [("file", file), ("line", "\(start.line)"), ("endLine", "\(end.line)")]
            // Columns are taken only within one line.
            if start.line == end.line { properties += [("col", "\(start.column)"), ("endColumn", "\(end.column)")] }
        }
        properties.append(("title", finding.rule.name))
        return "::\(level) " + properties.map { "\($0.0)=\(property($0.1))" }.joined(separator: ",") + "::"
            + data(message(of: finding, at: now))
    }

    private static func message(of finding: Finding, at now: Timestamp) -> String {
        var parts = [
            "\(finding.credential.redacted) (rule \(finding.rule.id), \(finding.confidence.band.rawValue) confidence"
        ]
        parts[0] += finding.confidence.grounds.first.map { ": \($0))" } ?? ")"
        parts += finding.knownLimits(at: now)
        if finding.annotatedFile == nil {
            parts.append("in \(finding.location.carrier.rawValue) \(finding.location.shownPathText)")
        }
        if let commit = finding.provenance.introduced.first {
            parts.append("brought in by commit \(commit.id.hex.prefix(10))")
        }
        return parts.joined(separator: "; ")
    }

    private static func data(_ text: String) -> String {
        TerminalText.safe(text).replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}

extension Finding {
    /// The file that has the finding's line now; nil where there is none to point at.
    var annotatedFile: String? {
        switch location.carrier {
        case .blob: provenance.isAtHead ? location.pathText : nil
        case .worktree, .index, .file: location.pathText
        default: nil
        }
    }
}
