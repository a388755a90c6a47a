import Configuration
package import Detection
package import Discovery
import Foundation

/// What is said where a scan is asked for, of its rules and of what is known already. It goes before the settings of the
/// target.
package struct ScanPreparation {
    /// The rules that were asked for; what the settings say is added.
    package var selection: RuleSelection
    /// gitleaks' file, instead of the one that the settings name.
    package var gitleaks: String?
    /// A baseline's file, instead of the one that the settings name.
    package var baseline: String?
    /// False for those who make a baseline or explain a file: all that is found counts.
    package var usesBaseline: Bool

    package init(
        _ selection: RuleSelection = RuleSelection(), gitleaks: String? = nil, baseline: String? = nil,
        usesBaseline: Bool = true
    ) {
        self.selection = selection
        self.gitleaks = gitleaks
        self.baseline = baseline
        self.usesBaseline = usesBaseline
    }

    /// What a scan looks for, and what people should know of it.
    package struct Prepared {
        package let library: RuleLibrary
        /// Exceptions of the settings that have ended, in words.
        package let ended: [String]
        /// What of gitleaks' file was not carried over, in words.
        package let lost: [String]
    }

    /// Puts the rules together, and adds to the options what need not be reported; their `today` decides which
    /// exceptions have ended.
    package func prepare(
        _ options: inout ScanOptions, with settings: ScanSettings?
    ) throws(SettingsError) -> Prepared {
        let (library, lost) = try GitleaksSettings.library(
            settings?.selection(selection) ?? selection, with: gitleaks ?? settings?.configuration.gitleaks,
            adding: &options.suppressions)
        if let baseline {
            options.suppressions.baseline = try SettingsError.telling { try Baseline(file: baseline) }
        }
        let ended = try settings?.add(
            to: &options.suppressions, library: library, today: options.today, withBaseline: usesBaseline)
        if options.suppressions.base == nil { options.suppressions.base = gitleaks.map(Self.folder) }
        return Prepared(library: library, ended: ended ?? [], lost: lost)
    }

    /// The folder of a file, from which paths in it count.
    private static func folder(of file: String) -> String {
        URL(fileURLWithPath: file).resolvingSymlinksInPath().deletingLastPathComponent().path
    }
}
