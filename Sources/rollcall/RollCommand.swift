import ArgumentParser
import Foundation
import Inventory
import Reports

struct RollCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roll", abstract: "The inventory of non-human identities: fill it, ask it, decide.",
        discussion: """
            The roll is one SQLite file: --roll PATH, ROLLCALL_ROLL, or roll.db in the user's data folder. It holds fingerprints, \
            never secrets.

            Examples:
              rollcall scan --roll roll.db ~/src/*           scan and take the findings
              rollcall roll import findings-*.jsonl          take findings of other machines
              rollcall roll list --state exposed --sort age  the oldest that stand in files now
              rollcall roll show 3f9a                        one identity's whole story
              rollcall roll decide 3f9a --accept --until 2027-01-31 --reason "vendor migrates in Q1" --by ada@example.org
            """,
        subcommands: [
            RollImport.self, RollMerge.self, RollList.self, RollShow.self, RollStats.self, RollTimeline.self,
            RollDiff.self, RollGaps.self,
            RollReportCommand.self, RollDecide.self, RollVerify.self, RollEvidence.self, RollRekey.self,
        ])
}

/// Which roll, and what time it is taken to be.
struct RollOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The roll. Also ROLLCALL_ROLL. Default: roll.db in the data folder.", valueName: "path"),
        completion: .file())
    var roll: String?
    @Option(
        help: ArgumentHelp(
            "Take this for the present: what has expired and how old things are.", valueName: "date",
            visibility: .hidden))
    var now: String?

    func open(_ access: Roll.Access) throws -> Roll {
        return try telling { try Roll(at: path(), access) }
    }

    /// Opens the roll to put something into it, and makes it if there is none; what fails leaves no empty one behind.
    func filling<Value>(_ body: (Roll) throws -> Value) throws -> Value {
        let roll = try open(.readWrite)
        do { return try body(roll) } catch {
            roll.discardIfNew()
            throw error
        }
    }

    func path() throws -> String { try Self.path(roll) }

    static func path(_ given: String?) throws -> String {
        let environment = ProcessInfo.processInfo.environment
        let named = environment["ROLLCALL_ROLL"].flatMap { $0.isEmpty ? nil : $0 }
        guard let path = given ?? named ?? Roll.standardPath(environment: environment) else {
            throw ValidationError(
                "neither HOME nor XDG_DATA_HOME is set, so there is no data folder; name the roll with --roll")
        }
        return path
    }

    /// Seconds since 1970.
    func time() throws -> Int64 {
        guard let now else { return Int64(Date().timeIntervalSince1970) }
        guard let seconds = CivilTime.seconds(of: now) else {
            throw ValidationError("--now takes a date such as 2026-12-31, not “\(now)”")
        }
        return seconds
    }
}

/// Prints to standard output in pieces.
func printing(_ body: (inout FileSink) throws -> Void) throws { try FileSink.write(to: nil, body) }
