import ArgumentParser
import Foundation
import Inventory
import Reports

struct RollShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One identity's whole story, with its timeline.",
        discussion:
            "ID is the head of an identity's id, of a fingerprint (as scans print it) or of a place's id, or an identity's whole key."
    )

    @OptionGroup var options: RollOptions
    @Argument(help: "What to show.") var id: String
    @OptionGroup var form: DocumentForm

    func run() throws {
        let now = try options.time()
        let roll = try options.open(.readOnly)
        let stories = try telling {
            var stories: [IdentityStory] = []
            for pk in try roll.identities(of: roll.subject(id)) {
                stories.append(try roll.story(ofIdentity: pk, now: now))
            }
            return stories
        }
        try printing { sink in
            for (index, story) in stories.enumerated() {
                if index > 0, !form.isJSON { sink.write("\n") }
                let text = IdentityStoryText(story, now: now)
                if form.isJSON { text.writeJSON(to: &sink) } else { text.write(to: &sink) }
            }
        }
    }
}

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
