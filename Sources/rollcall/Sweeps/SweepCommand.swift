import ArgumentParser
import Reports
import Sweeps

struct SweepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Scan many targets and leave a run folder that can be compared with the last one.",
        discussion: """
            The configuration names targets (paths, globs, clone URLs, configuration trees) and the folder in which runs are \
            kept. A sweep that is killed loses nothing: the next one goes on where it ended.

            Exit codes: 0 nothing found, 1 credentials were found, 2 wrong usage or configuration, 3 something could not be \
            read (1 wins over 3), 4 no run was left: another sweep is at work, the disk is full, it was stopped.

            Examples:
              rollcall sweep nightly.yaml                one run
              rollcall sweep --check nightly.yaml        what would be scanned
            """)

    @OptionGroup var options: SweepOptions

    func run() throws {
        if options.check { return try options.list() }
        Interruption.listen()
        let worker = ["/proc/self/exe", SweepWorkerCommand.name] + CommandLine.arguments.dropFirst(2)
        let supervisor = SweepSupervisor(command: worker, cancellation: Interruption.cancellation) { sentence in
            StandardError.note(TerminalText.safe(sentence))
        }
        throw ExitCode(supervisor.run())
    }
}
