import ArgumentParser
import Inventory
import Reports

struct RollTimeline: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "What came and went, the newest first; of one identity, everything from its beginning.")

    @OptionGroup var options: RollOptions
    @Argument(help: "An identity; all of them without it.") var id: String?
    @Option(help: ArgumentHelp("Only since then: 30d, or a date.", valueName: "age")) var since: String?
    @Option(help: ArgumentHelp("How many.", valueName: "n")) var limit = 50
    @OptionGroup var form: EventForm

    func run() throws {
        let now = try options.time()
        let roll = try options.open(.readOnly)
        let start = try since.map { try RollList.time($0, now: now) }
        let events = try telling {
            guard let id else { return try roll.latestEvents(since: start, limit: limit) }
            var events: [RollEvent] = []
            for pk in try roll.identities(of: roll.subject(id)) { events += try roll.events(ofIdentity: pk, now: now) }
            return events.filter { $0.at >= start ?? .min }
        }
        try printing { sink in
            for event in events {
                if form.isJSONL {
                    var json = JSONWriter(layout: .oneLine)
                    json.object { $0.append(event) }
                    sink.write(json.text + "\n")
                } else {
                    sink.write(TerminalText.safe(IdentityStoryText.line(event)) + "\n")
                }
            }
        }
    }
}
