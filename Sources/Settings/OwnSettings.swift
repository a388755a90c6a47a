package import Detection
package import Discovery
import Foundation
package import Model

/// What the files in a target itself leave out: its `.rollcall.yaml` with a baseline, and gitleaks' files. It counts where
/// the target is trusted, in a sweep.
package enum OwnSettings {
    private static let gitleaksFiles = [".gitleaks.toml", ".gitleaksignore"]

    /// - Returns: what need not be reported; the notes name exceptions that have ended.
    package static func suppressions(
        inside target: String, _ library: RuleLibrary, today: CivilDate
    ) throws(SettingsError) -> (suppressions: Suppressions, notes: [String]) {
        var suppressions = Suppressions()
        let files = gitleaksFiles.map { target + "/" + $0 }
        if let file = files.first(where: { FileManager.default.fileExists(atPath: $0) }) {
            var settings = try GitleaksSettings(path: file)
            suppressions = try settings.suppressions(for: library)
        }
        guard let configuration = try SettingsFile.inside(target) else { return (suppressions, []) }
        let notes = try ScanSettings(configuration).add(to: &suppressions, library: library, today: today)
        return (suppressions, notes)
    }
}
