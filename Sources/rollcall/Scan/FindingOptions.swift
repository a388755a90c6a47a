import ArgumentParser
import Configuration
import Detection
import Discovery
import RuleFormat
import Repositories

/// What is a finding, and which findings are known.
struct FindingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only these rules; repeatable, a trailing * stands for any ending.", valueName: "id"))
    var rule: [String] = []
    @Option(help: ArgumentHelp("Not these rules; repeatable.", valueName: "id")) var skipRule: [String] = []
    @Option(
        help: ArgumentHelp(
            "Rule files or folders to add; a rule with a known id replaces it (not generic-*).", valueName: "path"),
        completion: .file())
    var rules: [String] = []
    @Option(help: ArgumentHelp("low, medium, high or 0–1. Default: medium.", valueName: "confidence"))
    var minConfidence: String?
    @OptionGroup var files: SettingsOptions
    @Option(
        help: ArgumentHelp("Findings that are known already, see `rollcall baseline`.", valueName: "file"),
        completion: .file())
    var baseline: String?
    @Flag(help: "The baseline holds for files that were renamed, too.") var follow = false
    @Flag(help: "Markers in the scanned files do not count.") var noMarkers = false

    /// The settings that count; nil where there are none.
    func settings(for target: String) throws -> ScanSettings? { try files.settings(for: target) }

    /// Whether gitleaks' own settings count.
    func takesGitleaksSettings(_ settings: ScanSettings?) -> Bool {
        files.gitleaksConfig != nil || settings?.configuration.gitleaks != nil
    }

    /// What people should know of settings of further targets, which do not count: one scan has one set of rules and
    /// exceptions.
    func otherSettings(of targets: [String], than settings: ScanSettings?) -> [String] {
        guard !files.noConfig, files.config == nil else { return [] }
        let files = Set(targets.dropFirst().compactMap { SettingsFile.place(for: $0) })
        return files.subtracting([settings?.configuration.file].compactMap(\.self)).sorted().map {
            "\($0) does not count, only the settings of the first target do; scan its target by itself, or give one file with --config"
        }
    }

    func apply(to options: inout ScanOptions, _ settings: ScanSettings?) throws {
        if noMarkers { options.trustsMarkers = false }
        options.choosesRules =
            !rule.isEmpty || !skipRule.isEmpty || settings?.configuration.onlyRules.isEmpty == false
            || settings?.configuration.skippedRules.isEmpty == false
        if let minConfidence { options.minimumConfidence = try ConfidenceOption.score(of: minConfidence) }
    }

    /// Puts together the rules, and adds to the options what need not be reported.
    /// - Returns: what people should know besides: exceptions that have ended, what of gitleaks' was not carried over.
    func prepare(
        _ options: inout ScanOptions, _ settings: ScanSettings?, target: String
    ) throws -> (library: RuleLibrary, notes: [String]) {
        var selection = RuleSelection(only: rule, without: skipRule, added: rules)
        if let settings { selection = settings.selection(selection) }
        let (library, lost) = try GitleaksSettings.library(
            selection, with: files.gitleaksConfig ?? settings?.configuration.gitleaks, adding: &options.suppressions)
        if let baseline { options.suppressions.baseline = try telling { try Baseline(file: baseline) } }
        let notes = try settings?.add(to: &options.suppressions, library: library, today: options.today) ?? []
        if options.suppressions.base == nil { options.suppressions.base = files.gitleaksFolder }
        if follow { options.suppressions.followedTree = RepositoryLayout.find(at: target)?.worktree ?? target }
        return (library, notes + lost)
    }
}
