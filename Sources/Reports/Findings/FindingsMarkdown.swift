import Model

/// What a scan found, as a comment on a pull request: a summary, then the credentials, the surest first.
enum FindingsMarkdown {
    /// GitHub takes comments of 65,536 characters; this many rows, and lines of what is not in them, stay below it.
    private static let limits = HumanSelection.Limits(ofRule: 10, inFile: 5, total: 50)
    private static let shownRules = 30
    private static let shownGroups = 4

    static func write(_ report: ScanReport, options: ReportOptions, to output: inout some TextOutputStream) {
        let live = report.findings.filter(\.isActionable)
        let groups = CredentialSightings.grouped(live, now: options.now.seconds)
        let selection = HumanSelection(groups, limits: options.showsAll ? .none : limits)
        let gaps = report.run.coverage.withoutFacts
        output.write("### \(title(credentials: groups.count, places: live.count, isComplete: gaps.isComplete))\n")
        if !groups.isEmpty {
            output.write("\n" + Markdown.head(["confidence", "credential", "place", "introduced"]))
            for group in selection.shown { output.write(row(group.findings, at: options.now)) }
            for line in rest(selection.rest) { output.write(line) }
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

    /// `- 89,995 Password: users.csv, lines 7–90,001`
    private static func rest(_ credentials: [CredentialSightings]) -> [String] {
        guard !credentials.isEmpty else { return [] }
        let rules = Dictionary(grouping: credentials) { $0.first.rule.id }.values.sorted {
            ($1.count, $0[0].first.rule.id) < ($0.count, $1[0].first.rule.id)
        }
        let more = rules.dropFirst(shownRules)
        return ["\nand \(Quantity.counted(credentials.count, "more credential")):\n\n"]
            + rules.prefix(shownRules).map { members in
                let groups = PlaceTree(members.flatMap(\.findings), isHere: true).groups(limit: shownGroups)
                return "- \(Quantity.grouped(members.count)) \(Markdown.cell(members[0].first.rule.name)): "
                    + groups.map(place).joined(separator: "; ") + "\n"
            }
            + (more.isEmpty
                ? []
                : [
                    "- \(Quantity.grouped(more.reduce(0) { $0 + $1.count })) of "
                        + "\(Quantity.counted(more.count, "other kind"))\n"
                ])
            + ["\n`rollcall scan --all` lists each of them.\n"]
    }

    private static func place(_ group: PlaceTree.Group) -> String {
        let name = group.name.isEmpty ? "" : Markdown.code(TerminalText.end(of: group.name, columns: 100))
        let place = group.isElsewhere ? "elsewhere" + (name.isEmpty ? "" : " in " + name) : name
        if group.isFolder {
            return (place.isEmpty ? "" : place + ", ")
                + "\(Quantity.grouped(group.places.findings)) in \(Quantity.counted(group.files, "file"))"
        }
        let isLined = group.places.first.map { !HumanPlace.isObject($0) } ?? false
        let count = group.places.findings > 1 ? ", " + Quantity.grouped(group.places.findings) : ""
        return place + count + (isLined ? " on \(group.places.lineText)" : "")
    }

    private static func title(credentials: Int, places: Int, isComplete: Bool) -> String {
        if credentials == 0 {
            return "Rollcall found no credentials" + (isComplete ? "" : ", but could not read everything")
        }
        return "Rollcall found \(Quantity.counted(credentials, "credential")) in \(Quantity.counted(places, "place"))"
    }

    private static func row(_ findings: [Finding], at now: Timestamp) -> String {
        let first = findings.first { $0.provenance.isAtHead } ?? findings[0]
        var place = "\(Markdown.code(first.location.shownPathText)) line \(first.location.start.line)"
        if findings.count > 1 { place += " and \(Quantity.counted(findings.count - 1, "more place"))" }
        let commit = first.provenance.introduced.first
        let limits = first.knownLimits(at: now).map { ", " + $0 }.joined()
        return Markdown.row([
            first.confidence.band.rawValue,
            "\(Markdown.cell(first.rule.name)) \(Markdown.code(first.credential.redacted))\(limits)", place,
            commit.map {
                "\($0.author.time.text.prefix(10)) in \($0.id.hex.prefix(10)) by \(Markdown.cell($0.author.name))"
            } ?? "–",
        ])
    }
}
