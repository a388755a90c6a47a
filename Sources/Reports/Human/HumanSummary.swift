import Model

/// What a scan found, read, and could not read, on one screen.
struct HumanSummary {
    /// Rules named for each band.
    private static let namedRules = 3

    let report: ScanReport
    let options: ReportOptions
    let style: Style
    let live: [CredentialSightings]
    /// How many of them are shown one by one.
    private let shown: Int

    init(_ human: HumanReport, sightings: [CredentialSightings], shown: [CredentialSightings]) {
        report = human.report
        options = human.options
        style = human.style
        live = sightings.filter { !$0.isSuppressed }
        self.shown = shown.count { !$0.isSuppressed }
    }

    var lines: [String] {
        let coverage = HumanCoverage(report.run.coverage, options: options, style: style)
        var lines = live.isEmpty ? nothingFound : found + ["Scanned \(contents): \(pace)"]
        lines += coverage.facts
        if let suppressed { lines.append(style(.faint, suppressed)) }
        lines += report.run.notices.map { style(.warning, "note: ") + TerminalText.safe($0) }
        lines += coverage.gaps
        if let ending { lines += ["", ending] }
        return lines
    }
}

extension HumanSummary {
    /// `12 credentials in 34 places`, a line for each band, and where they stand.
    private var found: [String] {
        let places = live.reduce(0) { $0 + $1.findings.count { $0.suppression == nil } }
        let head = "\(Quantity.counted(live.count, "credential")) in \(Quantity.counted(places, "place"))"
        let extent = shown < live.count ? style(.faint, ", \(Quantity.grouped(shown)) of them shown above") : ""
        return [style(.strong, head) + extent] + Confidence.Band.allCases.reversed().compactMap(line(of:))
            + standing.folded(columns: options.width - 2).map { "  " + $0 }
    }

    /// Each credential counts once, where it is worst; which of them are sure says what to do first.
    private var standing: [Phrase] {
        let byPlace = Dictionary(grouping: live) { credential in
            credential.findings.lazy.filter { $0.suppression == nil }.map { Whereabouts($0).rawValue }.min() ?? 0
        }
        let isMixed = Set(live.map(\.band)).count > 1
        return Whereabouts.allCases.compactMap { place in
            guard let members = byPlace[place.rawValue] else { return nil }
            let high = members.count { $0.band == .high }
            let sure =
                !isMixed || high == 0 ? "" : high == members.count ? " (high)" : " (\(Quantity.grouped(high)) high)"
            return style.phrase(nil, "\(Quantity.grouped(members.count)) \(place.phrase)\(sure)")
        }
    }

    /// `  high     7  4 GitHub token, 2 AWS access key, 1 Slack token`
    private func line(of band: Confidence.Band) -> String? {
        let credentials = live.filter { $0.band == band }
        guard !credentials.isEmpty else { return nil }
        let byRule = Dictionary(grouping: credentials) { $0.first.rule.name }.mapValues(\.count)
        let rules = byRule.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
            (byRule.count > 1 ? Quantity.grouped(count) + " " : "") + TerminalText.safe(name, columns: 40)
        }
        let count = Quantity.grouped(credentials.count)
        let padding = String(repeating: " ", count: max(1, 13 - band.rawValue.utf8.count - count.utf8.count))
        return "  " + style(Style.Face(band), band.rawValue) + padding + count + "  "
            + rules.enumerated(limit: Self.namedRules, noun: "kind")
    }

    private var nothingFound: [String] {
        guard report.run.coverage.isComplete else {
            return [
                style(.strong, "No credentials found, but not everything could be read."),
                "Scanned \(contents): \(pace)",
            ]
        }
        let head = style(.good, "No credentials found")
        return [contents == "nothing" ? head + ": there was nothing to scan" : head + " in \(contents): \(pace)"]
    }

    /// `12,345 blobs, 2,345 commits and 120 files`
    private var contents: String {
        let counts = report.run.counts
        let things = [
            (counts.blobs, "blob"), (counts.commits, "commit"), (counts.files, "file"),
            (counts.otherContents, "other text"),
        ]
        let parts = things.filter { $0.0 > 0 }.map { Quantity.counted($0.0, $0.1) }
        let targets = report.run.targets.count
        return parts.isEmpty
            ? "nothing" : parts.listed + (targets > 1 ? " of \(Quantity.grouped(targets)) targets" : "")
    }

    /// `1.2 GB in 3.4 s (352 MB/s)`
    private var pace: String {
        let seconds = report.run.durationInSeconds
        let bytes = Double(report.run.counts.bytes)
        let rate = seconds >= 0.001 && bytes > 0 ? " (\(Quantity.bytes(bytes / seconds))/s)" : ""
        return "\(Quantity.bytes(bytes)) in \(Quantity.duration(seconds))\(rate)"
    }

    private var suppressed: String? {
        let count = max(report.findings.count { $0.suppression != nil }, report.run.counts.suppressed)
        guard count > 0 else { return nil }
        return Quantity.counted(count, "suppressed finding") + (options.showSuppressed ? " listed" : " not shown")
    }

    /// What the exit code says; nothing when all is well.
    private var ending: String? {
        switch (report.exitCode, report.run.coverage.isComplete) {
        case (1, true):
            style(.high, "Exit 1")
                + ": credentials found. Revoke what is live; `rollcall:allow` on its line silences what is not."
        case (1, false): style(.high, "Exit 1") + ": credentials found, and not everything could be read."
        case (3, _): style(.warning, "Exit 3") + ": nothing found in what could be read."
        default: nil
        }
    }
}

extension [String] {
    /// `a, b and c`
    fileprivate var listed: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and " + last
    }
}
