import Foundation
import TestRepositories
import Testing

/// Contents of files that no commit holds: the index, working trees, nested repositories.
@Suite struct UncommittedCarrierTests {
    @Test(arguments: uncommitted) func findsWhatWasNeverCommitted(_ place: Case) throws { try place.run() }

    static let uncommitted = [
        Case("staged only") { scene, token in
            try scene.plainCommit()
            try scene.repository.write("deploy.env", "TOKEN=\(token)\n")
            try scene.repository.stage("deploy.env")
            try scene.repository.write("deploy.env", "TOKEN=\n")
            return Expected(
                token, "index", "deploy.env", at: (1, 7), introduced: [], in: [], atHead: false, note: "staged")
        },
        Case("staged before the first commit") { scene, token in
            try scene.repository.write("deploy.env", "TOKEN=\(token)\n")
            try scene.repository.stage("deploy.env")
            return Expected(token, "index", "deploy.env", at: (1, 7), introduced: [], atHead: false, note: "staged")
        },
        Case("untracked") { scene, token in
            try scene.plainCommit()
            try scene.repository.write("a/new.env", "TOKEN=\(token)\n")
            return Expected(token, "worktree", "a/new.env", at: (1, 7), introduced: [], in: [], atHead: false)
        },
        Case("ignored by git") { scene, token in
            try scene.repository.commit("ignore", writing: [".gitignore": "*.local\nnode_modules/\n"])
            try scene.repository.write("node_modules/a/.env.local", "TOKEN=\(token)\n")
            return Expected(token, "worktree", "node_modules/a/.env.local", at: (1, 7), introduced: [], atHead: false)
        },
        Case("modified in the working tree") { scene, old in
            let new = scene.tokens.gitHub()
            try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\(old)\n"])
            try scene.repository.write("deploy.env", "x\nTOKEN=\(new)\n")
            return Expected(new, "worktree", "deploy.env", at: (2, 7), introduced: [], atHead: false)
        },
        Case("assumed unchanged, so that git status is silent") { scene, token in
            try scene.repository.commit("add", writing: ["deploy.env": "TOKEN=\n"])
            try scene.repository.git("update-index", "--assume-unchanged", "deploy.env")
            try scene.repository.write("deploy.env", "TOKEN=\(token)\n")
            return Expected(token, "worktree", "deploy.env", at: (1, 7), introduced: [], atHead: false)
        },
        Case("side of a conflict in the index") { scene, token in
            try scene.repository.commit("base", writing: ["deploy.env": "TOKEN=\n"])
            let blob = try scene.repository.danglingBlob("TOKEN=\(token)\n")
            let base = try scene.repository.id("HEAD:deploy.env")
            let lines =
                "0 \(String(repeating: "0", count: 40))\tdeploy.env\n"
                + "100644 \(base) 1\tdeploy.env\n100644 \(base) 2\tdeploy.env\n100644 \(blob) 3\tdeploy.env\n"
            try scene.repository.git("update-index", "--index-info", input: Array(lines.utf8))
            return Expected(token, "index", "deploy.env", at: (1, 7), introduced: [], note: "side 3")
        },
        Case("linked worktree's file") { scene, token in
            try scene.plainCommit()
            let place = try scene.repository.addWorktree("side")
            try Data("TOKEN=\(token)\n".utf8).write(to: URL(fileURLWithPath: "\(place)/new.env"))
            return Expected(token, "worktree", "new.env", at: (1, 7), atHead: false, target: place)
        },
        Case("linked worktree's index") { scene, token in
            try scene.plainCommit()
            let place = try scene.repository.addWorktree("side")
            let blob = try scene.repository.danglingBlob("TOKEN=\(token)\n")
            try scene.repository.git(
                ["-C", place, "update-index", "--add", "--cacheinfo", "100644,\(blob),new.env"], inside: false)
            return Expected(token, "index", "new.env", at: (1, 7), introduced: [], note: "staged", target: place)
        },
        Case("linked worktree's HEAD") { scene, token in
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
        Case("file of a nested repository") { scene, token in
            try scene.plainCommit()
            let nested = try TestRepository()
            try nested.commit("add", writing: ["deploy.env": "TOKEN=\(token)\n"])
            try FileManager.default.copyItem(atPath: nested.path, toPath: "\(scene.repository.path)/vendor")
            return Expected(token, "blob", "deploy.env", at: (1, 7), in: ["refs/heads/main"], atHead: true)
        },
        Case("configuration of a nested repository") { scene, token in
            try scene.plainCommit()
            let nested = try TestRepository()
            try nested.remote("origin", url: "https://\(token)@example.org/x.git")
            try FileManager.default.copyItem(atPath: nested.path, toPath: "\(scene.repository.path)/vendor")
            return Expected(token, "git-config", ".git/config", at: (7, 16), atHead: false)
        },
    ]
}
