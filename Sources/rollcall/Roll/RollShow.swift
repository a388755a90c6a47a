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
