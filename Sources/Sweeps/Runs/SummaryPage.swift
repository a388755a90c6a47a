internal import Model
internal import Reports

/// `summary.md`: what a run says to people, without any secret.
struct SummaryPage {
    let manifest: RunManifest
    let findings: [[Finding]]

    /// Rows of a table; the files beside it hold everything.
    private static let mostRows = 50

    func write(to output: inout some TextOutputStream) {
        let (run, comparison, results) = (manifest.run, manifest.comparison, manifest.results)
        let open = findings.map { $0.count(where: \.isActionable) }
        let names = findings.joined().count(where: \.isOpenName)
        output.write("# Sweep \(manifest.name.text)\n\n")
        output.write(
            "\(run.started.text) to \(run.finished.text), rollcall \(run.toolVersion) on \(Self.cell(manifest.host)), ")
        output.write("\(Quantity.counted(run.ruleCount, "rule")).\n\n| | |\n|---|---:|\n")
        let rows: [(String, Int)] = [
            ("targets", results.count), ("of them not read completely", results.count { !$0.coverage.isComplete }),
            ("findings", open.reduce(0, +)), ("credentials", run.counts.credentials),
            ("names and ids", names), ("suppressed", run.counts.suppressed),
            ("markers ignored", results.reduce(0) { $0 + $1.ignoredMarkers }), ("new", comparison.new.count),
            ("gone", comparison.gone.count), ("unconfirmed", comparison.unconfirmed.count),
        ]
        for (name, count) in rows { output.write("| \(name) | \(count) |\n") }
        for notice in manifest.notices { output.write("\nNote: \(Self.cell(notice))\n") }
        writeNew(to: &output)
        writeTargets(open, to: &output)
        writeGaps(to: &output)
    }

    private func writeNew(to output: inout some TextOutputStream) {
        let new = manifest.comparison.new
        guard !new.isEmpty else { return }
        output.write("\n## New\n\n| confidence | what | where | introduced |\n|---|---|---|---|\n")
        for finding in new.sorted(by: { $0.confidence.score > $1.confidence.score }).prefix(Self.mostRows) {
            let place = "\(finding.location.source) \(finding.location.shownPathText):\(finding.location.start.line)"
            let origin =
                finding.provenance.introduced.first.map {
                    "\($0.author.time.text.prefix(10)) in \($0.id.hex.prefix(12))"
                } ?? "–"
            output.write(
                "| \(finding.confidence.band.rawValue) | \(Self.cell(finding.rule.name)) | \(Self.cell(place)) | \(origin) |\n"
            )
        }
        if new.count > Self.mostRows { output.write("\nand \(new.count - Self.mostRows) more in `new.jsonl`\n") }
    }

    private func writeTargets(_ open: [Int], to output: inout some TextOutputStream) {
        output.write(
            "\n## Targets\n\n| target | outcome | findings | new | gone | unconfirmed | seconds |\n|---|---|---:|---:|---:|---:|---:|\n"
        )
        for (number, result) in manifest.results.enumerated() {
            let change = manifest.comparison.perTarget[number]
            let seconds = (result.durationInSeconds * 10).rounded() / 10
            output.write(
                "| \(Self.cell(result.name)) | \(result.outcome.rawValue) | \(open[number]) | \(change.new) | \(change.gone) | \(change.unconfirmed) | \(seconds) |\n"
            )
        }
    }

    private func writeGaps(to output: inout some TextOutputStream) {
        let gaps = manifest.run.coverage.withoutFacts
        guard !gaps.entries.isEmpty else { return }
        output.write("\n## Not read\n\n| target | reason | what | detail |\n|---|---|---|---|\n")
        for entry in gaps.entries.sorted().prefix(Self.mostRows) {
            output.write(
                "| \(Self.cell(entry.source)) | \(entry.reason.rawValue) | \(Self.cell(entry.subject)) | \(Self.cell(entry.detail)) |\n"
            )
        }
        if gaps.entries.count > Self.mostRows {
            output.write("\nand \(gaps.entries.count - Self.mostRows) more in `run.json`\n")
        }
    }

    /// Paths and names come from strangers: nothing in them may end a cell or begin a tag, a link or an emphasis.
    private static func cell(_ text: String) -> String {
        var result = ""
        for character in TerminalText.safe(text) {
            if character == "<" {
                result += "&lt;"
            } else {
                if "|\\`*_[]!#~".contains(character) { result.append("\\") }
                result.append(character)
            }
        }
        return result
    }
}
