import ArgumentParser
import Configuration
import Detection
import Discovery
import Repositories
import Settings

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
        return SettingsFile.unused(of: targets, beside: settings?.configuration).map {
            "\($0) does not count, only the settings of the first target do; scan its target by itself, or give one file with --config"
        }
    }

    func apply(to options: inout ScanOptions, _ settings: ScanSettings?) throws {
        if noMarkers { options.trustsMarkers = false }
        options.choosesRules =
            !rule.isEmpty || !skipRule.isEmpty || settings?.choosesRules == true
        if let minConfidence { options.minimumConfidence = try ConfidenceOption.score(of: minConfidence) }
    }

    /// Puts together the rules, and adds to the options what need not be reported.
    /// - Returns: what people should know besides: exceptions that have ended, what of gitleaks' was not carried over.
    func prepare(
        _ options: inout ScanOptions, _ settings: ScanSettings?, target: String
    ) throws -> (library: RuleLibrary, notes: [String]) {
        let prepared = try ScanPreparation(
            RuleSelection(only: rule, without: skipRule, added: rules), gitleaks: files.gitleaksConfig,
            baseline: baseline
        ).prepare(&options, with: settings)
        if follow { options.suppressions.followedTree = RepositoryLayout.find(at: target)?.worktree ?? target }
        return (prepared.library, prepared.ended + prepared.lost)
    }
}
