import Foundation
import TestRepositories
import Testing

/// Contents of files in commits, whatever leads to them.
@Suite struct FileCarrierTests {
    @Test(arguments: committed) func findsWhatWasCommitted(_ place: Case) throws { try place.run() }
    @Test(arguments: unreached) func findsWhatNoBranchHolds(_ place: Case) throws { try place.run() }

    static let committed = [
        Case("blob at HEAD") { scene, token in
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "# one\nTOKEN=\(token)\n"])
            return Expected(
                token, "blob", "deploy.env", at: (2, 7), introduced: [commit], removed: [], in: ["refs/heads/main"],
                atHead: true)
        },
        Case("deleted file") { scene, token in
            let added = try scene.repository.commit("add", writing: ["a/deploy.env": "TOKEN=\(token)\n", "b": "b"])
            try scene.repository.remove("a/deploy.env")
            try scene.repository.stage()
            let removed = try scene.repository.commit("remove")
            return Expected(
                token, "blob", "a/deploy.env", at: (1, 7), introduced: [added], removed: [removed], in: [],
                atHead: false)
        },
        Case("deleted, then back: two introductions") { scene, token in
            let first = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            let removed = try scene.repository.commit("remove", writing: ["deploy.env": "TOKEN=\n"])
            let second = try scene.repository.commit("again", writing: ["deploy.env": "x\nTOKEN=\(token)\n"])
            return Expected(
                token, "blob", "deploy.env", at: (2, 7), introduced: [first, second], removed: [removed],
                in: ["refs/heads/main"], atHead: true)
        },
        Case("other branch") { scene, token in
            try scene.plainCommit()
            try scene.repository.checkout("topic", creatingAt: "main")
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.checkout("main")
            return Expected(
                token, "blob", "deploy.env", at: (1, 7), introduced: [commit], removed: [], in: ["refs/heads/topic"],
                atHead: false)
        },
        Case("another root") { scene, token in
            try scene.plainCommit()
            try scene.repository.checkoutOrphan("pages")
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.checkout("main")
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: ["refs/heads/pages"])
        },
        Case("lightweight tag") { scene, token in
            try scene.plainCommit()
            try scene.repository.checkout("gone", creatingAt: "main")
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.tag("v1")
            try scene.repository.checkout("main")
            try scene.repository.git("branch", "-D", "gone")
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: ["refs/tags/v1"])
        },
        Case("annotated tag of a tag") { scene, token in
            try scene.plainCommit()
            try scene.repository.detach()
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.tag("inner", message: "inner")
            try scene.repository.tag("outer", at: "inner", message: "outer")
            try scene.repository.checkout("main")
            return Expected(
                token, "blob", "deploy.env", at: (1, 7), introduced: [commit],
                in: ["refs/tags/inner", "refs/tags/outer"], atHead: false)
        },
        Case("evil merge") { scene, token in
            try scene.repository.commit("base", writing: ["deploy.env": "x\n"])
            try scene.repository.checkout("topic", creatingAt: "main")
            try scene.repository.commit("topic", writing: ["topic": "1\n"])
            try scene.repository.checkout("main")
            try scene.plainCommit()
            let merge = try scene.repository.merge("topic") { try $0.write("deploy.env", "x\nTOKEN=\(token)\n") }
            return Expected(
                token, "blob", "deploy.env", at: (2, 7), introduced: [merge], removed: [], in: ["refs/heads/main"],
                atHead: true)
        },
        Case("merge that brings a branch in is no introduction") { scene, token in
            try scene.plainCommit()
            try scene.repository.checkout("topic", creatingAt: "main")
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.checkout("main")
            try scene.plainCommit("more")
            try scene.repository.merge("topic")
            return Expected(
                token, "blob", "deploy.env", at: (1, 7), introduced: [commit], removed: [],
                in: ["refs/heads/main", "refs/heads/topic"], atHead: true)
        },
        Case("merge that drops a side's secret removes it") { scene, token in
            try scene.plainCommit()
            try scene.repository.checkout("topic", creatingAt: "main")
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.checkout("main")
            try scene.plainCommit("more")
            let merge = try scene.repository.merge("topic") { try $0.write("deploy.env", "TOKEN=\n") }
            return Expected(
                token, "blob", "deploy.env", at: (1, 7), introduced: [commit], removed: [merge],
                in: ["refs/heads/topic"], atHead: false)
        },
        Case("evil octopus") { scene, token in
            try scene.plainCommit("base")
            for name in ["one", "two", "three"] {
                try scene.repository.checkout(name, creatingAt: "main")
                try scene.repository.commit(name, writing: [name: "\(name)\n"])
                try scene.repository.checkout("main")
            }
            let merge = try scene.repository.merge("one", "two", "three") { try $0.write("sum", "TOKEN=\(token)\n") }
            return Expected(token, "blob", "sum", at: (1, 7), introduced: [merge], atHead: true)
        },
        Case("renamed: each path has its history") { scene, token in
            let text = "TOKEN=\(token)\n" + String(repeating: "line\n", count: 20)
            try scene.repository.commit("add", writing: ["old.env": text])
            try scene.repository.move("old.env", to: "new.env")
            let moved = try scene.repository.commit("move")
            return Expected(token, "blob", "new.env", at: (1, 7), introduced: [moved], removed: [], atHead: true)
        },
        Case("pull request ref") { scene, token in
            try scene.plainCommit()
            try scene.repository.detach()
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.setRef("refs/pull/7/head", to: commit)
            try scene.repository.checkout("main")
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: ["refs/pull/7/head"])
        },
        Case("packed refs") { scene, token in
            try scene.plainCommit()
            try scene.repository.checkout("topic", creatingAt: "main")
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.checkout("main")
            try scene.repository.packRefs()
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: ["refs/heads/topic"])
        },
        Case("object that git replace hides") { scene, token in
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            let blob = try scene.repository.id("HEAD:deploy.env")
            try scene.repository.git("replace", blob, scene.repository.danglingBlob("TOKEN=harmless\n"))
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], atHead: true)
        },
        Case("object that git replace brings in") { scene, token in
            try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=harmless\n"])
            let blob = try scene.repository.id("HEAD:deploy.env")
            try scene.repository.git("replace", blob, scene.repository.danglingBlob("TOKEN=\(token)\n"))
            return Expected(token, "dangling-blob", "", at: (1, 7), introduced: [])
        },
        Case("history that a graft hides") { scene, token in
            let added = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            let removed = try scene.repository.commit("remove", writing: ["deploy.env": "TOKEN=\n"])
            let last = try scene.plainCommit()
            try scene.repository.writeInGitDirectory("info/grafts", "\(last)\n")
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [added], removed: [removed])
        },
        Case("target of a committed symbolic link") { scene, token in
            try scene.repository.symlink("current", to: "https://\(token)@example.org/")
            try scene.repository.stage()
            let commit = try scene.repository.commit("link")
            return Expected(token, "blob", "current", at: (1, 9), introduced: [commit], atHead: true)
        },
        Case(".gitmodules of a submodule") { scene, token in
            let text = "[submodule \"lib\"]\n\tpath = lib\n\turl = https://\(token)@example.org/lib.git\n"
            let commit = try scene.repository.commit("lib", writing: [".gitmodules": text])
            return Expected(token, "blob", ".gitmodules", at: (3, 16), introduced: [commit], atHead: true)
        },
        Case("rotated: removal names the commit that replaced it") { scene, old in
            let new = scene.tokens.gitHub()
            let added = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(old)\n"])
            let rotated = try scene.repository.commit("rotate", writing: ["deploy.env": "TOKEN=\(new)\n"])
            return Expected(
                old, "blob", "deploy.env", at: (1, 7), introduced: [added], removed: [rotated], atHead: false)
        },
    ]

    static let unreached = [
        Case("stash: working tree") { scene, token in
            try scene.repository.commit("base", writing: ["deploy.env": "x\n"])
            try scene.repository.write("deploy.env", "TOKEN=\(token)\n")
            let stash = try scene.repository.stash()
            return Expected(
                token, "blob", "deploy.env", at: (1, 7), introduced: [stash], in: ["refs/stash"], atHead: false)
        },
        Case("stash: index only") { scene, token in
            try scene.repository.commit("base", writing: ["deploy.env": "x\n"])
            try scene.repository.write("deploy.env", "TOKEN=\(token)\n")
            try scene.repository.stage("deploy.env")
            try scene.repository.write("deploy.env", "y\n")
            try scene.repository.stash()
            let index = try scene.repository.id("refs/stash^2")
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [index], in: ["refs/stash"])
        },
        Case("stash: untracked file") { scene, token in
            try scene.plainCommit()
            try scene.repository.write("new.env", "TOKEN=\(token)\n")
            try scene.repository.stash()
            let untracked = try scene.repository.id("refs/stash^3")
            return Expected(token, "blob", "new.env", at: (1, 7), introduced: [untracked], in: ["refs/stash"])
        },
        Case("older stash, held by the reflog alone") { scene, token in
            try scene.repository.commit("base", writing: ["deploy.env": "x\n"])
            try scene.repository.write("deploy.env", "TOKEN=\(token)\n")
            let stash = try scene.repository.stash()
            try scene.repository.write("deploy.env", "y\n")
            try scene.repository.stash()
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [stash], in: [], note: "unreachable")
        },
        Case("reflog-only commit") { scene, token in
            let first = try scene.plainCommit()
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.resetHard(to: first)
            return Expected(
                token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: [], atHead: false,
                note: "unreachable")
        },
        Case("unreachable commit") { scene, token in
            try scene.plainCommit()
            let commit = try scene.repository.unreachableCommit("lost", files: ["deploy.env": "TOKEN=\(token)\n"])
            return Expected(
                token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: [], atHead: false,
                note: "unreachable")
        },
        Case("unreachable commit in a pack") { scene, token in
            try scene.plainCommit()
            let commit = try scene.repository.unreachableCommit("lost", files: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.repack()
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], note: "unreachable")
        },
        Case("commit amended away") { scene, token in
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\n"], amend: true)
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], note: "unreachable")
        },
        Case("dangling blob") { scene, token in
            try scene.plainCommit()
            try scene.repository.danglingBlob("x\nTOKEN=\(token)\n")
            return Expected(
                token, "dangling-blob", "", at: (2, 7), introduced: [], removed: [], in: [], atHead: false,
                note: "dangling")
        },
        Case("dangling blob in a pack") { scene, token in
            try scene.plainCommit()
            try scene.repository.danglingBlob("x\nTOKEN=\(token)\n")
            try scene.repository.packEverythingLoose()
            return Expected(token, "dangling-blob", "", at: (2, 7), introduced: [], note: "dangling")
        },
        Case("dangling tree") { scene, token in
            try scene.plainCommit()
            let blob = try scene.repository.danglingBlob("TOKEN=\(token)\n")
            try scene.repository.git("mktree", input: Array("100644 blob \(blob)\tlost.env\n".utf8))
            return Expected(token, "blob", "lost.env", at: (1, 7), introduced: [], in: [], note: "dangling")
        },
        Case("tag on a blob") { scene, token in
            try scene.plainCommit()
            let blob = try scene.repository.danglingBlob("TOKEN=\(token)\n")
            try scene.repository.tag("key", at: blob)
            return Expected(token, "dangling-blob", "", at: (1, 7), introduced: [])
        },
        Case("tag on a blob says which ref holds it") { scene, token in
            try scene.plainCommit()
            let blob = try scene.repository.danglingBlob("TOKEN=\(token)\n")
            try scene.repository.tag("key", at: blob, message: "key")
            return Expected(token, "dangling-blob", "", at: (1, 7), in: ["refs/tags/key"])
        },
        Case("tag on a tree") { scene, token in
            try scene.plainCommit()
            let blob = try scene.repository.danglingBlob("TOKEN=\(token)\n")
            let tree = try scene.repository.git("mktree", input: Array("100644 blob \(blob)\tlost.env\n".utf8))
            try scene.repository.tag("tree", at: tree)
            return Expected(token, "blob", "lost.env", at: (1, 7), introduced: [])
        },
    ]

    /// Author, committer, dates with their zones, summary: as the commit says.
    @Test func tellsWhoAndWhen() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        let text = ["deploy.env": "TOKEN=\(token)\n"]
        try scene.repository.commit(
            "Add \(token) to deploy\n\nBody", writing: text, author: .grace, committer: .ada, date: 1_000_000_000,
            commitDate: 1_100_000_000, zone: "-0330")
        let scanned = try Program.scan(scene.repository.path)
        let commit = try #require(scanned.findings(of: token, carrier: "blob").first?.provenance.introduced.first)
        #expect(commit.author.name == "Grace Example" && commit.author.email == "grace@example.org")
        #expect(commit.committer.name == "Ada Example" && commit.committer.email == "ada@example.org")
        #expect(commit.author.date == "2001-09-08T22:16:40-03:30")
        #expect(commit.committer.date == "2004-11-09T08:03:20-03:30")
        #expect(commit.summary.hasPrefix("Add ghp") && commit.summary.hasSuffix(" to deploy") && !commit.merge)
        #expect(!commit.summary.contains(token))
    }

    @Test func mergesSayThatTheyAre() throws {
        let place = try #require(Self.committed.first { $0.name == "evil octopus" })
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        let expected = try place.plant(&scene, token)
        let found = try #require(try Program.scan(scene.repository.path).findings(of: expected.token).first)
        #expect(found.provenance.introduced.map(\.merge) == [true])
    }

    @Test func rotationNamesTheSuccessor() throws {
        var scene = try Scene()
        let (old, new) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(old)\n"])
        try scene.repository.commit("rotate", writing: ["deploy.env": "TOKEN=\(new)\n"])
        let scanned = try Program.scan(scene.repository.path)
        let successor = try #require(scanned.findings(of: new).first).credential.fingerprint
        #expect(scanned.findings(of: old).first?.provenance.removed.map(\.replaced_by) == [successor])
    }

    /// One credential at one path is one finding, however many versions hold it.
    @Test func countsVersionsAndPlaces() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        for number in 1...3 {
            let text = (0..<number).map { "A\($0)=\(token)\n" }.joined() + "end \(number)\n"
            try scene.repository.commit("\(number)", writing: ["deploy.env": text])
        }
        let scanned = try Program.scan(scene.repository.path)
        let found = try #require(scanned.findings(of: token).first)
        #expect(scanned.findings.count == 1 && found.versions == 3 && found.occurrences == 3)
        #expect(found.lines == (1...3).map { Scanned.Finding.Place(line: $0, column: 4) })
        #expect(found.provenance.in_worktree == true)
    }

    /// Equal ids made two findings one for every reader (validate_findings.py refuses them).
    @Test(arguments: ["two dangling blobs", "two sides of a conflict", "linked worktree", "one path twice"])
    func idsAreUnique(_ situation: String) throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.plainCommit()
        var targets = [scene.repository.path]
        switch situation {
        case "two dangling blobs":
            try scene.repository.danglingBlob("a=\(token)\n")
            try scene.repository.danglingBlob("b=\(token)\n")
        case "two sides of a conflict":
            let blobs = try ["a=\(token)\n", "b=\(token)\n"].map { try scene.repository.danglingBlob($0) }
            let lines = "100644 \(blobs[0]) 2\tdeploy.env\n100644 \(blobs[1]) 3\tdeploy.env\n"
            try scene.repository.git("update-index", "--index-info", input: Array(lines.utf8))
        case "linked worktree":
            try scene.repository.configure("http.extraHeader", "Authorization: token \(token)")
            try scene.plainCommit("message with \(token)")
            targets = [try scene.repository.addWorktree("side", ownConfiguration: true)]
        default:
            try scene.repository.write("new", token)
            targets += targets
        }
        let scanned = try Program.scan(targets)
        #expect(!scanned.findings(of: token).isEmpty)
        #expect(Set(scanned.findings.map(\.id)).count == scanned.findings.count, "\(scanned.places)")
    }
}
