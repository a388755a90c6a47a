import Configuration
import Detection
import Discovery
import Model
import RuleFormat
import Settings
import TestRepositories
import Testing

/// What goes before what: the command line, the settings of the target, gitleaks' files.
@Suite struct ScanPreparationTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func settings(_ text: String) throws -> ScanSettings {
        ScanSettings(try ScanConfiguration(text, file: folder.path + "/.rollcall.yaml"))
    }

    private func rules(_ selection: RuleSelection, _ settings: ScanSettings?) throws -> Set<String> {
        var options = ScanOptions()
        let prepared = try ScanPreparation(selection).prepare(&options, with: settings)
        return Set(prepared.library.rules.map(\.definition.id))
    }

    @Test func rulesThatWereAskedForGoBeforeThoseOfTheSettings() throws {
        let settings = try settings("rules:\n  only: [npm-access-token]\n")
        #expect(try rules(RuleSelection(), settings) == ["npm-access-token"])
        #expect(try rules(RuleSelection(only: ["jwt-token"]), settings) == ["jwt-token"])
    }

    @Test func whatEitherLeavesOutStaysOut() throws {
        let settings = try settings("rules:\n  skip: [npm-access-token]\n")
        let all = try rules(RuleSelection(), nil)
        #expect(all.isSuperset(of: ["jwt-token", "npm-access-token"]))
        #expect(
            try rules(RuleSelection(without: ["jwt-token"]), settings)
                == all.subtracting(["jwt-token", "npm-access-token"]))
    }

    @Test func pathsThatWereIncludedGoBeforeThoseOfTheSettings() throws {
        let settings = try settings("include: [src/**]\nexclude: [src/old/**]\n")
        let asked = ScanSettings.paths(including: ["src/**", "docs/**"], excluding: ["docs/api/**"], settings)
        #expect(asked.hasIncludes)
        #expect(asked.filter.takes(Array("docs/readme".utf8)))
        #expect(!asked.filter.takes(Array("docs/api/readme".utf8)))
        #expect(!asked.filter.takes(Array("src/old/main.c".utf8)))
        let own = ScanSettings.paths(including: [], excluding: [], settings)
        #expect(own.hasIncludes)
        #expect(!own.filter.takes(Array("docs/readme".utf8)))
        #expect(!ScanSettings.paths(including: [], excluding: ["docs/**"], nil).hasIncludes)
    }

    @Test func aBaselineThatWasNamedGoesBeforeThatOfTheSettings() throws {
        let baseline = Baseline(coversHistory: true)
        let own = try folder.write("own", baseline.text)
        let asked = try folder.write("asked", Baseline(coversHistory: false).text)
        let settings = try settings("baseline: own\n")
        func covers(_ preparation: ScanPreparation) throws -> Bool? {
            var options = ScanOptions()
            _ = try preparation.prepare(&options, with: settings)
            return options.suppressions.baseline?.coversHistory
        }
        #expect(try covers(ScanPreparation()) == true)
        #expect(try covers(ScanPreparation(baseline: asked)) == false)
        #expect(try covers(ScanPreparation(usesBaseline: false)) == nil)
        #expect(own.hasPrefix(folder.path))
    }

    @Test func gitleaksFileThatWasNamedGoesBeforeThatOfTheSettings() throws {
        try folder.write("own.toml", "[[rules]]\nid = \"own-rule\"\nregex = '''own_[a-z]{20}'''\n")
        let asked = try folder.write(
            "other/asked.toml", "[[rules]]\nid = \"asked-rule\"\nregex = '''asked_[a-z]{20}'''\n")
        let settings = try settings("gitleaks: own.toml\n")
        func rules(_ gitleaks: String?) throws -> Set<String> {
            var options = ScanOptions()
            let prepared = try ScanPreparation(gitleaks: gitleaks).prepare(&options, with: settings)
            return Set(prepared.library.rules.map(\.definition.id)).intersection(["own-rule", "asked-rule"])
        }
        #expect(try rules(nil) == ["own-rule"])
        #expect(try rules(asked) == ["asked-rule"])
    }

    /// Paths in gitleaks' file count from its folder, unless settings say from where.
    @Test func pathsCountFromTheSettingsOrElseFromGitleaksFile() throws {
        let file = try folder.write("other/.gitleaksignore", "")
        var options = ScanOptions()
        _ = try ScanPreparation(gitleaks: file).prepare(&options, with: nil)
        #expect(options.suppressions.base == folder.path + "/other")
        _ = try ScanPreparation(gitleaks: file).prepare(&options, with: settings("min-confidence: low\n"))
        #expect(options.suppressions.base == folder.path)
    }

    @Test func exceptionsThatHaveEndedAreTold() throws {
        let settings = try settings(
            "allow:\n  - {reason: for the demo, paths: [demo/**], until: 2024-03-01}\n")
        func ended(_ day: String) throws -> [String] {
            var options = ScanOptions()
            options.today = try #require(CivilDate(day))
            return try ScanPreparation().prepare(&options, with: settings).ended
        }
        #expect(try ended("2024-03-01") == [])
        #expect(
            try ended("2024-03-02")
                == ["\(folder.path)/.rollcall.yaml:2: this exception ended on 2024-03-01: for the demo"])
    }

    @Test func ownFilesOfATargetCountInside() throws {
        try folder.write(".gitleaksignore", "src/main.c:jwt:3\n")
        try folder.write("target/.rollcall.yaml", "baseline: known\n")
        try folder.write("target/known", Baseline(coversHistory: true).text)
        var options = ScanOptions()
        let library = try ScanPreparation().prepare(&options, with: nil).library
        let today = try #require(CivilDate("2024-03-01"))
        let inner = try OwnSettings.suppressions(inside: folder.path + "/target", library, today: today).suppressions
        #expect(inner.baseline != nil)
        let outer = try OwnSettings.suppressions(inside: folder.path, library, today: today).suppressions
        #expect(outer.baseline == nil)
        #expect(!outer.isEmpty)
    }

    @Test func aKeyThatWasNamedGoesBeforeThatOfTheVariable() throws {
        let missing = ["ROLLCALL_KEY_FILE": folder.path + "/of-variable"]
        let byName = #expect(throws: SettingsError.self) {
            try FingerprintKey.chosen((path: folder.path + "/of-option", by: "--key-file"), missing)
        }
        #expect(byName?.description.contains("of-option") == true)
        #expect(byName?.description.hasSuffix("; name another with --key-file") == true)
        let byVariable = #expect(throws: SettingsError.self) { try FingerprintKey.chosen(nil, missing) }
        #expect(byVariable?.description.hasSuffix("; name another with ROLLCALL_KEY_FILE") == true)
    }
}
