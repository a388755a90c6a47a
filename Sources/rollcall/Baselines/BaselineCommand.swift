import ArgumentParser
import Configuration
import Detection
import Discovery
import Foundation
import Model
import Reports
import Repositories
import Settings

struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline", abstract: "Write down what is known already, so that only what is new is reported.",
        discussion: """
            A baseline is a text file in the repository, `.rollcall-baseline` by default: `baseline: .rollcall-baseline` in \
            `.rollcall.yaml` makes scans and hooks use it, `scan --baseline` does so once. It knows values by a salted \
            fingerprint, and paths; not lines, so that it survives edits and rebases.
            """,
        subcommands: [Create.self, Update.self, Audit.self])

    struct Place: ParsableArguments {
        @Argument(help: "The repository or folder.", completion: .directory) var target = "."
        @Option(
            help: ArgumentHelp("The baseline's file. Default: .rollcall-baseline in the target.", valueName: "file"),
            completion: .file())
        var file: String?
        @Option(
            help: ArgumentHelp("Settings to use instead of `.rollcall.yaml`.", valueName: "file"), completion: .file())
        var config: String?

        var path: String { file ?? (target.hasSuffix("/") ? target : target + "/") + Baseline.fileName }

        func read() throws -> Baseline {
            return try telling { try Baseline(file: path) }
        }

        func write(_ baseline: Baseline) throws {
            try FileSink.write(to: path) { $0.write(baseline.text) }
            // It goes into the repository, and holds no secret.
            chmod(path, 0o644)
        }

        /// What a scan finds now, as entries of a baseline.
        func entries(for baseline: Baseline) throws -> (entries: Set<Baseline.Entry>, report: ScanReport) {
            var options = ScanOptions()
            options.history = baseline.coversHistory ? .full : .none
            options.jobs = ProcessInfo.processInfo.activeProcessorCount
            options.today = .today
            let settings = try SettingsFile.of(target, given: config).map(ScanSettings.init)
            settings?.apply(to: &options)
            let library = try ScanPreparation(usesBaseline: false).prepare(&options, with: settings).library
            let recorder = BaselineRecorder(for: baseline)
            options.suppressions.recorder = recorder
            let scan = Scan(
                library: library, key: .standard(environment: ProcessInfo.processInfo.environment), options: options,
                progress: ScanProgress(), toolVersion: Rollcall.version)
            let report = try telling { try scan.run([target]) }
            return (recorder.entries, report)
        }
    }

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a baseline of all that is found now.")
        @OptionGroup var place: Place
        @Option(help: "full, or none for the files as they are now.") var history: ScanOptions.Extent = .full
        @Flag(help: "Replace a baseline that is there.") var force = false

        func run() throws {
            if !force, FileManager.default.fileExists(atPath: place.path) {
                throw ValidationError(
                    "\(place.path) is there already; `rollcall baseline update` brings it up to date, --force begins anew"
                )
            }
            let new = Baseline(coversHistory: history == .full)
            let (entries, report) = try place.entries(for: new)
            try place.write(new.with(entries))
            show("\(place.path): \(Quantity.counted(entries.count, "entry", "entries"))")
            if !report.run.coverage.isComplete { throw ExitCode(3) }
        }
    }

    struct Update: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take out of a baseline what is gone, and say so.",
            discussion:
                "What is new is told and stays out, unless --add-new takes it in. Exit 1 says that something new is left out."
        )
        @OptionGroup var place: Place
        @Flag(help: "Take in what is new, too.") var addNew = false
        @Flag(help: "Entries of files that were renamed move along.") var follow = false

        func run() throws {
            let old = try place.read()
            let (found, report) = try place.entries(for: old)
            // What could not be read may still be there.
            if !report.run.coverage.isComplete {
                StandardError.note("not everything could be read; nothing is taken out")
            }
            let change = BaselineChange(
                from: old.entries, found: found,
                followedIn: follow ? RepositoryLayout.find(at: place.target)?.worktree ?? place.target : nil,
                keepsGone: !report.run.coverage.isComplete)
            for entry in change.gone { show("gone   \(entry.text)") }
            for (from, to) in change.moved {
                show("moved  \(from.text) → \(String(decoding: to.path, as: UTF8.self))")
            }
            for entry in change.new { show("\(addNew ? "added" : "new  ")  \(entry.text)") }
            let entries = change.kept.union(change.moved.map(\.1)).union(addNew ? change.new : [])
            if entries != old.entries { try place.write(old.with(entries)) }
            show(
                "\(place.path): \(Quantity.counted(entries.count, "entry", "entries")), \(change.gone.count) taken out, \(addNew ? change.new.count : 0) added"
            )
            if !addNew, !change.new.isEmpty { throw ExitCode(1) }
            if !report.run.coverage.isComplete { throw ExitCode(3) }
        }
    }

    struct Audit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a baseline hides, and what of it is gone.",
            discussion: "Nothing is changed.")
        @OptionGroup var place: Place

        func run() throws {
            let baseline = try place.read()
            let (found, report) = try place.entries(for: baseline)
            var counts = (there: 0, gone: 0)
            for entry in baseline.entries.sorted() {
                let isThere = found.contains { $0.fingerprint == entry.fingerprint && $0.path == entry.path }
                if isThere { counts.there += 1 } else { counts.gone += 1 }
                show("\(isThere ? "there" : "gone ")  \(entry.text)")
            }
            show(
                "\(counts.there) still there, \(counts.gone) gone"
                    + (counts.gone > 0 ? "; `rollcall baseline update` takes out what is gone" : ""))
            if !report.run.coverage.isComplete { throw ExitCode(3) }
        }
    }
}

extension Baseline.Entry {
    fileprivate var text: String { "\(fingerprint.prefix(12))  \(rule)  \(String(decoding: path, as: UTF8.self))" }
}
