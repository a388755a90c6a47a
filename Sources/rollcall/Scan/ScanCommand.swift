import ArgumentParser
import Configuration
import Detection
import Discovery
import Foundation
import Model
import Reports
import Repositories
import Settings

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

    @OptionGroup var contents: ContentOptions
    @OptionGroup var judgement: FindingOptions
    @Option(help: "human, jsonl, json, sarif, csv, markdown, junit, github, gitlab, html or cyclonedx.")
    var format = ScanFormat(.findings(.human))
    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write the report to a file (mode 0600) instead.", valueName: "file"),
        completion: .file())
    var output: String?
    @OptionGroup var resources: ResourceOptions
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

    /// Of these the last one would win, and what the first one asks for be left out without a word.
    private static let single = [
        "--range", "--since", "--branch", "--baseline", "--config", "--gitleaks-config", "--state", "--output",
        "--artefacts", "--roll",
    ]

    func validate() throws {
        let given = ProcessInfo.processInfo.arguments
        if let twice = Self.single.first(where: { name in given.count { $0 == name || $0.hasPrefix(name + "=") } > 1 })
        {
            throw ValidationError("\(twice) is given twice; scan once for each")
        }
        // Without what stands before its host: that may be a password.
        if let url = paths.first(where: { $0.contains("://") && !FileManager.default.fileExists(atPath: $0) }),
            let host = url.split(separator: "/").dropFirst().first?.split(separator: "@").last
        {
            throw ValidationError(
                "a scan takes no URL; clone the repository at \(host) and name the clone, or name the URL in a sweep")
        }
    }

    func run() throws {
        LibGit2.expectNoFetch()
        let environment = ProcessInfo.processInfo.environment
        let settings = try judgement.settings(for: target)
        var options = try scanOptions(settings)
        let (library, notes) = try judgement.prepare(&options, settings, target: target)
        let remarks = notes + judgement.otherSettings(of: paths, than: settings)
        if !quiet {
            let unused = judgement.takesGitleaksSettings(settings) ? nil : UnusedSettings.note(on: paths)
            (remarks + format.remarks(showSecrets: showSecrets) + [unused].compactMap(\.self)).forEach(
                StandardError.note)
        }
        let key = try FingerprintKey.chosen(keyFile.map { ($0, by: "--key-file") }, environment)
        // Looked at first: nobody wants to learn after an hour that there was nowhere to keep the result.
        try telling { for path in [output, artefacts].compactMap(\.self) { try FileSink.check(path: path) } }
        if let roll { try RollTaking(path: roll).check() }
        var report = try scan(library, key, options)
        report.run.notices += Self.unmatched(options)
        // They came with what was scanned, perhaps from whoever has something to hide.
        if judgement.files.config == nil, let entry = settings?.coverageEntry(source: target) {
            report.run.coverage.note(entry)
        }
        if let roll {
            report = try RollTaking(path: roll).take(report)
        } else if let known = settings?.configuration.roll {
            report = try RollTaking(path: known).suppressing(report)
        }
        if !quiet {
            report.run.notices.forEach(StandardError.note)
            if !format.tellsGaps { report.run.coverage.remark.map(StandardError.note) }
        }
        // A pipeline reads no standard error, and has to know that a rule of its settings does not run.
        report.run.notices = remarks + report.run.notices
        if let artefacts { try ArtefactsOutput(path: artefacts).write(report) }
        try write(report, environment)
        throw ExitCode(report.exitCode)
    }

    /// Whoever includes what is not there looks at nothing, and should not take that for a clean result.
    private static func unmatched(_ options: ScanOptions) -> [String] {
        if options.stagedOnly || options.selectsCommits || Interruption.cancellation.isSet { return [] }
        return options.paths.unmatched.map {
            "no path matches “\($0)”, which was to be included; globs count from the top of what is scanned"
        }
    }

    /// The target whose settings count.
    private var target: String { paths.first ?? "." }

    private func scan(_ library: RuleLibrary, _ key: FingerprintKey, _ options: ScanOptions) throws -> ScanReport {
        let progress = ScanProgress(cancellation: Interruption.cancellation)
        Interruption.listen()
        let bar = noProgress || quiet ? nil : ProgressBar(progress)
        defer { bar?.end() }
        return try telling {
            try Scan(library: library, key: key, options: options, progress: progress, toolVersion: Rollcall.version)
                .run(paths)
        }
    }

    private func scanOptions(_ settings: ScanSettings?) throws -> ScanOptions {
        var options = ScanOptions()
        settings?.apply(to: &options)
        options.today = .today
        try contents.apply(to: &options, settings, targets: paths)
        try judgement.apply(to: &options, settings)
        try resources.apply(to: &options)
        options.collectsArtefacts = roll != nil || artefacts != nil || format.needsArtefacts
        options.showSecrets = showSecrets
        options.stateFolder = state
        options.isExhaustive = exhaustive
        options.skipsNothing = noDefaultSkips
        return options
    }

    private func write(_ report: ScanReport, _ environment: [String: String]) throws {
        let isTerminal = output == nil && isatty(STDOUT_FILENO) == 1
        let reportOptions = ReportOptions(
            colour: isTerminal && !noColor && Terminal.takesColour(STDOUT_FILENO, environment),
            width: isTerminal ? Terminal.width : 100, now: .now,
            showsAll: all,
            // Findings files hold everything; readers filter on `suppressed`.
            showSuppressed: showSuppressed || format.chosen != .findings(.human))
        switch format.chosen {
        case .roll(let format):
            let made = try telling { try ScanFormat.report(report, now: reportOptions.now.seconds) }
            try RollReportCommand.write(made, as: format, title: "Scan of \(paths.joined(separator: ", "))", to: output)
        case .findings(let format):
            try FileSink.write(to: output) { format.write(report, options: reportOptions, to: &$0) }
        }
    }
}
