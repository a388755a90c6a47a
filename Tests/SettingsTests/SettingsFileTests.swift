import Configuration
import Settings
import TestRepositories
import Testing

/// Which `.rollcall.yaml` counts for a target.
@Suite struct SettingsFileTests {
    @Test func theNearestOneWithinTheRepositoryCounts() throws {
        let repository = try TestRepository()
        try repository.write(".rollcall.yaml", "min-confidence: high\n")
        try repository.write("services/.rollcall.yaml", "min-confidence: low\n")
        try repository.write("services/web/main.py", "")
        try repository.write("docs/readme", "")
        let top = repository.path
        #expect(SettingsFile.place(for: top) == "\(top)/.rollcall.yaml")
        #expect(SettingsFile.place(for: "\(top)/docs/readme") == "\(top)/.rollcall.yaml")
        #expect(SettingsFile.place(for: "\(top)/services/web/main.py") == "\(top)/services/.rollcall.yaml")
        #expect(try SettingsFile.of("\(top)/services", given: nil)?.file == "\(top)/services/.rollcall.yaml")
    }

    /// Above a repository stands what belongs to somebody else.
    @Test func whatLiesAroundARepositoryDoesNotCount() throws {
        let folder = try TemporaryFolder()
        try folder.write(".rollcall.yaml", "min-confidence: high\n")
        for kind in [[], ["--bare"]] {
            let repository = folder.path + "/repository" + (kind.first ?? "")
            try TestRepository().git(["init", "--quiet"] + kind + [repository], inside: false)
            #expect(SettingsFile.place(for: repository) == nil)
        }
        #expect(SettingsFile.place(for: "-") == nil)
    }

    @Test func oneThatIsGivenGoesBeforeThatOfTheTarget() throws {
        let folder = try TemporaryFolder()
        try folder.write(".rollcall.yaml", "rules:\n  skip: [jwt-token]\n")
        let given = try folder.write("other.yaml", "rules:\n  skip: [npm-access-token]\n")
        #expect(try SettingsFile.of(folder.path, given: given)?.skippedRules == ["npm-access-token"])
        #expect(try SettingsFile.of(folder.path, given: nil)?.skippedRules == ["jwt-token"])
    }

    @Test func oneInsideCountsForThoseWhoTakeNoneFromAbove() throws {
        let folder = try TemporaryFolder()
        try folder.write(".rollcall.yaml", "")
        try folder.write("target/readme", "")
        #expect(try SettingsFile.inside(folder.path + "/target") == nil)
        #expect(try SettingsFile.inside(folder.path) != nil)
    }

    @Test func thoseOfFurtherTargetsAreTold() throws {
        let folder = try TemporaryFolder()
        let files = try ["a", "c", "b"].map { try folder.write("\($0)/.rollcall.yaml", "") }
        let targets = ["a", "c", "b", "a"].map { "\(folder.path)/\($0)" }
        let chosen = try SettingsFile.of(targets[0], given: nil)
        #expect(SettingsFile.unused(of: targets, beside: chosen) == [files[2], files[1]])
        #expect(SettingsFile.unused(of: [targets[0]], beside: chosen) == [])
    }

    @Test func whatCannotBeReadIsNamedWithAWayOut() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: SettingsError.self) { try SettingsFile.read(folder.path + "/none.yaml") }
        #expect(
            error?.description
                == "there is no file \(folder.path)/none.yaml; give other settings with --config, or none with --no-config"
        )
    }
}
