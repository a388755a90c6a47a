import ArgumentParser
import Inventory
import Reports

struct RollDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "What a run found that another did not, in the sources that both looked at.",
        discussion:
            "Runs are named by the head of their id or by @1 (the latest), @2 and so on; `roll stats` lists them.")

    @OptionGroup var options: RollOptions
    @Argument(help: "One run.") var first = "@2"
    @Argument(help: "Another.") var second = "@1"
    @OptionGroup var form: EventForm

    func run() throws {
        let roll = try options.open(.readOnly)
        let difference = try telling { try roll.difference(first, second) }
        try printing { sink in
            for place in difference.places {
                if form.isJSONL {
                    var json = JSONWriter(layout: .oneLine)
                    json.object {
                        $0.field("change", place.change.rawValue)
                        $0.field("identity", place.identity)
                        $0.field("name", place.name)
                        $0.field("fingerprint", place.fingerprint)
                        $0.field("source", place.source)
                        $0.field("path", place.path)
                        $0.field("line", place.line)
                    }
                    sink.write(json.text + "\n")
                } else {
                    let text = "\(place.identity)  \(place.name)  \(place.source)  \(place.path):\(place.line)"
                    sink.write("\(Self.sign(of: place.change)) \(TerminalText.safe(text))\n")
                }
            }
            guard !form.isJSONL else { return }
            let count = { (change: RunDifference.Place.Change) in difference.places.count { $0.change == change } }
            let unseen = count(.unseen)
            let rest = unseen == 0 ? "" : ", \(unseen) not seen by the later run, which did not look everywhere,"
            sink.write(
                "\(count(.new)) new and \(count(.gone)) gone\(rest) from run \(difference.older.prefix(12)) to \(difference.newer.prefix(12)), in \(Quantity.counted(difference.sources, "source")) that both looked at\n"
            )
        }
    }

    private static func sign(of change: RunDifference.Place.Change) -> String {
        switch change {
        case .new: "+"
        case .gone: "-"
        case .unseen: "?"
        }
    }
}
