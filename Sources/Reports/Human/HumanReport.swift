package import Model

/// The report for a terminal: one block a credential, the worst first, then the rest in a few lines and a summary
/// that fits one screen.
package struct HumanReport: Sendable {
    let report: ScanReport
    let options: ReportOptions
    let style: Style

    package init(_ report: ScanReport, options: ReportOptions) {
        self.report = report
        self.options = options
        self.style = Style(colour: options.colour)
    }

    /// Blocks of credentials, what is left out, names, coverage, and a summary as the last line.
    package func write(to output: inout some TextOutputStream) {
        let all = CredentialSightings.grouped(report.findings(showing: options))
        let sightings = all.filter { !$0.isName }
        let rest = HumanRest(sightings, limit: options.maximumAlike)
        for credential in rest.shown {
            for line in lines(of: credential) { output.write(line + "\n") }
        }
        for line in rest.lines(options, style: style) { output.write(line + "\n") }
        let names = HumanNames(all.filter(\.isName))
        for line in names.lines(options, style: style) { output.write(line + "\n") }
        for line in HumanSummary(self, sightings: sightings).lines { output.write(line + "\n") }
    }
}

/// One credential and all findings of it, the most important first.
struct CredentialSightings {
    let findings: [Finding]

    var first: Finding { findings[0] }
    /// Suppressed only if it is everywhere.
    var isSuppressed: Bool { findings.allSatisfy { $0.suppression != nil } }
    var band: Confidence.Band { first.confidence.band }
    /// A name and no secret. Suppressed ones stand among what is suppressed.
    var isName: Bool { first.credential.isIdentifier && !isSuppressed }

    /// Groups by fingerprint; equal ones keep the report's order.
    static func grouped(_ findings: [Finding]) -> [CredentialSightings] {
        var positions: [String: Int] = [:]
        var groups: [[Finding]] = []
        for finding in findings {
            if let position = positions[finding.credential.fingerprint] {
                groups[position].append(finding)
            } else {
                positions[finding.credential.fingerprint] = groups.count
                groups.append([finding])
            }
        }
        let inside = groups.map { CredentialSightings(findings: sorted($0, by: \.self)) }
        return sorted(inside, by: \.first)
    }

    /// The most important first; equals stay in their order.
    private static func sorted<Element>(_ elements: [Element], by finding: (Element) -> Finding) -> [Element] {
        let keys = elements.enumerated().map { importance(finding($0.element)) + [$0.offset] }
        return elements.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }.map { elements[$0] }
    }

    /// Smaller is more important: live before suppressed, high before low, standing before gone.
    private static func importance(_ finding: Finding) -> [Int] {
        let band = Confidence.Band.allCases.firstIndex(of: finding.confidence.band) ?? 0
        let score = Int((finding.confidence.score * 100).rounded())
        return [finding.suppression == nil ? 0 : 1, -band, Whereabouts(finding).rawValue, -score]
    }
}

/// Where a finding stands today, the worst first.
enum Whereabouts: Int, CaseIterable {
    case atHead, file, uncommitted, otherRef, gitDirectory, history, unknown, unreachable

    init(_ finding: Finding) {
        let provenance = finding.provenance
        self =
            switch finding.location.carrier {
            case _ where provenance.isAtHead: .atHead
            case .file, .standardInput: .file
            case .worktree where provenance.isOfUnknownHistory: .file
            case .worktree, .index: .uncommitted
            case _ where !provenance.presentIn.isEmpty: .otherRef
            case _ where provenance.isOfUnknownPlace: .unknown
            case .reflog, .gitConfig, .hook, .gitDirectory, .refName: .gitDirectory
            case .danglingBlob: .unreachable
            case _ where provenance.introduced.isEmpty && provenance.removed.isEmpty: .unreachable
            default: .history
            }
    }

    /// After a number of credentials: `3 only in history`.
    var phrase: String {
        switch self {
        case .atHead: "at HEAD"
        case .file: "in files"
        case .uncommitted: "uncommitted"
        case .otherRef: "on other branches and tags"
        case .gitDirectory: "in Git's own files"
        case .history: "only in history"
        case .unknown: "whose place is not known, as the scan was stopped"
        case .unreachable: "unreachable"
        }
    }
}

extension HumanReport {
    func lines(of credential: CredentialSightings) -> [String] {
        let shown = credential.findings.prefix(max(1, options.maximumPlaces))
        var lines = headline(credential)
        for finding in shown {
            lines.append("")
            lines += HumanPlace(finding, options: options, style: style).lines
        }
        let rest = credential.findings.count - shown.count
        if rest > 0 {
            lines.append("")
            lines.append("  " + style(.faint, "and " + Quantity.counted(rest, "more place")))
        }
        return lines + [""]
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
        if let reason = finding.confidence.grounds.first {
            let text = TerminalText.safe(reason, columns: max(40, options.width - 8))
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
        if let secret = finding.credential.secret {
            lines.append("        " + style(.secret, TerminalText.safe(secret)))
        }
        return lines
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
