import ArgumentParser
import Inventory
import Reports

struct RollVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the file and the chain of decisions.",
        discussion: """
            Exit 1 says that the file is damaged or the chain broken. Keep the head that is printed elsewhere: with --head, \
            entries that were cut off at the end of the log are found too.
            """)

    @OptionGroup var options: RollOptions
    @Option(help: ArgumentHelp("A hash that the log is known to have reached.", valueName: "hash")) var head: String?

    func run() throws {
        let path = try options.path()
        let result: (count: Int, heads: [String], fault: Roll.LogFault?)
        do {
            let roll = try Roll(at: path, .readOnly)
            try roll.checkFile()
            result = try roll.verifyLog(head: head?.lowercased())
        } catch {
            guard case .corrupt = error else { throw ValidationError("\(error)") }
            show("\(error)")
            throw ExitCode(1)
        }
        if let fault = result.fault {
            show("entry \(fault.height), \(fault.entry): \(fault.reason)")
            throw ExitCode(1)
        }
        let heads = result.heads.isEmpty ? "" : "; head \(result.heads.joined(separator: " "))"
        show("\(Quantity.counted(result.count, "decision")), the chain is whole\(heads)")
    }
}
