import Model

/// Findings as comma-separated values, for spreadsheets and SIEM.
enum FindingsTable {
    private static let columns = [
        "id", "confidence", "band", "rule", "rule_name", "kind", "provider", "redacted", "fingerprint", "source",
        "carrier", "path", "line", "column",
        "at_head", "in_worktree", "introduced_commit", "introduced_date", "introduced_by", "removed_commit",
        "removed_date", "replaced_by", "refs",
        "suppressed", "note",
    ]

    static func write(_ report: ScanReport, options: ReportOptions, to output: inout some TextOutputStream) {
        output.write(CSV.line(columns))
        for finding in report.findings(showing: options) { output.write(CSV.line(values(of: finding))) }
    }

    private static func values(of finding: Finding) -> [String] {
        let (introduced, removed) = (finding.provenance.introduced.first, finding.provenance.removed.last)
        return [
            finding.id, String(finding.confidence.score), finding.confidence.band.rawValue, finding.rule.id,
            finding.rule.name,
            finding.credential.kind, finding.credential.provider, finding.credential.redacted,
            finding.credential.fingerprint,
            finding.location.source, finding.location.carrier.rawValue, finding.location.shownPathText,
            String(finding.location.start.line),
            String(finding.location.start.column), String(finding.provenance.isAtHead),
            finding.provenance.isInWorktree.map { String($0) } ?? "",
            introduced?.id.hex ?? "", introduced?.author.time.text ?? "",
            introduced.map { "\($0.author.name) <\($0.author.email)>" } ?? "",
            removed?.commit.id.hex ?? "", removed?.commit.author.time.text ?? "", removed?.replacedBy ?? "",
            finding.provenance.presentIn.joined(separator: " "),
            finding.suppression.map { "\($0.kind.rawValue): \($0.reason)" } ?? "",
            finding.provenance.noteWithRefCount ?? "",
        ].map(TerminalText.safe)
    }
}
