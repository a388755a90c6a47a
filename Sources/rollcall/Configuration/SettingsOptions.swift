import ArgumentParser
import Configuration
import Foundation

/// Which settings count.
struct SettingsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Settings to use instead of the nearest .rollcall.yaml.", valueName: "file"),
        completion: .file())
    var config: String?
    @Flag(help: "Use no .rollcall.yaml.") var noConfig = false
    @Option(
        help: ArgumentHelp(
            "Rules, allowlists and known findings of gitleaks: a .gitleaks.toml or .gitleaksignore.", valueName: "file"),
        completion: .file())
    var gitleaksConfig: String?

    /// The folder of gitleaks' file, from which paths in it count.
    var gitleaksFolder: String? {
        gitleaksConfig.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().deletingLastPathComponent().path }
    }

    /// nil where there are none.
    func settings(for target: String) throws -> ScanSettings? {
        if noConfig { return nil }
        return try SettingsFile.of(target, given: config).map { ScanSettings(configuration: $0) }
    }
}
