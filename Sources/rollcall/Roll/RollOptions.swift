import ArgumentParser
import Foundation
import Inventory
import Model

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
        guard let now else { return Timestamp.now.seconds }
        guard let seconds = CivilTime.seconds(of: now) else {
            throw ValidationError("--now takes a date such as 2026-12-31, not “\(now)”")
        }
        return seconds
    }
}
