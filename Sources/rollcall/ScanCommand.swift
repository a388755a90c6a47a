import ArgumentParser
import Configuration
import Detection
import Discovery
import Foundation
import Inventory
import Model
import Reports
import Repositories
import RuleFormat

struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Scan repositories, folders, files or standard input for credentials.",
        discussion: """
            A repository is scanned whole: every version of every file, all refs, stashes, notes, messages, unreachable \
            objects, its own configuration, the index and the working tree.

            Examples:
              rollcall scan                              the repository or folder you stand in
              rollcall scan ~/src/app ~/src/lib          several at once
              rollcall scan --history none .             files as they are now
              rollcall scan --staged                     what the next commit would bring in
              rollcall scan --range origin/main..HEAD    what a branch brings in
              rollcall scan --format jsonl -o out.jsonl  a findings file
              kubectl get secret x -o yaml | rollcall scan -
            """)

    @Argument(help: "Repositories, folders, files, or - for standard input.", completion: .file())
    var paths: [String] = ["."]

    @Option(help: "History of repositories: full or none.") var history: ScanOptions.Extent = .full
    @Option(help: "Working tree of repositories: full or none. Default full, none with --since, --range, --branch.")
    var worktree: ScanOptions.Extent?
    @Flag(help: "Only what is staged and not at HEAD.") var staged = false
    @Option(help: ArgumentHelp("Only what later commits brought in.", valueName: "commit|date")) var since: String?
    @Option(help: ArgumentHelp("Only what commits of B that A does not have brought in.", valueName: "A..B")) var range:
        String?
    @Option(help: ArgumentHelp("Only commits of one branch.", valueName: "name")) var branch: String?
    @Option(help: ArgumentHelp("Only paths that match; repeatable. * stops at /, ** does not.", valueName: "glob"))
    var include: [String] = []
    @Option(help: ArgumentHelp("No paths that match; repeatable.", valueName: "glob")) var exclude: [String] = []
    @Option(help: ArgumentHelp("Only these rules; repeatable, a trailing * stands for any ending.", valueName: "id"))
    var rule: [String] = []
    @Option(help: ArgumentHelp("Not these rules; repeatable.", valueName: "id")) var skipRule: [String] = []
    @Option(
        help: ArgumentHelp("Rule files or folders to add; a rule with a known id replaces it.", valueName: "path"),
        completion: .file())
    var rules: [String] = []
    @Option(
        help: ArgumentHelp(
            "Rules, allowlists and known findings of gitleaks: a .gitleaks.toml or .gitleaksignore.", valueName: "file"),
        completion: .file())
    var gitleaksConfig: String?
    @Option(help: ArgumentHelp("low, medium, high or 0–1. Default: medium.", valueName: "confidence"))
    var minConfidence: String?
    @Option(
        help: ArgumentHelp("Settings to use instead of the nearest .rollcall.yaml.", valueName: "file"),
        completion: .file())
    var config: String?
    @Flag(help: "Use no .rollcall.yaml.") var noConfig = false
    @Option(
        help: ArgumentHelp("Findings that are known already, see `rollcall baseline`.", valueName: "file"),
        completion: .file())
    var baseline: String?
    @Flag(help: "The baseline holds for files that were renamed, too.") var follow = false
    @Flag(help: "Markers in the scanned files do not count.") var noMarkers = false
    @Option(help: "human, jsonl, json, sarif, csv, markdown, junit, github, gitlab, html or cyclonedx.")
    var format: ScanFormat = .findings(.human)
    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write the report to a file (mode 0600) instead.", valueName: "file"),
        completion: .file())
    var output: String?
    @Option(name: .shortAndLong, help: ArgumentHelp("Threads. Default: one a processor.", valueName: "n")) var jobs:
        Int?
    @Option(help: ArgumentHelp("Contents above this size are scanned in pieces: 64M, 1G.", valueName: "size"))
    var maxSize = "64M"
    @Option(help: ArgumentHelp("What to take of memory beside mapped files.", valueName: "size")) var memory = "512M"
    @Option(
        help: ArgumentHelp(
            "Key for fingerprints: 32 bytes or 64 hex digits. Also ROLLCALL_KEY_FILE.", valueName: "file"),
        completion: .file())
    var keyFile: String?
    @Option(
        help: ArgumentHelp("Take the findings into this roll, and suppress what was decided there.", valueName: "path"),
        completion: .file())
    var roll: String?
    @Option(
        help: ArgumentHelp(
            "Write what configuration declares and refers to into a file, for `rollcall roll import`.",
            valueName: "file"), completion: .file())
    var artefacts: String?
    @Option(
        help: ArgumentHelp(
            "Remember in this folder what was scanned; later scans look only at what is new.", valueName: "folder"),
        completion: .directory)
    var state: String?
    @Flag(help: "Scan every version of every file whole. Slower; the findings are the same.") var exhaustive = false
    @Flag(help: "Scan what is passed over by default too, such as sample hooks; coverage names it.")
    var noDefaultSkips = false
    @Flag(help: "Print secrets in plain text.") var showSecrets = false
    @Flag(help: "List suppressed findings too, with the reason.") var showSuppressed = false
    @Flag(help: "Show every credential and every place (human, markdown); other formats always do.") var all = false
    @Flag(help: "No progress bar.") var noProgress = false
    @Flag(help: "No colours. Also NO_COLOR.") var noColor = false
    @Flag(name: .shortAndLong, help: "No progress and no notices on standard error.") var quiet = false

    func run() throws {
        LibGit2.expectNoFetch()
        let environment = ProcessInfo.processInfo.environment
        let settings =
            noConfig
            ? nil : try ConfigurationFile.of(paths.first ?? ".", given: config).map { ScanSettings(configuration: $0) }
        var options = try scanOptions(settings)
        var gitleaks = try gitleaksConfig.map(GitleaksSettings.init(path:))
        let library = try library(with: &gitleaks, settings)
        options.suppressions = try gitleaks?.suppressions(for: library) ?? Suppressions()
        try addKnown(to: &options, settings, library)
        if !quiet {
            for note in try otherSettings(than: settings) + (gitleaks?.notes ?? []) {
                StandardError.write("rollcall: \(note)\n")
            }
        }
        let key = try fingerprintKey(environment)
        let progress = ScanProgress(cancellation: Interruption.cancellation)
        Interruption.listen()
        let bar = noProgress || quiet ? nil : ProgressBar(progress)
        let scan = Scan(library: library, key: key, options: options, progress: progress, toolVersion: Rollcall.version)
        // Looked at first: nobody wants to learn after an hour that there was nowhere to keep the result.
        try telling { for path in [output, artefacts].compactMap(\.self) { try FileSink.check(path: path) } }
        if let roll { try RollTaking(path: roll).check() }
        var report: ScanReport
        do { report = try scan.run(paths) } catch {
            bar?.end()
            throw ValidationError("\(error)")
        }
        bar?.end()
        // They came with what was scanned, perhaps from whoever has something to hide.
        if config == nil, let entry = settings?.coverageEntry(source: paths.first ?? ".") {
            report.run.coverage.note(entry)
        }
        if let roll {
            report = try RollTaking(path: roll).take(report)
        } else if let known = settings?.configuration.roll {
            report = try RollTaking(path: known).suppressing(report)
        }
        if !quiet { for notice in report.run.notices { StandardError.write("rollcall: \(notice)\n") } }
        if let artefacts { try ArtefactsOutput(path: artefacts).write(report) }
        try write(report, environment)
        throw ExitCode(report.exitCode)
    }

    /// Settings of further targets, which do not count: one scan has one set of rules and exceptions.
    private func otherSettings(than settings: ScanSettings?) throws -> [String] {
        guard !noConfig, config == nil else { return [] }
        let files = Set(paths.dropFirst().compactMap { ConfigurationFile.place(for: $0) })
        return files.subtracting([settings?.configuration.file].compactMap(\.self)).sorted().map {
            "\($0) does not count, only the settings of the first target do; scan its target by itself, or give one file with --config"
        }
    }

    private func addKnown(to options: inout ScanOptions, _ settings: ScanSettings?, _ library: RuleLibrary) throws {
        if let baseline {
            options.suppressions.baseline = try telling { try Baseline(file: baseline) }
        }
        for note in try settings?.add(to: &options.suppressions, library: library, today: options.today) ?? []
        where !quiet {
            StandardError.write("rollcall: \(note)\n")
        }
        if follow {
            options.suppressions.followedTree = RepositoryLayout.find(at: paths.first ?? ".")?.worktree ?? paths.first
        }
    }

    private func library(with gitleaks: inout GitleaksSettings?, _ settings: ScanSettings?) throws -> RuleLibrary {
        var selection = RuleSelection(only: rule, without: skipRule, added: rules)
        if let settings { selection = settings.selection(selection) }
        if gitleaks != nil {
            selection.imported = gitleaks?.rules ?? []
            let known = Set(RuleLibrary.embedded.map(\.id) + selection.imported.map(\.id))
            selection.without += gitleaks?.disabled(in: known) ?? []
        }
        return try selection.library()
    }

    private func write(_ report: ScanReport, _ environment: [String: String]) throws {
        let isTerminal = output == nil && isatty(STDOUT_FILENO) == 1
        let noColour = noColor || !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        let reportOptions = ReportOptions(
            colour: isTerminal && !noColour, width: isTerminal ? Terminal.width : 100,
            now: Timestamp(seconds: Int64(Date().timeIntervalSince1970), offsetInMinutes: 0),
            showsAll: all,
            // Findings files hold everything; readers filter on `suppressed`.
            showSuppressed: showSuppressed || format != .findings(.human))
        if case .roll(let format) = format {
            let made = try telling {
                try ScanFormat.report(report, now: reportOptions.now.seconds)
            }
            return try RollReportCommand.write(
                made, as: format, title: "Scan of \(paths.joined(separator: ", "))", to: output)
        }
        guard case .findings(let format) = format else { return }
        try FileSink.write(to: output) { format.write(report, options: reportOptions, to: &$0) }
    }

    private func scanOptions(_ settings: ScanSettings?) throws -> ScanOptions {
        for (option, globs) in [("--include", include), ("--exclude", exclude)] {
            if let fault = globs.lazy.compactMap(PathFilter.fault).first {
                throw ValidationError("\(option): \(fault)")
            }
        }
        var options = ScanOptions()
        settings?.apply(to: &options)
        options.today = CivilDate(seconds: Int64(Date().timeIntervalSince1970))
        if noMarkers { options.trustsMarkers = false }
        options.history = history
        options.stagedOnly = staged
        options.since = since
        options.range = range
        options.branch = branch
        options.worktree = worktree ?? (options.selectsCommits || staged ? .none : .full)
        // What the command line includes goes before what the file does; what either excludes stays out.
        let included = include.isEmpty ? settings?.configuration.include ?? [] : include
        options.paths = PathFilter(include: included, exclude: exclude + (settings?.configuration.exclude ?? []))
        options.hasIncludes = !included.isEmpty
        options.collectsArtefacts = roll != nil || artefacts != nil || format.needsArtefacts
        options.choosesRules =
            !rule.isEmpty || !skipRule.isEmpty || settings?.configuration.onlyRules.isEmpty == false
            || settings?.configuration.skippedRules.isEmpty == false
        options.showSecrets = showSecrets
        options.stateFolder = state
        options.isExhaustive = exhaustive
        options.skipsNothing = noDefaultSkips
        options.jobs = try checkedJobs()
        if let minConfidence { options.minimumConfidence = try ConfidenceOption.score(of: minConfidence) }
        options.pieceSize = try checkedSize(maxSize, of: "--max-size")
        options.memory = try checkedSize(memory, of: "--memory")
        guard options.memory >= 64 << 20 else { throw ValidationError("--memory must be 64M or more") }
        if staged && options.selectsCommits {
            throw ValidationError("--staged looks at the index; it does not go with --since, --range or --branch")
        }
        if history == .none && options.selectsCommits {
            throw ValidationError("--history none leaves no commits for --since, --range or --branch")
        }
        return options
    }

    private func checkedJobs() throws -> Int {
        guard let jobs else { return ProcessInfo.processInfo.activeProcessorCount }
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs must lie between 1 and 256") }
        return jobs
    }

    private func checkedSize(_ given: String, of option: String) throws -> Int {
        guard let bytes = ByteSize.bytes(given) else {
            throw ValidationError("\(option) takes a number with K, M, G or T, such as 512M, not “\(given)”")
        }
        return bytes
    }

    private func fingerprintKey(_ environment: [String: String]) throws -> FingerprintKey {
        let named = environment["ROLLCALL_KEY_FILE"].flatMap { $0.isEmpty ? nil : $0 }
        guard let path = keyFile ?? named else { return .standard(environment: environment) }
        return try FingerprintKey(file: path, given: keyFile == nil ? nil : "--key-file")
    }
}

extension ScanOptions.Extent: ExpressibleByArgument {}
