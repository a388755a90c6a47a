import ArgumentParser
import Settings

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

    /// nil where there are none.
    func settings(for target: String) throws -> ScanSettings? {
        if noConfig { return nil }
        return try SettingsFile.of(target, given: config).map { ScanSettings($0) }
    }
}
