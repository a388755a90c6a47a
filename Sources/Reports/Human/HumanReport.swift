internal import Model

/// The report for a terminal: a block for each of the credentials that matter most, the worst first, the others counted
/// by rule and place, and a summary that fits one screen.
struct HumanReport: Sendable {
    let report: ScanReport
    let options: ReportOptions
    let style: Style

    init(_ report: ScanReport, options: ReportOptions) {
        self.report = report
        self.options = options
        self.style = Style(colour: options.colour)
    }

    /// Blocks of credentials, what is left out, names, coverage, and a summary as the last line.
    func write(to output: inout some TextOutputStream) {
        let files = files
        let all = CredentialSightings.grouped(
            report.findings(showing: options).map { located($0, files) }, now: options.now.seconds)
        let sightings = all.filter { !$0.isName }
        let selection = HumanSelection(sightings, limits: options.limits)
        for section in selection.sections {
            for credential in section.shown {
                for line in lines(of: credential) { output.write(line + "\n") }
            }
            for line in rest(of: section) { output.write(line + "\n") }
        }
        if !selection.rest.isEmpty {
            for line in waysToTheRest { output.write(line + "\n") }
        }
        let names = HumanNames(all.filter(\.isName))
        for line in names.lines(options, style: style) { output.write(line + "\n") }
        for line in HumanSummary(self, sightings: sightings, shown: selection.shown).lines { output.write(line + "\n") }
    }

    /// No editor opens what a bare repository holds: if nothing else was scanned, its paths stand as it has them.
    private func located(_ finding: Finding, _ files: Set<String>) -> Finding {
        if !finding.location.path.isEmpty, files.contains(finding.location.source) { return Self.named(by: finding) }
        guard report.run.targets.count == 1, report.run.targets[0].isBare else { return finding }
        switch finding.location.carrier {
        // These are files of the repository's own folder.
        case .reflog, .gitConfig, .hook, .gitDirectory: return finding
        default: break
        }
        var located = finding
        located.location.source = "."
        return located
    }
}

extension HumanReport {
    /// Files that were named: their path says their name again.
    private var files: Set<String> {
        Set(report.run.targets.lazy.filter { $0.kind == .file }.map(\.source))
    }

    /// In a file as it was named, which an editor here opens.
    private static func named(by finding: Finding) -> Finding {
        var named = finding
        let (path, name) = (finding.location.pathText, finding.location.source.split(separator: "/").last ?? "")
        // Behind it may stand where in an archive.
        let inner = path.ranges(of: name).lazy.filter { range in
            (range.lowerBound == path.startIndex || path[..<range.lowerBound].last == "/")
                && (range.upperBound == path.endIndex || path[range.upperBound] == "!")
        }.first.map { path[$0.upperBound...] }
        let source = inner.map { finding.location.source + $0 } ?? path
        named.location = finding.location.named(source)
        return named
    }
}

extension Location {
    fileprivate func named(_ name: String) -> Location {
        Location(source: ".", carrier: carrier, path: Array(name.utf8), blob: blob, start: start, end: end)
    }
}

extension ReportOptions {
    var limits: HumanSelection.Limits {
        showsAll
            ? .none
            : HumanSelection.Limits(
                ofRule: max(1, maximumAlike), inFile: max(1, maximumAlike * 3 / 5), total: max(1, maximumCredentials))
    }
}

extension HumanReport {
    /// Groups named of the places that are not shown of one credential.
    private static let namedPlaces = 4

    /// The first place with its text, others in a line, the rest counted; with `showsAll` all alike.
    func lines(of credential: CredentialSightings) -> [String] {
        var lines = headline(credential)
        var left = credential.findings[...]
        if options.showsAll {
            for finding in left { lines += [""] + HumanPlace(finding, options: options, style: style).lines }
            return lines + [""]
        }
        guard let first = left.popFirst() else { return lines }
        lines += [""] + HumanPlace(first, options: options, style: style).lines
        let others = left.prefix(max(1, options.maximumPlaces) - 1)
        left = left.dropFirst(others.count)
        for finding in others {
            lines += HumanRest.indented(
                HumanPlace(finding, options: options, style: style).brief, by: 2, options)
        }
        if !left.isEmpty { lines += HumanRest.indented(further(Array(left)), by: 2, options) }
        return lines + [""]
    }

    /// `and 23 more places: test/cypress/ (12)`, `data/users.yml`, `elsewhere in lib/ (3)`
    private func further(_ findings: [Finding]) -> [Phrase] {
        let groups = PlaceTree(findings).groups(limit: Self.namedPlaces)
        return groups.enumerated().map { number, group in
            let count = Quantity.counted(findings.count, "more place")
            let name = TerminalText.end(of: group.name, columns: max(20, options.width - 30))
            let place = name.isEmpty ? Quantity.counted(group.files, "file") : name
            let words =
                (number == 0 ? "and \(count): " : "")
                + (group.isElsewhere ? "elsewhere in " : "") + place
            return style.phrase(
                .faint,
                words + (group.places.findings > 1 ? " (\(Quantity.grouped(group.places.findings)))" : ""))
        }
    }

    /// A heading, rules and places, an empty line; nothing if everything is shown.
    private func rest(of section: HumanSelection.Section) -> [String] {
        guard !section.rest.isEmpty else { return [] }
        let what = section.band.map { "of \($0.rawValue) confidence" } ?? "suppressed"
        let count = Quantity.grouped(section.rest.count) + (section.shown.isEmpty ? "" : " more")
        return [style(.strong, "and \(count) \(what):")]
            + HumanRest(credentials: section.rest, options: options, style: style).lines + [""]
    }

    private var waysToTheRest: [String] {
        [style(.faint, "--all shows each of them, --rule those of one rule; --format jsonl is for programs"), ""]
    }

    /// `high  GitHub personal access token · github · access-token · abcd…wxyz`, and the reason below.
    private func headline(_ credential: CredentialSightings) -> [String] {
        let finding = credential.first
        let band =
            credential.isSuppressed
            ? style(.faint, "suppressed")
            : style(Style.Face(finding.confidence.band), padded(finding.confidence.band.rawValue))
        let name = TerminalText.safe(finding.rule.name, columns: 60)
        let facts = [finding.credential.provider, finding.credential.kind, finding.credential.redacted]
            .filter { !$0.isEmpty }.map { " · " + TerminalText.safe($0, columns: 40) }.joined()
        var lines = [band + "  " + style(.strong, name) + style(.faint, facts)]

        let origin = "rule \(finding.rule.id), fingerprint \(finding.credential.fingerprint.prefix(12))"
        let suffix = TerminalText.safe(origin, columns: 80)
        if let why = why(finding.confidence) {
            let text = TerminalText.safe(why, columns: max(40, options.width - 8))
            let fits = TerminalText.columns(of: text + suffix) + 11 <= options.width
            lines.append("        " + text + (fits ? style(.faint, " · " + suffix) : ""))
            if !fits { lines.append("        " + style(.faint, suffix)) }
        } else {
            lines.append("        " + style(.faint, suffix))
        }
        if !finding.companions.isEmpty {
            let companions = finding.companions.map { "\($0.role) \($0.shown)" }.joined(separator: ", ")
            lines.append("        with " + TerminalText.safe(companions, columns: max(40, options.width - 13)))
        }
        if let owner = HumanOwner(finding: finding, now: options.now).text {
            lines.append("        " + TerminalText.safe(owner, columns: max(40, options.width - 8)))
        }
        if let secret = finding.credential.secret {
            lines.append("        " + style(.secret, TerminalText.safe(secret)))
        }
        return lines
    }

    /// What speaks most for it, and where it is not sure, what speaks most against it; nil where nothing does.
    private func why(_ confidence: Confidence) -> String? {
        let doubt = confidence.band == .high ? nil : confidence.doubts.first
        guard let ground = confidence.grounds.first else { return doubt.map { "although " + $0 } }
        return ground + (doubt.map { ", although " + $0 } ?? "")
    }

    private func padded(_ band: String) -> String {
        band + String(repeating: " ", count: max(0, 6 - band.utf8.count))
    }
}

extension FindingCompanion {
    fileprivate var shown: String {
        switch value {
        case .publicPart(let text): text
        case .secret(let redacted, _, _): redacted
        }
    }
}

extension Style.Face {
    init(_ band: Confidence.Band) {
        self =
            switch band {
            case .high: .high
            case .medium: .medium
            case .low: .low
            }
    }
}
