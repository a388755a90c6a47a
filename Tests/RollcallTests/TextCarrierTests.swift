import Foundation
import TestRepositories
import Testing

/// Texts beside files: messages, names, refs, configuration, what git leaves in its folder.
@Suite struct TextCarrierTests {
    @Test(arguments: texts) func findsInCommitsAndTags(_ place: Case) throws { try place.run() }
    @Test(arguments: gitDirectory) func findsInTheGitDirectory(_ place: Case) throws { try place.run() }
    @Test(arguments: names) func findsInNames(_ place: Case) throws { try place.run() }

    /// A message's UUIDs name reviews and sessions; what the name of a secret stands before is found all the same.
    @Test func identifiersOfMessagesAreNotTold() throws {
        var tokens = TestTokens(seed: 31)
        let repository = try TestRepository()
        let uuids = (0..<3).map { _ in [8, 4, 4, 4, 12].map { tokens.hex($0) }.joined(separator: "-") }
        try repository.commit(
            "x\n\nSession: \(uuids[0])\nclient_secret: \(uuids[1])\n",
            writing: ["a.json": "{\"tenant\": \"\(uuids[2])\"}\n"])
        let found = try Program.run(["scan", repository.path, "--format", "jsonl"]).text
        let rules = found.split(separator: "\n").filter { $0.contains("rollcall.finding") }
        let identifiers = rules.filter { $0.contains("\"generic-uuid\"") }
        #expect(
            identifiers.contains { $0.contains("a.json") } && !identifiers.contains { $0.contains("commit-message") })
        #expect(rules.filter { $0.contains("commit-message") && $0.contains("generic-client-secret") }.count == 1)
    }

    static let texts = [
        Case("commit message") { scene, token in
            let commit = try scene.plainCommit("subject\n\nThe token is \(token)")
            return Expected(token, "commit-message", commit, at: (3, 14), introduced: [commit], atHead: true)
        },
        Case("commit subject") { scene, token in
            let commit = try scene.plainCommit("use \(token) now")
            return Expected(
                token, "commit-message", commit, at: (1, 5), introduced: [commit], in: ["refs/heads/main"], atHead: true
            )
        },
        Case("message of a commit on another branch") { scene, token in
            try scene.plainCommit()
            try scene.repository.checkout("side", creatingAt: "HEAD")
            let commit = try scene.plainCommit("with \(token)")
            try scene.plainCommit("later")
            try scene.repository.tag("v1", message: "one")
            try scene.repository.checkout("main")
            return Expected(
                token, "commit-message", commit, at: (1, 6), introduced: [commit],
                in: ["refs/heads/side", "refs/tags/v1"], atHead: false)
        },
        Case("message of an unreachable commit") { scene, token in
            try scene.plainCommit()
            let commit = try scene.repository.unreachableCommit("with \(token)", files: ["a": "a"])
            return Expected(
                token, "commit-message", commit, at: (1, 6), introduced: [commit], in: [], atHead: false,
                note: "unreachable")
        },
        Case("author name") { scene, token in
            let commit = try scene.repository.commit(
                "x", author: .init("Ada \(token)", "a@example.org"), committer: .ada)
            return Expected(token, "commit-author", commit, at: (1, 5), introduced: [commit])
        },
        Case("author e-mail") { scene, token in
            let commit = try scene.repository.commit("x", author: .init("Ada", "\(token)@example.org"), committer: .ada)
            return Expected(token, "commit-author", commit, at: (1, 6), introduced: [commit])
        },
        Case("committer name") { scene, token in
            let commit = try scene.repository.commit("x", committer: .init("Bot \(token)", "a@example.org"))
            return Expected(token, "commit-committer", commit, at: (1, 5), introduced: [commit])
        },
        Case("committer e-mail") { scene, token in
            let commit = try scene.repository.commit("x", committer: .init("Bot", "\(token)@example.org"))
            return Expected(token, "commit-committer", commit, at: (1, 6), introduced: [commit])
        },
        Case("custom commit header") { scene, token in
            try scene.plainCommit()
            let tree = try scene.repository.id("HEAD^{tree}")
            let who = scene.signature()
            let text = scene.objectText(
                ["tree \(tree)", "author \(who)", "committer \(who)", "x-build \(token)"], message: "m\n")
            let commit = try scene.repository.writeObject("commit", bytes: text)
            try scene.repository.branch("built", at: commit)
            return Expected(token, "object-header", commit, at: (4, 9), introduced: [commit], atHead: false)
        },
        Case("continuation of a signature header") { scene, token in
            try scene.plainCommit()
            let tree = try scene.repository.id("HEAD^{tree}")
            let who = scene.signature()
            let text = scene.objectText(
                ["tree \(tree)", "author \(who)", "committer \(who)", "gpgsig -----BEGIN", " \(token)", " -----END"],
                message: "m\n")
            let commit = try scene.repository.writeObject("commit", bytes: text)
            return Expected(token, "object-header", commit, at: (5, 2), introduced: [commit], note: "unreachable")
        },
        Case("tag message") { scene, token in
            try scene.plainCommit()
            let tag = try scene.repository.tag("v1", message: "release\n\nwith \(token)\n")
            try scene.repository.tag("v1-again", at: "v1", message: "the same")
            return Expected(
                token, "tag-message", tag, at: (3, 6), introduced: [], in: ["refs/tags/v1", "refs/tags/v1-again"])
        },
        Case("message of a tag that was deleted") { scene, token in
            try scene.plainCommit()
            let tag = try scene.repository.tag("v1", message: "with \(token)\n")
            try scene.repository.git("tag", "-d", "v1")
            return Expected(token, "tag-message", tag, at: (1, 6), introduced: [], in: [], note: "no ref names")
        },
        Case("tagger") { scene, token in
            let commit = try scene.plainCommit()
            let who = scene.signature("Ada \(token)")
            let text = scene.objectText(
                ["object \(commit)", "type commit", "tag v1", "tagger \(who)"], message: "v1\n")
            let tag = try scene.repository.writeObject("tag", bytes: text)
            try scene.repository.setRef("refs/tags/v1", to: tag)
            return Expected(token, "tagger", tag, at: (1, 5), introduced: [], in: ["refs/tags/v1"])
        },
        Case("name inside a tag object") { scene, token in
            let commit = try scene.plainCommit()
            let text = scene.objectText(
                ["object \(commit)", "type commit", "tag \(token)", "tagger \(scene.signature())"], message: "v1\n")
            let tag = try scene.repository.writeObject("tag", bytes: text)
            return Expected(token, "object-header", tag, at: (3, 5), introduced: [])
        },
        Case("note") { scene, token in
            let commit = try scene.plainCommit()
            try scene.repository.note("reviewed\nwith \(token)\n")
            let note = try scene.repository.id("refs/notes/commits")
            return Expected(
                token, "note", commit, at: (2, 6), introduced: [note], in: ["refs/notes/commits"], atHead: false)
        },
        Case("note of another namespace") { scene, token in
            let commit = try scene.plainCommit()
            try scene.repository.note("with \(token)\n", ref: "review/ci")
            return Expected(token, "note", commit, at: (1, 6), in: ["refs/notes/review/ci"])
        },
        Case("note that was removed") { scene, token in
            let commit = try scene.plainCommit()
            try scene.repository.note("with \(token)\n")
            try scene.repository.git("notes", "remove", "HEAD")
            return Expected(token, "note", commit, at: (1, 6), in: [], atHead: false)
        },
    ]

    static let gitDirectory = [
        Case("remote URL with credentials") { scene, token in
            try scene.plainCommit()
            try scene.repository.remote("origin", url: "https://oauth2:\(token)@example.org/x.git")
            return Expected(token, "git-config", ".git/config", at: (7, 23), introduced: [], atHead: false)
        },
        Case("http.extraHeader") { scene, token in
            try scene.plainCommit()
            try scene.repository.configure("http.https://example.org/.extraHeader", "Authorization: Bearer \(token)")
            return Expected(token, "git-config", ".git/config", at: (7, 38))
        },
        Case("config.worktree", inGitDirectory: "config.worktree", "[x]\n\ty = «»\n", carrier: "git-config"),
        Case("credential store in the Git directory", inGitDirectory: "credentials", "https://me:«»@example.org\n"),
        Case("hook") { scene, token in
            try scene.plainCommit()
            try scene.repository.hook("pre-push", "#!/bin/sh\ncurl -H 'Authorization: token \(token)'\n")
            return Expected(token, "hook", ".git/hooks/pre-push", at: (2, 31))
        },
        Case("MERGE_MSG", inGitDirectory: "MERGE_MSG", "Merge\n\n«»\n"),
        Case("COMMIT_EDITMSG", inGitDirectory: "COMMIT_EDITMSG", "draft «»\n"),
        Case("FETCH_HEAD") { scene, token in
            let commit = try scene.plainCommit()
            try scene.repository.writeInGitDirectory(
                "FETCH_HEAD", "\(commit)\t\tbranch 'main' of https://x:\(token)@example.org/x\n")
            return Expected(token, "git-directory", ".git/FETCH_HEAD", at: (1, 70))
        },
        Case("description", inGitDirectory: "description", "«»\n"),
        Case("info/exclude", inGitDirectory: "info/exclude", "# «»\n"),
        Case("rebase in progress", inGitDirectory: "rebase-merge/message", "pick «»\n"),
        Case("reflog message") { scene, token in
            let commit = try scene.plainCommit()
            let zero = String(repeating: "0", count: 40)
            try scene.repository.writeInGitDirectory(
                "logs/refs/heads/gone", "\(zero) \(commit) Ada <a@example.org> 1700000000 +0000\tclone: \(token)\n")
            return Expected(token, "reflog", ".git/logs/refs/heads/gone", at: (1, 127))
        },
        Case("worktree's private files") { scene, token in
            try scene.plainCommit()
            _ = try scene.repository.addWorktree("side")
            try scene.repository.writeInGitDirectory("worktrees/side/COMMIT_EDITMSG", "\(token)\n")
            return Expected(token, "git-directory", ".git/worktrees/side/COMMIT_EDITMSG", at: (1, 1))
        },
        Case("configuration of a bare repository") { scene, token in
            try scene.plainCommit()
            let bare = try scene.repository.cloneMirror()
            let file = "\(scene.repository.root)/bare.git"
            try FileManager.default.copyItem(atPath: bare.path, toPath: file)
            let config = try String(contentsOfFile: "\(file)/config", encoding: .utf8)
            try (config + "[remote \"x\"]\n\turl = https://\(token)@example.org/\n").write(
                toFile: "\(file)/config", atomically: false, encoding: .utf8)
            return Expected(
                token, "git-config", "config", at: (config.split(separator: "\n").count + 2, 16), target: file)
        },
        Case(
            "remote URL of a submodule's own configuration", inGitDirectory: "modules/lib/config",
            "[remote \"origin\"]\n\turl = https://«»@example.org/lib\n", carrier: "git-config"),
    ]

    static let names = [
        Case("branch name") { scene, token in
            try scene.plainCommit()
            try scene.repository.branch("fix-\(token)")
            return Expected(token, "ref-name", "refs/heads/fix-" + Self.redacted(token), at: (1, 16))
        },
        Case("tag name") { scene, token in
            try scene.plainCommit()
            try scene.repository.tag("v1-\(token)")
            return Expected(token, "ref-name", "refs/tags/v1-" + Self.redacted(token), at: (1, 14))
        },
        Case("file name") { scene, token in
            let first = try scene.repository.commit("add", writing: ["keys/\(token).txt": "x\n"])
            // Another content under the name brings nothing in.
            try scene.repository.commit("change", writing: ["keys/\(token).txt": "y\n"])
            return Expected(
                token, "file-name", "keys/" + Self.redacted(token) + ".txt", at: (1, 6), introduced: [first],
                removed: [], in: ["refs/heads/main"], atHead: true, note: "the name of a file")
        },
        Case("file name that is gone") { scene, token in
            let first = try scene.repository.commit("add", writing: ["a/keys/\(token)": "x\n", "other/b": "x\n"])
            try scene.repository.git("rm", "--quiet", "a/keys/\(token)")
            let second = try scene.repository.commit("remove")
            return Expected(
                token, "file-name", "a/keys/" + Self.redacted(token), at: (1, 8), introduced: [first],
                removed: [second], in: [], atHead: false)
        },
        Case("folder name") { scene, token in
            let first = try scene.repository.commit("add", writing: ["c/\(token)/a": "x\n", "c/\(token)/b/c": "x\n"])
            try scene.repository.commit("change", writing: ["c/\(token)/a": "y\n"])
            return Expected(
                token, "file-name", "c/" + Self.redacted(token), at: (1, 3), introduced: [first], removed: [],
                atHead: true, note: "the name of a file or folder")
        },
        Case("file name within a folder of a name") { scene, folder in
            let token = scene.tokens.gitHub()
            let first = try scene.repository.commit("add", writing: ["\(folder)/\(token)": "x\n"])
            return Expected(
                token, "file-name", Self.redacted(folder) + "/" + Self.redacted(token), at: (1, 42),
                introduced: [first], atHead: true)
        },
        Case("file name in a selected commit") { scene, token in
            let old = scene.tokens.gitHub()
            try scene.repository.commit("old", writing: ["\(old)": "x\n"])
            let second = try scene.repository.commit("add", writing: ["keys/\(token)": "x\n"])
            return Expected(
                token, "file-name", "keys/" + Self.redacted(token), at: (1, 6), introduced: [second],
                options: ["--range", "HEAD~1..HEAD"])
        },
        Case("file name in the working tree alone") { scene, token in
            try scene.plainCommit()
            try scene.repository.write("keys/\(token)", "x\n")
            return Expected(
                token, "file-name", "keys/" + Self.redacted(token), at: (1, 6), introduced: [], note: "not committed")
        },
    ]

    /// A quarter of a token, at most twelve characters, half in front and half behind.
    static func redacted(_ token: String) -> String {
        let shown = min(token.count / 4, 12)
        return token.prefix((shown + 1) / 2) + "…" + token.suffix(shown / 2)
    }
}
