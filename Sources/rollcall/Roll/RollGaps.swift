import ArgumentParser
import Inventory
import Reports

struct RollGaps: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "gaps", abstract: "What an auditor would ask about.")

    @OptionGroup var options: RollOptions
    @Option(help: ArgumentHelp("How old a credential may grow without rotation.", valueName: "n")) var days = 365
    @Option(help: ArgumentHelp("How many identities each gap names.", valueName: "n")) var limit = 10
    @OptionGroup var form: DocumentForm

    func run() throws {
        let now = try options.time()
        let roll = try options.open(.readOnly)
        let gaps = try telling { try roll.gaps(now: now, days: days, limit: limit) }
        try printing { sink in
            if form.isJSON {
                var json = JSONWriter(layout: .indented)
                json.object {
                    $0.field("schema", "rollcall.gaps/1")
                    $0.array("gaps", gaps) { json, gap in
                        json.object {
                            $0.field("kind", gap.kind.rawValue)
                            $0.field("title", gap.kind.title)
                            $0.field("count", gap.count)
                            $0.array("identities", gap.identities) { json, row in
                                json.object {
                                    $0.field("id", row.id)
                                    $0.field("name", row.name)
                                    $0.field("state", row.state.rawValue)
                                    $0.field("owner", row.owner)
                                }
                            }
                        }
                    }
                }
                sink.write(json.text + "\n")
                return
            }
            for gap in gaps where gap.count > 0 {
                sink.write("\(gap.count)  \(gap.kind.title) (\(gap.kind.rawValue))\n")
                for row in gap.identities {
                    let age = row.introduced.map { CivilTime.span(now - $0) } ?? "age unknown"
                    sink.write(
                        "    \(TerminalText.safe("\(row.id)  \(row.name), \(row.state.rawValue), \(age), \(row.owner ?? "no owner")"))\n"
                    )
                }
                if gap.count > gap.identities.count { sink.write("    and \(gap.count - gap.identities.count) more\n") }
            }
            if gaps.allSatisfy({ $0.count == 0 }) { sink.write("No gaps.\n") }
        }
    }
}
