import ArgumentParser
import Inventory

struct RollMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Add what other rolls know. They are only read.")

    @OptionGroup var options: RollOptions
    @Argument(help: "Other rolls.", completion: .file()) var others: [String]

    func run() throws {
        try options.filling { roll in
            for other in others {
                let summary = try telling { try roll.merge(Roll(at: other, .readOnly)) }
                show("\(other): \(summary.text(places: "place"))")
            }
        }
    }
}
