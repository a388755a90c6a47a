import ArgumentParser
import Foundation
import Inventory
import Reports

struct RollDecide: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Write down what was decided about an identity, credential or place.",
        discussion: """
            The log is append-only and each entry names those before it by hash; `roll verify` checks it. What was accepted or is a false \
            positive is suppressed by scans that are given the roll; an exception that ends comes back by itself.
            """)

    @OptionGroup var options: RollOptions
    @Argument(help: "An identity, the head of a fingerprint, or a place.") var id: String
    @Flag(help: "Take the risk, until a date.") var accept = false
    @Option(help: ArgumentHelp("When the exception ends.", valueName: "date")) var until: String?
    @Flag(help: "It is to be rotated.") var rotate = false
    @Flag(help: "It is to be revoked.") var revoke = false
    @Flag(help: "It has been revoked.") var revoked = false
    @Flag(help: "It is no credential.") var falsePositive = false
    @Flag(help: "It is to be moved into a vault.") var vault = false
    @Flag(help: "Take back what was decided.") var reopen = false
    @Option(help: ArgumentHelp("Who answers for it.", valueName: "name")) var owner: String?
    @Option(help: ArgumentHelp("Why, for those who read it later.", valueName: "text")) var reason = ""
    @Option(help: ArgumentHelp("Who decided.", valueName: "name")) var by: String

    func run() throws {
        let now = try options.time()
        let roll = try options.open(.change)
        let (subject, action) = (try telling { try roll.subject(id) }, try action())
        let end = try until.map { text in
            guard let seconds = CivilTime.seconds(of: text) else {
                throw ValidationError("--until takes a date such as 2026-12-31, not “\(text)”")
            }
            return seconds
        }
        let hash = try telling {
            try roll.decide(
                Decision(
                    subject: subject.decisionSubject, action: action, until: end, owner: owner, reason: reason, by: by,
                    at: now))
        }
        show("\(hash)  \(action.rawValue) \(subject.decisionSubject)")
    }

    private func action() throws -> Decision.Action {
        let chosen: [(Bool, Decision.Action)] = [
            (accept, .accept), (rotate, .rotate), (revoke, .revoke), (revoked, .revoked),
            (falsePositive, .falsePositive), (vault, .vault),
            (reopen, .reopen), (owner != nil, .owner),
        ]
        let actions = chosen.filter(\.0).map(\.1)
        guard actions.count == 1, let action = actions.first else {
            throw ValidationError(
                "choose one of --accept, --rotate, --revoke, --revoked, --false-positive, --vault, --owner and --reopen"
            )
        }
        return action
    }
}
