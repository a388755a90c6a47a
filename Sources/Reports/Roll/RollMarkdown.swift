import Inventory

/// The roll on one page of Markdown: numbers, what needs attention, the longest exposures, and how it was scanned.
struct RollMarkdown {
    private let report: RollReport
    private let title: String
    private static let mostRows = 50

    init(_ report: RollReport, title: String?) {
        self.report = report
        self.title = title ?? "The roll"
    }

    func write(to output: inout some TextOutputStream) {
        let numbers = report.statistics
        output.write("# \(Markdown.cell(title))\n\n")
        output.write(
            "As of \(CivilTime.date(report.made)): \(Quantity.counted(report.total, "identity", "identities")), \(Quantity.counted(numbers.credentials, "credential")) in \(Quantity.counted(numbers.places, "place")), \(Quantity.counted(numbers.sources, "source")), \(Quantity.counted(numbers.runs, "run")).\n\n"
        )
        if let fault = report.fault { output.write("**The log of decisions is broken:** \(Markdown.cell(fault))\n\n") }
        output.write(Markdown.head(["state", "identities"]))
        for state in numbers.states {
            output.write(Markdown.row([Markdown.cell(state.name), Quantity.grouped(state.count)]))
        }
        output.write("\n## Needs attention\n\n")
        let gaps = report.gaps.filter { !$0.identities.isEmpty }
        if gaps.isEmpty {
            output.write("Nothing.\n")
        } else {
            output.write(Markdown.head(["identities", "what"]))
            for gap in gaps { output.write(Markdown.row([Quantity.grouped(gap.identities.count), gap.kind.title])) }
        }
        writeIdentities(to: &output)
        writeDecisions(to: &output)
        writeScanned(to: &output)
    }

    private func writeIdentities(to output: inout some TextOutputStream) {
        let open = report.stories.filter { [.exposed, .expired, .inHistory].contains($0.identity.state) }
        guard !open.isEmpty else { return }
        output.write("\n## Exposed or in history, the oldest first\n\n")
        output.write(
            Markdown.head(["id", "identity", "kind", "state", "place", "since", "rotated", "owner", "decision"]))
        for story in open.prefix(Self.mostRows) {
            let identity = story.identity
            let place = story.places.first { $0.isExposed } ?? story.places.first
            output.write(
                Markdown.row([
                    identity.id, Markdown.cell(identity.name), Markdown.cell(identity.kind), identity.state.rawValue,
                    place.map { "\(Markdown.code("\($0.source) \($0.path)")) line \($0.line)" } ?? "–",
                    identity.introduced.map(CivilTime.date) ?? "–", identity.rotated.map(CivilTime.date) ?? "–",
                    Markdown.cell(identity.owner ?? "–"),
                    identity.decision.map { decision in
                        identity.decisionUntil.map { "\(decision) until \(CivilTime.date($0))" } ?? decision
                    } ?? "–",
                ]))
        }
        if open.count > Self.mostRows { output.write("\nand \(Quantity.grouped(open.count - Self.mostRows)) more\n") }
    }

    private func writeDecisions(to output: inout some TextOutputStream) {
        guard !report.decisions.isEmpty else { return }
        output.write("\n## Decisions, the latest first\n\n")
        output.write(Markdown.head(["date", "decision", "about", "reason", "by", "entry"]))
        for entry in report.decisions.reversed().prefix(Self.mostRows) {
            let decision = entry.decision
            let until = decision.until.map { " until \(CivilTime.date($0))" } ?? ""
            output.write(
                Markdown.row([
                    CivilTime.date(decision.at), decision.action.rawValue + until, Markdown.cell(decision.subject),
                    Markdown.cell([decision.reason, decision.owner].compactMap(\.self).joined(separator: " ")),
                    Markdown.cell(decision.by), String(entry.hash.prefix(12)),
                ]))
        }
    }

    private func writeScanned(to output: inout some TextOutputStream) {
        output.write("\n## What was scanned\n\n")
        output.write(Markdown.head(["source", "kind", "scanned last", "how much"]))
        for source in report.scanned.prefix(500) {
            output.write(
                Markdown.row([
                    Markdown.cell(source.source), Markdown.cell(source.kind),
                    source.finished.map(CivilTime.date) ?? "–",
                    source.isWhole ? "all of it" : "**never all of it**",
                ]))
        }
        output.write("\nDigest of the roll: \(report.digest)\n")
    }
}
