import ArgumentParser
import Inventory
import Reports

struct RollRekey: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rekey", abstract: "Give the roll a key of its own on top of the fingerprint key.",
        discussion: """
            Fingerprints in the roll become another HMAC, under a new random key that is written beside the roll (PATH.key). Whoever has the \
            fingerprint key but not that file can no longer guess weak secrets in a copy of the roll. Keep the key file: without it the roll \
            can be read, but takes no more findings. Ids of credentials and places change; copies that were made before cannot be merged any more.
            """)

    @OptionGroup var options: RollOptions

    func run() throws {
        let roll = try options.open(.change)
        let count = try telling { try roll.rekey() }
        show(
            "\(Quantity.counted(count, "credential has a new fingerprint", "credentials have new fingerprints")); the key is in \(roll.keyPath)"
        )
    }
}
