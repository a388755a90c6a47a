import Foundation
import TestRepositories
import Testing

/// Contents of files, wherever Git keeps a version of them.
@Suite struct FileCarrierTests {
    @Test(arguments: committed) func findsWhatWasCommitted(_ place: Case) throws { try place.run() }
    @Test(arguments: unreached) func findsWhatNoBranchHolds(_ place: Case) throws { try place.run() }
    @Test(arguments: uncommitted) func findsWhatWasNeverCommitted(_ place: Case) throws { try place.run() }
    @Test(arguments: forms) func findsInAnyForm(_ place: Case) throws { try place.run() }

    static let committed = [
        Case("blob at HEAD") { scene in
            let token = scene.tokens.gitHub()
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "# one\nTOKEN=\(token)\n"])
            return Expected(
                token, "blob", "deploy.env", at: (2, 7), introduced: [commit], removed: [], in: ["refs/heads/main"],
                atHead: true)
        },
        Case("deleted file") { scene in
            let token = scene.tokens.gitHub()
            let added = try scene.repository.commit("add", writing: ["a/deploy.env": "TOKEN=\(token)\n", "b": "b"])
            try scene.repository.remove("a/deploy.env")
            try scene.repository.stage()
            let removed = try scene.repository.commit("remove")
            return Expected(
                token, "blob", "a/deploy.env", at: (1, 7), introduced: [added], removed: [removed], in: [],
                atHead: false)
        },
        Case("deleted, then back: two introductions") { scene in
            let token = scene.tokens.gitHub()
            let first = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            let removed = try scene.repository.commit("remove", writing: ["deploy.env": "TOKEN=\n"])
            let second = try scene.repository.commit("again", writing: ["deploy.env": "x\nTOKEN=\(token)\n"])
            return Expected(
                token, "blob", "deploy.env", at: (2, 7), introduced: [first, second], removed: [removed],
                in: ["refs/heads/main"], atHead: true)
        },
        Case("other branch") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            try scene.repository.checkout("topic", creatingAt: "main")
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.checkout("main")
            return Expected(
                token, "blob", "deploy.env", at: (1, 7), introduced: [commit], removed: [], in: ["refs/heads/topic"],
                atHead: false)
        },
        Case("another root") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            try scene.repository.checkoutOrphan("pages")
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.checkout("main")
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: ["refs/heads/pages"])
        },
        Case("lightweight tag") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            try scene.repository.checkout("gone", creatingAt: "main")
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.tag("v1")
            try scene.repository.checkout("main")
            try scene.repository.git("branch", "-D", "gone")
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: ["refs/tags/v1"])
        },
        Case("annotated tag of a tag") { scene in
            let token = scene.tokens.gitHub()
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
        Case("evil merge") { scene in
            let token = scene.tokens.gitHub()
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
        Case("merge that brings a branch in is no introduction") { scene in
            let token = scene.tokens.gitHub()
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
        Case("merge that drops a side's secret removes it") { scene in
            let token = scene.tokens.gitHub()
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
        Case("evil octopus") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit("base")
            for name in ["one", "two", "three"] {
                try scene.repository.checkout(name, creatingAt: "main")
                try scene.repository.commit(name, writing: [name: "\(name)\n"])
                try scene.repository.checkout("main")
            }
            let merge = try scene.repository.merge("one", "two", "three") { try $0.write("sum", "TOKEN=\(token)\n") }
            return Expected(token, "blob", "sum", at: (1, 7), introduced: [merge], atHead: true)
        },
        Case("renamed: each path has its history") { scene in
            let token = scene.tokens.gitHub()
            let text = "TOKEN=\(token)\n" + String(repeating: "line\n", count: 20)
            try scene.repository.commit("add", writing: ["old.env": text])
            try scene.repository.move("old.env", to: "new.env")
            let moved = try scene.repository.commit("move")
            return Expected(token, "blob", "new.env", at: (1, 7), introduced: [moved], removed: [], atHead: true)
        },
        Case("pull request ref") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            try scene.repository.detach()
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.setRef("refs/pull/7/head", to: commit)
            try scene.repository.checkout("main")
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: ["refs/pull/7/head"])
        },
        Case("packed refs") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            try scene.repository.checkout("topic", creatingAt: "main")
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.checkout("main")
            try scene.repository.packRefs()
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: ["refs/heads/topic"])
        },
        Case("object that git replace hides") { scene in
            let token = scene.tokens.gitHub()
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            let blob = try scene.repository.id("HEAD:deploy.env")
            try scene.repository.git("replace", blob, scene.repository.danglingBlob("TOKEN=harmless\n"))
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], atHead: true)
        },
        Case("object that git replace brings in") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=harmless\n"])
            let blob = try scene.repository.id("HEAD:deploy.env")
            try scene.repository.git("replace", blob, scene.repository.danglingBlob("TOKEN=\(token)\n"))
            return Expected(token, "dangling-blob", "", at: (1, 7), introduced: [])
        },
        Case("history that a graft hides") { scene in
            let token = scene.tokens.gitHub()
            let added = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            let removed = try scene.repository.commit("remove", writing: ["deploy.env": "TOKEN=\n"])
            let last = try scene.plainCommit()
            try scene.repository.writeInGitDirectory("info/grafts", "\(last)\n")
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [added], removed: [removed])
        },
        Case("target of a committed symbolic link") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.symlink("current", to: "https://\(token)@example.org/")
            try scene.repository.stage()
            let commit = try scene.repository.commit("link")
            return Expected(token, "blob", "current", at: (1, 9), introduced: [commit], atHead: true)
        },
        Case(".gitmodules of a submodule") { scene in
            let token = scene.tokens.gitHub()
            let text = "[submodule \"lib\"]\n\tpath = lib\n\turl = https://\(token)@example.org/lib.git\n"
            let commit = try scene.repository.commit("lib", writing: [".gitmodules": text])
            return Expected(token, "blob", ".gitmodules", at: (3, 16), introduced: [commit], atHead: true)
        },
        Case("rotated: removal names the commit that replaced it") { scene in
            let (old, new) = (scene.tokens.gitHub(), scene.tokens.gitHub())
            let added = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(old)\n"])
            let rotated = try scene.repository.commit("rotate", writing: ["deploy.env": "TOKEN=\(new)\n"])
            return Expected(
                old, "blob", "deploy.env", at: (1, 7), introduced: [added], removed: [rotated], atHead: false)
        },
    ]

    static let unreached = [
        Case("stash: working tree") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.commit("base", writing: ["deploy.env": "x\n"])
            try scene.repository.write("deploy.env", "TOKEN=\(token)\n")
            let stash = try scene.repository.stash()
            return Expected(
                token, "blob", "deploy.env", at: (1, 7), introduced: [stash], in: ["refs/stash"], atHead: false)
        },
        Case("stash: index only") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.commit("base", writing: ["deploy.env": "x\n"])
            try scene.repository.write("deploy.env", "TOKEN=\(token)\n")
            try scene.repository.stage("deploy.env")
            try scene.repository.write("deploy.env", "y\n")
            try scene.repository.stash()
            let index = try scene.repository.id("refs/stash^2")
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [index], in: ["refs/stash"])
        },
        Case("stash: untracked file") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            try scene.repository.write("new.env", "TOKEN=\(token)\n")
            try scene.repository.stash()
            let untracked = try scene.repository.id("refs/stash^3")
            return Expected(token, "blob", "new.env", at: (1, 7), introduced: [untracked], in: ["refs/stash"])
        },
        Case("older stash, held by the reflog alone") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.commit("base", writing: ["deploy.env": "x\n"])
            try scene.repository.write("deploy.env", "TOKEN=\(token)\n")
            let stash = try scene.repository.stash()
            try scene.repository.write("deploy.env", "y\n")
            try scene.repository.stash()
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [stash], in: [], note: "unreachable")
        },
        Case("reflog-only commit") { scene in
            let token = scene.tokens.gitHub()
            let first = try scene.plainCommit()
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.resetHard(to: first)
            return Expected(
                token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: [], atHead: false,
                note: "unreachable")
        },
        Case("unreachable commit") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            let commit = try scene.repository.unreachableCommit("lost", files: ["deploy.env": "TOKEN=\(token)\n"])
            return Expected(
                token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: [], atHead: false,
                note: "unreachable")
        },
        Case("unreachable commit in a pack") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            let commit = try scene.repository.unreachableCommit("lost", files: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.repack()
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], note: "unreachable")
        },
        Case("commit amended away") { scene in
            let token = scene.tokens.gitHub()
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\n"], amend: true)
            return Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit], note: "unreachable")
        },
        Case("dangling blob") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            try scene.repository.danglingBlob("x\nTOKEN=\(token)\n")
            return Expected(
                token, "dangling-blob", "", at: (2, 7), introduced: [], removed: [], in: [], atHead: false,
                note: "dangling")
        },
        Case("dangling blob in a pack") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            try scene.repository.danglingBlob("x\nTOKEN=\(token)\n")
            try scene.repository.packEverythingLoose()
            return Expected(token, "dangling-blob", "", at: (2, 7), introduced: [], note: "dangling")
        },
        Case("dangling tree") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            let blob = try scene.repository.danglingBlob("TOKEN=\(token)\n")
            try scene.repository.git("mktree", input: Array("100644 blob \(blob)\tlost.env\n".utf8))
            return Expected(token, "blob", "lost.env", at: (1, 7), introduced: [], in: [], note: "dangling")
        },
        Case("tag on a blob") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            let blob = try scene.repository.danglingBlob("TOKEN=\(token)\n")
            try scene.repository.tag("key", at: blob)
            return Expected(token, "dangling-blob", "", at: (1, 7), introduced: [])
        },
        Case("tag on a blob says which ref holds it") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            let blob = try scene.repository.danglingBlob("TOKEN=\(token)\n")
            try scene.repository.tag("key", at: blob, message: "key")
            return Expected(token, "dangling-blob", "", at: (1, 7), in: ["refs/tags/key"])
        },
        Case("tag on a tree") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            let blob = try scene.repository.danglingBlob("TOKEN=\(token)\n")
            let tree = try scene.repository.git("mktree", input: Array("100644 blob \(blob)\tlost.env\n".utf8))
            try scene.repository.tag("tree", at: tree)
            return Expected(token, "blob", "lost.env", at: (1, 7), introduced: [])
        },
    ]

    static let uncommitted = [
        Case("staged only") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            try scene.repository.write("deploy.env", "TOKEN=\(token)\n")
            try scene.repository.stage("deploy.env")
            try scene.repository.write("deploy.env", "TOKEN=\n")
            return Expected(
                token, "index", "deploy.env", at: (1, 7), introduced: [], in: [], atHead: false, note: "staged")
        },
        Case("staged before the first commit") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.write("deploy.env", "TOKEN=\(token)\n")
            try scene.repository.stage("deploy.env")
            return Expected(token, "index", "deploy.env", at: (1, 7), introduced: [], atHead: false, note: "staged")
        },
        Case("untracked") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            try scene.repository.write("a/new.env", "TOKEN=\(token)\n")
            return Expected(token, "worktree", "a/new.env", at: (1, 7), introduced: [], in: [], atHead: false)
        },
        Case("ignored by git") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.commit("ignore", writing: [".gitignore": "*.local\nnode_modules/\n"])
            try scene.repository.write("node_modules/a/.env.local", "TOKEN=\(token)\n")
            return Expected(token, "worktree", "node_modules/a/.env.local", at: (1, 7), introduced: [], atHead: false)
        },
        Case("modified in the working tree") { scene in
            let (old, new) = (scene.tokens.gitHub(), scene.tokens.gitHub())
            try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(old)\n"])
            try scene.repository.write("deploy.env", "x\nTOKEN=\(new)\n")
            return Expected(new, "worktree", "deploy.env", at: (2, 7), introduced: [], atHead: false)
        },
        Case("assumed unchanged, so that git status is silent") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\n"])
            try scene.repository.git("update-index", "--assume-unchanged", "deploy.env")
            try scene.repository.write("deploy.env", "TOKEN=\(token)\n")
            return Expected(token, "worktree", "deploy.env", at: (1, 7), introduced: [], atHead: false)
        },
        Case("side of a conflict in the index") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.commit("base", writing: ["deploy.env": "TOKEN=\n"])
            let blob = try scene.repository.danglingBlob("TOKEN=\(token)\n")
            let base = try scene.repository.id("HEAD:deploy.env")
            let lines =
                "0 \(String(repeating: "0", count: 40))\tdeploy.env\n"
                + "100644 \(base) 1\tdeploy.env\n100644 \(base) 2\tdeploy.env\n100644 \(blob) 3\tdeploy.env\n"
            try scene.repository.git("update-index", "--index-info", input: Array(lines.utf8))
            return Expected(token, "index", "deploy.env", at: (1, 7), introduced: [], note: "side 3")
        },
        Case("linked worktree's file") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            let place = try scene.repository.addWorktree("side")
            try Data("TOKEN=\(token)\n".utf8).write(to: URL(fileURLWithPath: "\(place)/new.env"))
            return Expected(token, "worktree", "new.env", at: (1, 7), atHead: false, target: place)
        },
        Case("linked worktree's index") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            let place = try scene.repository.addWorktree("side")
            let blob = try scene.repository.danglingBlob("TOKEN=\(token)\n")
            try scene.repository.git(
                ["-C", place, "update-index", "--add", "--cacheinfo", "100644,\(blob),new.env"], inside: false)
            return Expected(token, "index", "new.env", at: (1, 7), introduced: [], note: "staged", target: place)
        },
        Case("linked worktree's HEAD") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            let place = try scene.repository.addWorktree("side")
            try scene.repository.git(["-C", place, "checkout", "--quiet", "--detach"], inside: false)
            try scene.repository.checkout("topic", creatingAt: "main")
            let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try scene.repository.checkout("main")
            try scene.repository.git(["-C", place, "checkout", "--quiet", "--detach", commit], inside: false)
            return Expected(
                token, "blob", "deploy.env", at: (1, 7), introduced: [commit], in: ["HEAD", "refs/heads/topic"],
                atHead: true, target: place)
        },
        Case("file of a nested repository") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            let nested = try TestRepository()
            try nested.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try FileManager.default.copyItem(atPath: nested.path, toPath: "\(scene.repository.path)/vendor")
            return Expected(token, "blob", "deploy.env", at: (1, 7), in: ["refs/heads/main"], atHead: true)
        },
        Case("configuration of a nested repository") { scene in
            let token = scene.tokens.gitHub()
            try scene.plainCommit()
            let nested = try TestRepository()
            try nested.remote("origin", url: "https://\(token)@example.org/x.git")
            try FileManager.default.copyItem(atPath: nested.path, toPath: "\(scene.repository.path)/vendor")
            return Expected(token, "git-config", ".git/config", at: (7, 16), atHead: false)
        },
    ]

    static let forms = [
        Case("CRLF") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.commit("add", writing: ["deploy.ini": "a\r\nb\r\nTOKEN=\(token)\r\nc\r\n"])
            return Expected(token, "blob", "deploy.ini", at: (3, 7), atHead: true)
        },
        Case("no final newline") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.commit("add", writing: ["deploy.env": "a\n\n\nTOKEN=\(token)"])
            return Expected(token, "blob", "deploy.env", at: (4, 7), atHead: true)
        },
        Case("nothing but the token") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.commit("add", writing: ["deploy.env": token])
            return Expected(token, "blob", "deploy.env", at: (1, 1), atHead: true)
        },
        Case("at the end of a line of 1 MB") { scene in
            let token = scene.tokens.gitHub()
            let text = String(repeating: "abcdefg ", count: 1 << 17) + token
            try scene.repository.commit("add", writing: ["bundle.js": text])
            return Expected(token, "blob", "bundle.js", at: (1, 1 + 8 << 17), atHead: true)
        },
        Case("among NUL bytes") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.write("core", bytes: [0, 1, 0xff, 10, 0, 0] + Array(token.utf8) + [0, 0])
            try scene.repository.stage()
            try scene.repository.commit("core")
            return Expected(token, "blob", "core", at: (2, 3), atHead: true)
        },
        Case("after bytes that are not UTF-8") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.write("latin", bytes: [0xe9, 0x20, 0xff, 10, 0xc3, 0x20] + Array(token.utf8))
            try scene.repository.stage()
            try scene.repository.commit("latin")
            return Expected(token, "blob", "latin", at: (2, 3), atHead: true)
        },
        Case("behind a byte order mark") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.commit("add", writing: ["deploy.env": "\u{FEFF}\(token)\n"])
            return Expected(token, "blob", "deploy.env", at: (1, 4), atHead: true)
        },
        Case("in an empty-looking path of spaces") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.commit("add", writing: ["a b/  .env": "TOKEN=\(token)\n"])
            return Expected(token, "blob", "a b/  .env", at: (1, 7), atHead: true)
        },
        Case("in a path that is not UTF-8") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.write(rawPath: [0x64, 0xff, 0x2f, 0xfe], bytes: Array(token.utf8))
            try scene.repository.stage()
            try scene.repository.commit("odd")
            return Expected(token, "blob", "d\u{FFFD}/\u{FFFD}", at: (1, 1), atHead: true)
        },
        Case("UTF-16, little-endian") { scene in
            let token = scene.tokens.gitHub()
            try scene.repository.write(
                "web.config", bytes: [0xff, 0xfe] + "TOKEN=\(token)\n".utf16.flatMap { [UInt8($0), 0] })
            try scene.repository.stage()
            try scene.repository.commit("utf16")
            return Expected(token, "blob", "web.config", at: (1, 7), atHead: true)
        },
    ]

    @Test(arguments: ["loose", "one pack", "several packs", "packs and loose", "indexed packs", "garbage collected"])
    func storageMakesNoDifference(_ storage: String) throws {
        var scene = try Scene()
        var tokens: [String] = []
        for number in 0..<6 {
            tokens.append(scene.tokens.gitHub())
            let text = (0..<200).map { "line \($0 * number)\n" }.joined() + tokens.map { "TOKEN=\($0)\n" }.joined()
            try scene.repository.commit(
                "commit \(number)", writing: ["a": text, "b/\(number)": "TOKEN=\(tokens[number])\n"])
            if storage != "loose", storage != "one pack" { try scene.repository.packLoose() }
            if storage == "packs and loose", number == 3 { try scene.repository.danglingBlob("x") }
        }
        let loose = try Program.scan(scene.repository.path)
        switch storage {
        case "one pack": try scene.repository.repack()
        case "indexed packs":
            try scene.repository.writeMultiPackIndex()
            try scene.repository.writeCommitGraph()
        case "garbage collected": try scene.repository.collectGarbage()
        default: break
        }
        let scanned = try Program.scan(scene.repository.path)
        #expect(scanned.secrets == Set(tokens) && scanned.code == 1 && scanned.run.coverage.complete)
        #expect(scanned.stableLines == loose.stableLines)
        for token in tokens {
            let found = try #require(scanned.findings(of: token, carrier: "blob", path: "a").first)
            #expect(found.provenance.introduced.count == 1 && found.provenance.at_head)
        }
    }

    @Test func sharesObjectsWithAlternates() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
        try scene.repository.commit("remove", writing: ["deploy.env": "TOKEN=\n"])
        try scene.repository.repack()
        for clone in [try scene.repository.cloneShared(), try scene.repository.cloneShared(bare: true)] {
            let scanned = try Program.scan(clone.path)
            try Expected(token, "blob", "deploy.env", at: (1, 7), introduced: [commit]).check(scanned)
            #expect(scanned.run.coverage.complete)
        }
    }

    @Test func bareAndMirror() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        let commit = try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
        try scene.repository.setRef("refs/pull/1/head", to: commit)
        let mirror = try scene.repository.cloneMirror()
        let scanned = try Program.scan(mirror.path)
        try Expected(
            token, "blob", "deploy.env", at: (1, 7), introduced: [commit],
            in: ["refs/heads/main", "refs/pull/1/head"], atHead: true
        ).check(scanned)
        let found = try #require(scanned.findings(of: token).first)
        #expect(found.provenance.in_worktree == nil && scanned.findings.count == 1)
        #expect(scanned.run.targets.first?.head == commit && scanned.run.targets.first?.head_ref == "refs/heads/main")
    }

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
        let expected = try place.plant(&scene)
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
