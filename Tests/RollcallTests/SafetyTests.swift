import Foundation
import TestRepositories
import Testing

/// Scanning changes nothing, runs nothing, and prints no secret.
@Suite struct SafetyTests {
    // MARK: Untouched

    @Test(arguments: ["plain", "packed", "staged", "linked worktree", "bare", "conflict", "stale index"])
    func leavesRepositoriesUntouched(_ kind: String) throws {
        let everything = try Everything()
        var repository = everything.repository
        if kind == "bare" { repository = try repository.cloneMirror() }
        var target = repository.path
        switch kind {
        case "packed": try repository.repack()
        case "staged": try repository.write("new", "x"); try repository.stage()
        case "linked worktree": target = try repository.addWorktree("side")
        case "conflict":
            try repository.git(
                "update-index", "--index-info",
                input: Array("100644 \(try repository.danglingBlob("1")) 2\tboth\n".utf8))
        case "stale index": try repository.write("README", "plain")  // Git would refresh the index here.
        default: break
        }
        let before = Snapshot(of: repository.root)
        for options in [[], ["--staged"], ["--history", "none"], ["--since", "2000-01-01"]] {
            _ = try Program.run(["scan"] + options + [target])
            #expect(Snapshot(of: repository.root).differences(from: before).isEmpty, "\(options)")
        }
    }

    /// Neither git nor anything that a repository's configuration names is started.
    @Test func startsNoProgram() throws {
        let everything = try Everything()
        let repository = everything.repository
        let folder = try TemporaryFolder()
        let (mark, script) = (
            "\(folder.path)/mark", try folder.write("git", "#!/bin/sh\necho \"$0 $@\" >> '\(folder.path)/mark'\n")
        )
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        for key in [
            "core.fsmonitor", "core.sshCommand", "diff.x.textconv", "filter.x.clean", "filter.x.smudge", "core.pager",
            "core.editor", "credential.helper",
        ] {
            try repository.configure(key, script)
        }
        for hook in ["post-checkout", "post-index-change", "reference-transaction"] {
            try repository.hook(hook, "#!/bin/sh\n\(script)\n")
        }
        try repository.write(".gitattributes", "* filter=x diff=x\n")
        for options in [[], ["--staged"], ["--range", "HEAD~1..HEAD"]] {
            _ = try Program.run(["scan"] + options + [repository.path], environment: ["PATH": folder.path])
            #expect(!FileManager.default.fileExists(atPath: mark), "\(options)")
        }
    }

    // MARK: No secret in print

    @Test(arguments: ["human", "jsonl", "json"], [[], ["--output"]])
    func printsNoSecret(_ format: String, _ options: [String]) throws {
        let everything = try Everything()
        let folder = try TemporaryFolder()
        let file = "\(folder.path)/report"
        let arguments = ["scan", "--format", format] + options.flatMap { [$0, file] } + [everything.repository.path]
        let result = try Program.run(arguments)
        #expect(result.code == 1)
        var text = String(decoding: result.output, as: UTF8.self) + result.errors
        if !options.isEmpty {
            #expect(result.output.isEmpty)
            text += try String(contentsOfFile: file, encoding: .utf8)
        }
        for (place, token) in everything.tokens { #expect(!text.contains(token), "the token in the \(place)") }
    }

    /// The canary must have something to sing about: each of its tokens is a finding.
    @Test func canaryIsFoundEverywhere() throws {
        let everything = try Everything()
        let scanned = try Program.scan(everything.repository.path)
        for (place, token) in everything.tokens {
            #expect(!scanned.findings(of: token).isEmpty, "the token in the \(place)")
        }
    }

    /// Names that are printed though they are not the finding's own place.
    @Test(arguments: [
        "branch that HEAD is on", "tag on another secret's commit", "ref to nothing", "stash message",
        "path of another secret", "credentials in the remote's query", "scp-like remote",
    ])
    func printsNoSecretInPassing(_ place: String) throws {
        var scene = try Scene()
        let (token, other) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        let repository = scene.repository
        try repository.commit("add", writing: ["deploy.env": "TOKEN=\(other)\n"])
        switch place {
        case "branch that HEAD is on":
            try repository.checkout("on-\(token)", creatingAt: "HEAD")
        case "tag on another secret's commit": try repository.tag("at-\(token)")
        case "ref to nothing":
            try repository.writeInGitDirectory("refs/heads/\(token)", String(repeating: "12", count: 20) + "\n")
        case "stash message":
            try repository.write("deploy.env", "x")
            try repository.stash(message: "wip \(token)")
        case "path of another secret":
            try repository.commit("more", writing: ["\(token)/x.env": "TOKEN=\(other)\n"])
        case "credentials in the remote's query":
            try repository.remote("origin", url: "https://example.org/x?token=\(token)")
        default: try repository.remote("origin", url: "me:\(token)@example.org:x.git")
        }
        for format in ["human", "jsonl", "json"] {
            let result = try Program.run(["scan", "--format", format, repository.path])
            #expect(result.code == 1)
            #expect(!String(decoding: result.output, as: UTF8.self).contains(token), "\(format)")
            #expect(!result.errors.contains(token), "\(format), standard error")
        }
    }

    /// A weak password that is also the name of a folder must not take the place out of findings.
    @Test func pathsKeepTheirWords() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        let word = "swordfish" + "Lake7"
        try scene.repository.commit(
            "add",
            writing: [
                "\(word)/app.ini": "[db]\npassword = \(word)\n", "\(word)/deploy.env": "TOKEN=\(token)\n",
            ])
        let scanned = try Program.scan(scene.repository.path)
        #expect(!scanned.findings(of: token, path: "\(word)/deploy.env").isEmpty, "\(scanned.places)")
    }
}

/// A repository with a token of its own in each place.
struct Everything {
    let repository: TestRepository
    private(set) var tokens: [(place: String, token: String)] = []

    init() throws {
        var scene = try Scene(seed: 7)
        repository = scene.repository
        var made: [(String, String)] = []
        func token(_ place: String) -> String {
            let token = scene.tokens.gitHub()
            made.append((place, token))
            return token
        }
        try repository.commit("first", writing: ["README": "plain\n"])
        try repository.commit(
            "Use \(token("commit summary"))", writing: ["deploy.env": "A=\(token("blob"))\nB=\(token("same blob"))\n"])
        try repository.commit("remove\n\n\(token("commit message"))", writing: ["deploy.env": "\n"])
        try repository.commit(
            "who", writing: ["who.env": "T=\(token("blob of a telling commit"))\n"],
            author: .init("Ada \(token("author name"))", "\(token("author e-mail"))@example.org"),
            committer: .init("Bot \(token("committer name"))", "\(token("committer e-mail"))@example.org"))
        try repository.tag("v1", message: "release \(token("tag message"))\n")
        try repository.note("see \(token("note"))\n")
        try repository.branch("fix-\(token("branch name"))")
        try repository.tag("v-\(token("tag name"))")
        try repository.danglingBlob("T=\(token("dangling blob"))\n")
        try repository.unreachableCommit(
            "lost \(token("unreachable message"))", files: ["a": "T=\(token("unreachable blob"))\n"])
        try repository.write("README", "plain\nT=\(token("stash"))\n")
        try repository.write("loose.env", "T=\(token("untracked file in the stash"))\n")
        try repository.stash(message: "wip")
        try repository.remote("origin", url: "https://me:\(token("remote URL"))@example.org/x.git")
        try repository.hook("pre-push", "#!/bin/sh\ncurl -u \(token("hook"))\n")
        try repository.writeInGitDirectory("COMMIT_EDITMSG", "draft \(token("draft message"))\n")
        try repository.writeInGitDirectory(
            "logs/refs/heads/gone",
            "\(String(repeating: "0", count: 40)) \(try repository.id("HEAD")) Ada <a@example.org> 1700000000 +0000\tx: \(token("reflog"))\n"
        )
        try repository.write("staged.env", "T=\(token("index"))\n")
        try repository.stage("staged.env")
        try repository.write("staged.env", "T=\n")
        try repository.write("new.env", "T=\(token("working tree"))\n")
        tokens = made
    }
}
