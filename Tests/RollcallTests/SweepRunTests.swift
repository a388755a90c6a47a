import Foundation
import TestRepositories
import Testing

/// What sweeps publish, and what they say has changed.
struct SweepRunTests {
    @Test func publishesWholeRunsAndTellsWhatChanged() throws {
        var tokens = TestTokens(seed: 60)
        let scene = try SweepScene()
        let repository = try TestRepository()
        try repository.commit("add", writing: ["a.env": "TOKEN=\(tokens.gitHub())\n"])
        try scene.folder.write("tree/app.env", "TOKEN=\(tokens.gitHub())\n")
        let configuration = "targets:\n  - \(repository.path)\n  - tree: \(scene.folder.path)/tree\n"
        let first = try scene.sweep(configuration)
        #expect(
            first.result.code == 1 && first.manifest.number == 1 && first.manifest.previous == nil
                && first.manifest.complete)
        #expect(first.findings.findings.count == 2 && first.new.count == 2 && first.gone.isEmpty)

        let second = try scene.sweep(configuration)
        #expect(second.new.isEmpty && second.gone.isEmpty && second.findings.stableLines == first.findings.stableLines)
        #expect(second.manifest.previous == first.manifest.id)

        try repository.commit("more", writing: ["b.env": "TOKEN=\(tokens.gitHub())\n"])
        try FileManager.default.removeItem(atPath: scene.folder.path + "/tree/app.env")
        let third = try scene.sweep(configuration)
        #expect(third.new.map(\.location.path) == ["b.env"] && third.gone.map(\.location.path) == ["app.env"])
        #expect(third.manifest.target("/tree")?.gone == 1 && third.manifest.target("/repository")?.new == 1)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scene.latest) == "runs/" + third.manifest.id)
        for name in ["summary.md", "findings.sarif"] {
            let text = try String(contentsOfFile: scene.latest + "/" + name, encoding: .utf8)
            #expect(text.contains("b.env"))
        }
    }

    /// Nobody is woken for a name, nor for one that is gone.
    @Test func namesAreNoNews() throws {
        var tokens = TestTokens(seed: 68)
        let scene = try SweepScene()
        try scene.folder.write("tree/jira.env", "JIRA_URL=https://waterworks.atlassian.net\n")
        let configuration = "targets:\n  - tree: \(scene.folder.path)/tree\n"
        let first = try scene.sweep(configuration)
        #expect(first.result.code == 0 && first.new.isEmpty, "\(first.result.errors)")
        #expect(first.findings.findings.map(\.credential.kind) == ["identifier"])
        #expect(first.findings.run.counts["credentials"] == 0)
        #expect(
            first.result.text.contains("0 findings of 0 credentials, and 1 name or id: 0 new"), "\(first.result.text)")
        try scene.folder.write("tree/jira.env", "TOKEN=\(tokens.gitHub())\n")
        let second = try scene.sweep(configuration)
        #expect(second.result.code == 1 && second.new.count == 1 && second.gone.isEmpty)
        let summary = try String(contentsOfFile: scene.latest + "/summary.md", encoding: .utf8)
        #expect(summary.contains("| findings | 1 |") && summary.contains("| names and ids | 0 |"), "\(summary)")
    }

    /// What is remembered gives the findings of a sweep that remembers nothing, byte for byte.
    @Test func whatIsRememberedIsWhatWouldBeFound() throws {
        var tokens = TestTokens(seed: 61)
        let repositories = try (0..<4).map { number in
            let repository = try TestRepository(bare: number == 3)
            if number < 3 {
                for round in 0..<4 {
                    try repository.commit("r\(round)", writing: ["f\(round % 2)": "TOKEN=\(tokens.gitHub())\n"])
                }
            }
            return repository
        }
        try repositories[1].write("loose.env", "TOKEN=\(tokens.gitHub())\n")
        letFilesSettle()
        let configuration = "targets:\n" + repositories.map { "  - \($0.path)\n" }.joined()
        let remembering = try SweepScene()
        try remembering.sweep(configuration)
        let again = try remembering.sweep(configuration)
        let anew = try SweepScene().sweep(configuration)
        #expect(again.findings.stableLines == anew.findings.stableLines && !anew.findings.findings.isEmpty)
        #expect(again.findings.run.counts == anew.findings.run.counts)
    }

    /// A repository that two entries name, and one within another target, are scanned and told once.
    @Test func scansNothingTwice() throws {
        var tokens = TestTokens(seed: 62)
        let scene = try SweepScene()
        let repository = try TestRepository()
        try repository.commit("add", writing: ["a.env": "TOKEN=\(tokens.gitHub())\n"])
        try scene.folder.write("shelf/note.env", "TOKEN=\(tokens.gitHub())\n")
        let shelf = scene.folder.path + "/shelf"
        try repository.git(["clone", "-q", repository.path, shelf + "/inner"], inside: false)
        let run = try scene.sweep(
            """
            targets:
              - \(repository.path)
              - \(repository.path)/.git
              - file://\(repository.path)
              - \(shelf)
              - \(shelf)/*
            except: ['*.env']
            """)
        #expect(run.manifest.targets.count == 3, "\(run.manifest.targets.map(\.name))")
        #expect(Set(run.findings.findings.map(\.id)).count == run.findings.findings.count)
        #expect(
            run.places.sorted() == ["\(shelf) note.env", "\(shelf)/inner a.env", "\(repository.path) a.env"].sorted())
    }

    /// Files of a repository suppress nothing unless the configuration trusts it.
    @Test(arguments: [false, true])
    func onlyTrustedTargetsSuppress(_ trusted: Bool) throws {
        var tokens = TestTokens(seed: 63)
        let scene = try SweepScene()
        let repository = try TestRepository()
        try repository.commit(
            "add",
            writing: [
                "a.env": "TOKEN=\(tokens.gitHub()) # gitleaks:allow\n", "b.env": "TOKEN=\(tokens.gitHub())\n",
                "c.env": "TOKEN=\(tokens.gitHub())\n", ".gitleaksignore": "b.env:github-pat:1\n",
            ])
        let run = try scene.sweep("targets:\n  - {path: \(repository.path), trusted: \(trusted)}\n")
        let suppressed = run.findings.findings.filter { $0.suppression != nil }.map(\.location.path)
        #expect(suppressed == (trusted ? ["a.env", "b.env"] : []))
        #expect(run.new.count == (trusted ? 1 : 3))
        #expect(run.manifest.targets[0].ignored_markers == (trusted ? 0 : 1))
    }

    /// What a trusted repository's own configuration allows, and its baseline; exceptions end.
    @Test func trustedConfigurationsSuppress() throws {
        var tokens = TestTokens(seed: 66)
        let scene = try SweepScene()
        let repository = try TestRepository()
        try repository.commit(
            "add", writing: ["a.env": "TOKEN=\(tokens.gitHub())\n", "b.env": "TOKEN=\(tokens.gitHub())\n"])
        let baseline = try Program.run(["baseline", "create", repository.path, "--file", repository.path + "/known"])
        #expect(baseline.code == 0, "\(baseline.errors)")
        try repository.commit(
            "more", writing: ["c.env": "TOKEN=\(tokens.gitHub())\n", "d.env": "TOKEN=\(tokens.gitHub())\n"])
        let allowed = """
            baseline: known
            allow:
              - {paths: [c.env], reason: sample}
              - {paths: [d.env], until: 2020-01-01, reason: sample}

            """
        try repository.write(".rollcall.yaml", allowed)
        for trusted in [false, true] {
            let run = try scene.sweep("targets:\n  - {path: \(repository.path), trusted: \(trusted)}\n")
            let open = run.findings.findings.filter { $0.suppression == nil }.map(\.location.path)
            #expect(open == (trusted ? ["d.env"] : ["a.env", "b.env", "c.env", "d.env"]))
            #expect(run.manifest.notices.contains { $0.contains("ended on 2020-01-01") } == trusted)
        }
        // Settings with mistakes hide nothing, and are told.
        try repository.write(".rollcall.yaml", "alow: []\n")
        let broken = try scene.sweep("targets:\n  - {path: \(repository.path), trusted: true}\n")
        #expect(broken.findings.findings.count { $0.suppression == nil } == 4)
        #expect(broken.manifest.notices.contains { $0.contains("do not count") && $0.contains("alow") })
    }

    /// Runs follow each other by number, wherever the clock stands.
    @Test(arguments: ["20990101T000000Z", "19990101T000000Z"])
    func aClockThatJumpedDoesNotConfuse(_ time: String) throws {
        var tokens = TestTokens(seed: 64)
        let scene = try SweepScene()
        try scene.folder.write("tree/a.env", "TOKEN=\(tokens.gitHub())\n")
        let configuration = "keep: {runs: 5, days: 2}\ntargets:\n  - \(scene.folder.path)/tree\n"
        let first = try scene.sweep(configuration)
        let runs = scene.output + "/runs/"
        try FileManager.default.moveItem(atPath: runs + first.manifest.id, toPath: runs + "000007-" + time)
        let second = try scene.sweep(configuration)
        #expect(second.manifest.number == 8 && second.manifest.previous == "000007-" + time && second.new.isEmpty)
        #expect(scene.runNames.count == 2 && second.manifest.notices.contains { $0.contains("clock") })
    }

    /// What was decided in the roll is suppressed in the run, and the roll has the findings.
    @Test func takesFindingsIntoTheRoll() throws {
        var tokens = TestTokens(seed: 65)
        let scene = try SweepScene()
        try scene.folder.write("tree/a.env", "TOKEN=\(tokens.gitHub())\n")
        let roll = scene.folder.path + "/roll.db"
        let configuration = "roll: \(roll)\ntargets: [\(scene.folder.path)/tree]\n"
        #expect(try scene.sweep(configuration).result.code == 1)
        let listed = try Program.run(["roll", "list", "--roll", roll, "--format", "json"])
        let identity = try #require(listed.text.firstMatch(of: /"id": ?"([^"]+)"/)?.1, "\(listed.text)")
        let decided = try Program.run(
            [
                "roll", "decide", String(identity), "--roll", roll, "--accept", "--until", "2099-01-01", "--reason",
                "test", "--by", "ada@example.org",
            ])
        #expect(decided.code == 0, "\(decided.errors)")
        let after = try scene.sweep(configuration)
        #expect(
            after.result.code == 0 && after.findings.findings.first?.suppression == "decision" && after.gone.isEmpty)
    }

    /// Targets that were taken out of the configuration are neither gone nor unconfirmed.
    @Test func targetsNoLongerAskedForAreDropped() throws {
        var tokens = TestTokens(seed: 66)
        let scene = try SweepScene()
        for name in ["a", "b"] { try scene.folder.write("\(name)/x.env", "TOKEN=\(tokens.gitHub())\n") }
        try scene.sweep("targets: [\(scene.folder.path)/a, \(scene.folder.path)/b]\n")
        let run = try scene.sweep("targets: [\(scene.folder.path)/a]\n")
        #expect(
            run.gone.isEmpty && run.unconfirmed.isEmpty
                && run.manifest.notices.contains { $0.contains("no longer in the configuration") })
    }

    @Test func keepsAsManyRunsAsAsked() throws {
        let scene = try SweepScene()
        try scene.folder.write("tree/a", "x\n")
        for _ in 0..<4 { try scene.sweep("keep: {runs: 2}\ntargets: [\(scene.folder.path)/tree]\n") }
        #expect(scene.runNames.map { $0.prefix(6) } == ["000003", "000004"])
    }
}
