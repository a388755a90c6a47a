import ArgumentParser
import Inventory
import Reports

struct RollStats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "The roll in numbers, and its latest runs.")

    @OptionGroup var options: RollOptions
    @OptionGroup var form: DocumentForm
    @Flag(help: "Also a digest over everything: equal digests are equal rolls.") var digest = false

    func run() throws {
        let now = try options.time()
        let roll = try options.open(.readOnly)
        let numbers = try telling { try roll.statistics(now: now) }
        let digest = digest ? try telling { try roll.digest() } : nil
        if form.isJSON { return try printing { Self.writeJSON(numbers, digest, to: &$0) } }
        try printing { sink in
            let lines: [(String, String)] = [
                (
                    "identities",
                    "\(numbers.identities), \(numbers.unresolved) of them credentials whose owner cannot be told"
                ),
                ("without owner", "\(numbers.withoutOwner)"), ("credentials", "\(numbers.credentials)"),
                ("places", "\(numbers.places), \(numbers.closedPlaces) of them gone"),
                (
                    "artefacts",
                    "\(Quantity.counted(numbers.declarations, "declaration")), \(Quantity.counted(numbers.references, "reference"))"
                ),
                ("sources", "\(numbers.sources)"), ("decisions", "\(numbers.decisions)"),
                ("states", Self.list(numbers.states)), ("kinds", Self.list(numbers.kinds)),
                ("providers", Self.list(numbers.providers)),
            ]
            for (name, value) in lines { sink.write("\(name.padded(to: 14))\(value)\n") }
            sink.write("\nruns: \(numbers.runs)\n")
            for (index, run) in numbers.latestRuns.enumerated() {
                sink.write(
                    "  @\(index + 1)  \(run.id.prefix(12))  \(CivilTime.text(run.finished))  \(Quantity.counted(run.findings, "finding")) in \(Quantity.counted(run.sources, "source"))\(run.isComplete ? "" : ", incomplete")\n"
                )
            }
            if let digest { sink.write("\ndigest \(digest)\n") }
        }
    }

    private static func list(_ counts: [RollStatistics.Count]) -> String {
        let shown = counts.prefix(8).map { "\($0.count) \(TerminalText.safe($0.name))" }.joined(separator: ", ")
        return counts.count > 8 ? "\(shown) and \(counts.count - 8) more" : shown
    }

    private static func writeJSON(_ numbers: RollStatistics, _ digest: String?, to sink: inout FileSink) {
        var json = JSONWriter(layout: .indented)
        json.object {
            $0.field("schema", "rollcall.statistics/1")
            $0.field("identities", numbers.identities)
            $0.field("unresolved", numbers.unresolved)
            $0.field("without_owner", numbers.withoutOwner)
            $0.field("credentials", numbers.credentials)
            $0.field("places", numbers.places)
            $0.field("closed_places", numbers.closedPlaces)
            $0.field("declarations", numbers.declarations)
            $0.field("references", numbers.references)
            $0.field("sources", numbers.sources)
            $0.field("runs", numbers.runs)
            $0.field("decisions", numbers.decisions)
            for (name, counts) in [
                ("states", numbers.states), ("kinds", numbers.kinds), ("providers", numbers.providers),
            ] {
                $0.object(name) { json in for count in counts { json.field(count.name, count.count) } }
            }
            $0.array("latest_runs", numbers.latestRuns) { json, run in
                json.object {
                    $0.field("id", run.id)
                    $0.field("finished", CivilTime.text(run.finished))
                    $0.field("sources", run.sources)
                    $0.field("findings", run.findings)
                    $0.field("complete", run.isComplete)
                }
            }
            if let digest { $0.field("digest", digest) }
        }
        sink.write(json.text + "\n")
    }
}
