import Model

/// What a scan found, as a comment on a pull request: a summary, then the credentials, the surest first.
enum FindingsMarkdown {
    /// GitHub takes comments of 65,536 characters; this many rows stay below it.
    private static let mostRows = 50

    static func write(_ report: ScanReport, to output: inout some TextOutputStream) {
        let live = report.findings.filter(\.isActionable)
        let groups = Dictionary(grouping: live) { $0.credential.fingerprint }.values.sorted {
            ($1[0].confidence.score, $0[0].location.pathText, $0[0].id) < (
                $0[0].confidence.score, $1[0].location.pathText, $1[0].id
            )
        }
        let gaps = report.run.coverage.withoutFacts
        output.write("### \(title(credentials: groups.count, places: live.count, isComplete: gaps.isComplete))\n")
        if !groups.isEmpty {
            output.write("\n" + Markdown.head(["confidence", "credential", "place", "introduced"]))
            for group in groups.prefix(mostRows) { output.write(row(group)) }
            if groups.count > mostRows {
                output.write("\nand \(Quantity.counted(groups.count - mostRows, "more credential"))\n")
            }
            output.write("\nRevoke or rotate what is live, then take it out: history keeps it.\n")
        }
        let named = report.findings.filter(\.isOpenName)
        let names = Set(named.map(\.credential.fingerprint)).count
        if names > 0 {
            output.write("\n\(Quantity.counted(names, "name or id, no secret", "names and ids, no secrets")).\n")
        }
        let suppressed = report.findings.count { $0.suppression != nil }
        if suppressed > 0 { output.write("\n\(Quantity.counted(suppressed, "suppressed finding")) not listed.\n") }
        if !gaps.entries.isEmpty {
            output.write("\n**Not everything could be read:**\n\n")
            for entry in gaps.entries.sorted().prefix(20) {
                output.write("- \(Markdown.code(entry.subject)): \(Markdown.cell(entry.detail))\n")
            }
            let count = gaps.counts.values.reduce(0, +)
            if count > 20 { output.write("- and \(Quantity.grouped(count - 20)) more\n") }
        }
    }

    private static func title(credentials: Int, places: Int, isComplete: Bool) -> String {
        if credentials == 0 {
            return "Rollcall found no credentials" + (isComplete ? "" : ", but could not read everything")
        }
        return "Rollcall found \(Quantity.counted(credentials, "credential")) in \(Quantity.counted(places, "place"))"
    }

    private static func row(_ findings: [Finding]) -> String {
        let first = findings.first { $0.provenance.isAtHead } ?? findings[0]
        var place = "\(Markdown.code(first.location.pathText)) line \(first.location.start.line)"
        if findings.count > 1 { place += " and \(Quantity.counted(findings.count - 1, "more place"))" }
        let commit = first.provenance.introduced.first
        return Markdown.row([
            first.confidence.band.rawValue,
            "\(Markdown.cell(first.rule.name)) \(Markdown.code(first.credential.redacted))", place,
            commit.map {
                "\($0.author.time.text.prefix(10)) in \($0.id.hex.prefix(10)) by \(Markdown.cell($0.author.name))"
            } ?? "–",
        ])
    }
}
