import ArgumentParser
import Detection
import Settings
import Sweeps

/// What `sweep` and the process that does its work are told.
struct SweepOptions: ParsableArguments {
    @Argument(
        help: "The configuration file; docs/sweeps.md describes it.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String
    @Flag(help: "Read the configuration, list the targets and end.") var check = false
    @Flag(help: "Send no notifications.") var noNotify = false
    @Flag(name: .shortAndLong, help: "Only errors and notices.") var quiet = false

    func configuration() throws -> SweepConfiguration {
        return try telling { try SweepConfiguration(file: file) }
    }

    func library(_ configuration: SweepConfiguration) throws -> RuleLibrary {
        try RuleSelection(
            only: configuration.onlyRules, without: configuration.skippedRules, added: configuration.rules
        ).library()
    }

    func list() throws {
        let configuration = try configuration()
        _ = try library(configuration)
        let list = TargetList(configuration)
        for target in list.targets { show(target.options.isTrusted ? "\(target.name) (trusted)" : target.name) }
        for glob in list.emptyGlobs { StandardError.note("\(glob) matches nothing") }
        for notice in list.notices { StandardError.note(notice) }
    }
}
