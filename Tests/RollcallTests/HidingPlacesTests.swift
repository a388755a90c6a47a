import Foundation
import TestRepositories
import Testing

/// One repository with one token in each place that we can think of, scanned once.
@Suite struct HidingPlacesTests {
    struct Place: Sendable {
        let name: String
        let plant: @Sendable (inout Scene, String) throws -> Void

        init(_ name: String, _ plant: @escaping @Sendable (inout Scene, String) throws -> Void) {
            self.name = name
            self.plant = plant
        }
    }

    @Test func everyPlaceIsLookedInto() throws {
        let places = Self.inGit + Self.around + Self.encodings + Self.containers
        var scene = try Scene(seed: 57)
        try scene.plainCommit("first")
        var tokens: [String] = []
        for place in places {
            let token = scene.tokens.gitHub()
            tokens.append(token)
            try place.plant(&scene, token)
            // Where a place leads away from the branch it comes back by itself; what it left untracked stays.
        }
        // Files of all kinds, which history alone has.
        let files =
            HiddenText.encodings + HiddenText.literals + HiddenText.files + HiddenContainer.archives
            + HiddenContainer.stores
        let hidden = files.map { _ in scene.tokens.gitHub() }
        for (number, (file, token)) in zip(files, hidden).enumerated() {
            try scene.repository.write("hidden/\(number)/\(file.path)", bytes: file.make(token))
        }
        // Allowed where they stand: found all the same, and said to be allowed.
        let allowed = HiddenText.allowed.map { _ in scene.tokens.gitHub() }
        for (number, (file, token)) in zip(HiddenText.allowed, allowed).enumerated() {
            try scene.repository.write("hidden/allowed-\(number)/\(file.path)", bytes: file.make(token))
        }
        try scene.repository.stage("hidden")
        try scene.repository.commit("hide")
        try scene.repository.git("rm", "--quiet", "-r", "hidden")
        try scene.repository.commit("take away")
        for place in Self.last {
            let token = scene.tokens.gitHub()
            tokens.append(token)
            try place.plant(&scene, token)
        }
        let scanned = try Program.scan(scene.repository.path)
        let named = zip((places + Self.last).map(\.name) + files.map(\.name), tokens + hidden)
        for (name, token) in named { #expect(!scanned.findings(of: token).isEmpty, "\(name)") }
        for (file, token) in zip(HiddenText.allowed, allowed) {
            let found = scanned.findings(of: token)
            #expect(!found.isEmpty && found.allSatisfy { $0.suppression != nil }, "\(file.name)")
        }
        #expect(scanned.run.counts["suppressed"] ?? 0 >= allowed.count)
        #expect(
            places.count + Self.last.count + files.count >= 140
                && Set(tokens + hidden).count == tokens.count + hidden.count)
        #expect(scanned.run.coverage.complete, "\(scanned.run.coverage.entries.filter { $0.reason != "binary" })")
        try Validator.check(scanned.output)
    }

    /// Commits files and takes them away again, so that history alone has them.
    private static func pass(_ scene: inout Scene, _ files: [String: String]) throws {
        try scene.repository.commit("pass", writing: files)
        try scene.repository.git(["rm", "--quiet", "-r", "--"] + files.keys.sorted())
        try scene.repository.commit("past")
    }

    private static func pass(_ scene: inout Scene, _ file: String, bytes: [UInt8]) throws {
        try scene.repository.write(file, bytes: bytes)
        try scene.repository.stage(file)
        try scene.repository.commit("pass")
        try scene.repository.git("rm", "--quiet", file)
        try scene.repository.commit("past")
    }

    static let inGit: [Place] = [
        Place("file at HEAD") { try $0.repository.commit("head", writing: ["head.env": "TOKEN=\($1)\n"]) },
        Place("deleted file") { try pass(&$0, ["deleted.env": "TOKEN=\($1)\n"]) },
        Place("changed line") {
            try $0.repository.commit("old", writing: ["changed.env": "TOKEN=\($1)\n"])
            try $0.repository.commit("new", writing: ["changed.env": "TOKEN=\n"])
        },
        Place("other branch") {
            try $0.repository.checkout("topic", creatingAt: "main")
            try $0.repository.commit("topic", writing: ["topic.env": "TOKEN=\($1)\n"])
            try $0.repository.checkout("main")
        },
        Place("orphan branch") {
            try $0.repository.checkoutOrphan("pages")
            try $0.repository.commit("pages", writing: ["page.env": "TOKEN=\($1)\n"])
            try $0.repository.checkout("main")
        },
        Place("evil merge") { scene, token in
            try scene.repository.checkout("side", creatingAt: "main~1")
            try scene.repository.commit("side", writing: ["side": "side\n"])
            try scene.repository.checkout("main")
            try scene.repository.merge("side") { try $0.write("merged.env", "TOKEN=\(token)\n") }
        },
        Place("commit held by a tag alone") {
            try $0.repository.detach()
            try $0.repository.commit("tagged", writing: ["tagged.env": "TOKEN=\($1)\n"])
            try $0.repository.tag("held")
            try $0.repository.checkout("main")
        },
        Place("commit held by a remote branch") {
            try $0.repository.detach()
            let commit = try $0.repository.commit("remote", writing: ["remote.env": "TOKEN=\($1)\n"])
            try $0.repository.setRef("refs/remotes/origin/x", to: commit)
            try $0.repository.checkout("main")
        },
        Place("commit held by refs/pull") {
            try $0.repository.detach()
            let commit = try $0.repository.commit("pull", writing: ["pull.env": "TOKEN=\($1)\n"])
            try $0.repository.setRef("refs/pull/1/head", to: commit)
            try $0.repository.checkout("main")
        },
        Place("commit held by refs/original") {
            try $0.repository.detach()
            let commit = try $0.repository.commit("original", writing: ["original.env": "TOKEN=\($1)\n"])
            try $0.repository.setRef("refs/original/refs/heads/main", to: commit)
            try $0.repository.checkout("main")
        },
        Place("stash: working tree") {
            try $0.repository.write("README", "TOKEN=\($1)\n")
            try $0.repository.stash()
        },
        Place("stash: index") {
            try $0.repository.write("README", "TOKEN=\($1)\n")
            try $0.repository.stage("README")
            try $0.repository.write("README", "other\n")
            try $0.repository.stash()
        },
        Place("stash: untracked") {
            try $0.repository.write("stashed.env", "TOKEN=\($1)\n")
            try $0.repository.stash()
        },
        Place("commit held by the reflog") {
            let head = try $0.repository.id("HEAD")
            try $0.repository.commit("reset away", writing: ["reset.env": "TOKEN=\($1)\n"])
            try $0.repository.resetHard(to: head)
        },
        Place("unreachable commit") {
            try $0.repository.unreachableCommit("lost", files: ["lost.env": "TOKEN=\($1)\n"])
        },
        Place("dangling blob") { try $0.repository.danglingBlob("TOKEN=\($1)\n") },
        Place("dangling tree") {
            let blob = try $0.repository.danglingBlob("LOST=\($1)\n")
            try $0.repository.git("mktree", input: Array("100644 blob \(blob)\ttree.env\n".utf8))
        },
        Place("tag on a blob") { try $0.repository.tag("blob", at: $0.repository.danglingBlob("TAGGED=\($1)\n")) },
        Place("replaced object") {
            try $0.repository.commit("replaced", writing: ["replaced.env": "TOKEN=\($1)\n"])
            let blob = try $0.repository.id("HEAD:replaced.env")
            try $0.repository.git("replace", blob, $0.repository.danglingBlob("nothing\n"))
            try $0.repository.git("rm", "--quiet", "replaced.env")
            try $0.repository.commit("gone")
        },
        Place("commit message") { try $0.plainCommit("message\n\n\($1)") },
        Place("author name") { try $0.repository.commit("x", author: .init($1, "a@example.org"), committer: .ada) },
        Place("author e-mail") { try $0.repository.commit("x", author: .init("a", $1), committer: .ada) },
        Place("committer name") { try $0.repository.commit("x", committer: .init($1, "a@example.org")) },
        Place("custom commit header") { scene, token in
            let (tree, who) = (try scene.repository.id("HEAD^{tree}"), scene.signature())
            let lines = ["tree \(tree)", "author \(who)", "committer \(who)", "x-token \(token)"]
            try scene.repository.writeObject("commit", bytes: scene.objectText(lines, message: "m\n"))
        },
        Place("tag message") { try $0.repository.tag("annotated", message: "\($1)\n") },
        Place("tagger") { scene, token in
            let lines = [
                "object \(try scene.repository.id("HEAD"))", "type commit", "tag t", "tagger \(scene.signature(token))",
            ]
            try scene.repository.writeObject("tag", bytes: scene.objectText(lines, message: "t\n"))
        },
        Place("note") { try $0.repository.note($1) },
        Place("branch name") { try $0.repository.branch("b-\($1)") },
        Place("tag name") { try $0.repository.tag("t-\($1)") },
        Place("file name") { try pass(&$0, ["names/\($1)": "x\n"]) },
        Place("symbolic link's target") {
            try $0.repository.symlink("link", to: "//\($1)@host/")
            try $0.repository.stage("link")
            try $0.repository.commit("link")
        },
        Place(".gitmodules") { try pass(&$0, [".gitmodules": "[submodule \"x\"]\n\turl = https://\($1)@host/x\n"]) },
    ]

    static let around: [Place] = [
        Place("staged") {
            try $0.repository.write("staged.env", "TOKEN=\($1)\n")
            try $0.repository.stage("staged.env")
            try $0.repository.remove("staged.env")
        },
        Place("untracked") { try $0.repository.write("untracked.env", "TOKEN=\($1)\n") },
        Place("ignored by git") {
            try $0.repository.write(".gitignore", "*.ignored\n")
            try $0.repository.write("a.ignored", "TOKEN=\($1)\n")
        },
        Place("editor's backup") { try $0.repository.write("settings.py~", "TOKEN = '\($1)'\n") },
        Place("editor's swap file") { try $0.repository.write(".a.swp", bytes: [0, 0, 1] + Array($1.utf8) + [0]) },
        Place("shell history") {
            try $0.repository.write(".bash_history", "ls\ncurl -H 'Authorization: token \($1)'\n")
        },
        Place("dependency folder") { try $0.repository.write("node_modules/x/.npmrc", "//x/:_authToken=\($1)\n") },
        Place("remote URL") { try $0.repository.remote("origin", url: "https://x:\($1)@host/x.git") },
        Place("http.extraHeader") { try $0.repository.configure("http.extraHeader", "Authorization: Bearer \($1)") },
        Place("hook") { try $0.repository.hook("pre-push", "#!/bin/sh\nTOKEN=\($1)\n") },
        Place("FETCH_HEAD") {
            try $0.repository.writeInGitDirectory("FETCH_HEAD", "0 branch of https://\($1)@host/\n")
        },
        Place("reflog message") { scene, token in
            let id = try scene.repository.id("HEAD")
            try scene.repository.writeInGitDirectory(
                "logs/refs/heads/x", "\(id) \(id) A <a> 1 +0000\tclone: \(token)\n")
        },
        Place("index of a linked worktree") { scene, token in
            let side = try scene.repository.addWorktree("linked")
            let blob = try scene.repository.danglingBlob("LINKED=\(token)\n")
            let entry = "100644,\(blob),new.env"
            try scene.repository.git(["-C", side, "update-index", "--add", "--cacheinfo", entry], inside: false)
        },
        Place("nested repository's file") { try $0.repository.write("nested/.git/config", "[x]\n\ttoken = \($1)\n") },
        Place("file without final newline") { try pass(&$0, ["end": "a\n\($1)"]) },
        Place("CRLF") { try pass(&$0, ["crlf.ini": "a\r\nTOKEN=\($1)\r\n"]) },
        Place("line of 1 MB") { try pass(&$0, ["long.js": String(repeating: "abcdefg ", count: 1 << 17) + $1]) },
        Place("binary file") { try pass(&$0, "a.bin", bytes: [0, 1, 2, 0] + Array($1.utf8) + [0, 0xff]) },
        Place("path that is not UTF-8") {
            try $0.repository.write(rawPath: [0x66, 0xff], bytes: Array($1.utf8))
        },
        Place("submodule's own Git directory") {
            try $0.repository.writeInGitDirectory("modules/x/config", "[remote \"o\"]\n\turl = https://\($1)@host/x\n")
        },
        Place("LFS object that is present") {
            try $0.repository.writeInGitDirectory("lfs/objects/ab/cd/abcd", "TOKEN=\($1)\n")
        },
        Place("history of a submodule") { scene, token in
            let module = try TestRepository()
            try module.commit("add", writing: ["a": "TOKEN=\(token)\n"])
            try module.commit("remove", writing: ["a": "\n"])
            let folder = scene.repository.gitDirectory + "/modules/library"
            try FileManager.default.createDirectory(
                atPath: scene.repository.gitDirectory + "/modules", withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: module.gitDirectory, toPath: folder)
        },
        Place("objects of an alternate") { scene, token in
            let other = try TestRepository()
            let commit = try other.commit("add", writing: ["alternate.env": "TOKEN=\(token)\n"])
            let folder = scene.repository.gitDirectory + "/lent"
            try FileManager.default.copyItem(atPath: other.gitDirectory + "/objects", toPath: folder)
            try scene.repository.writeInGitDirectory("objects/info/alternates", "../lent\n")
            try scene.repository.setRef("refs/heads/lent", to: commit)
        },
        Place("mode of a file changed") { scene, token in
            try scene.repository.commit("add", writing: ["mode.sh": "TOKEN=\(token)\n"])
            try scene.repository.git("update-index", "--chmod=+x", "mode.sh")
            try scene.repository.commit("mode")
        },
        Place("recorded resolution of a conflict") {
            try $0.repository.writeInGitDirectory("rr-cache/ab/preimage", "<<<<<<<\nTOKEN=\($1)\n")
        },
        Place("rebase in the making") { try $0.repository.writeInGitDirectory("rebase-merge/message", "use \($1)\n") },
        Place("info/exclude") { try $0.repository.writeInGitDirectory("info/exclude", "# \($1)\n") },
        Place("url.insteadOf") { try $0.repository.configure("url.https://x:\($1)@host/.insteadOf", "https://host/") },
        Place("editor's original") { try $0.repository.write("settings.orig", "TOKEN = '\($1)'\n") },
        Place("editor's copy") { try $0.repository.write("settings.py.bak", "TOKEN = '\($1)'\n") },
        Place(".env of a stage") { try $0.repository.write(".env.production.local", "TOKEN=\($1)\n") },
        Place("history of zsh") { try $0.repository.write(".zsh_history", ": 1700000000:0;export TOKEN=\($1)\n") },
        Place("history of a nested repository") { scene, token in
            let nested = try TestRepository()
            try nested.commit("add", writing: ["a": "TOKEN=\(token)\n"])
            try nested.commit("remove", writing: ["a": "\n"])
            try FileManager.default.copyItem(atPath: nested.path, toPath: "\(scene.repository.path)/vendored")
        },
    ]

    static let encodings: [Place] = [
        Place("URL query") { try pass(&$0, ["url": "https://host/a?access_token=\($1)&b=1\n"]) },
        Place("JSON") { try pass(&$0, ["a.json": "{\"a\":{\"token\":\"\($1)\"}}"]) },
        Place("XML attribute") { try pass(&$0, ["a.xml": "<a key=\"token\" value=\"\($1)\"/>\n"]) },
        Place("comment") { try pass(&$0, ["a.c": "int a; // \($1)\n"]) },
        Place("notebook output") {
            try pass(&$0, ["a.ipynb": "{\"cells\":[{\"outputs\":[{\"text\":[\"\($1)\\n\"]}]}]}"])
        },
        Place("base64") { try pass(&$0, ["b64": Data("token=\($1)".utf8).base64EncodedString() + "\n"]) },
        Place("Kubernetes Secret") {
            try pass(&$0, ["secret.yaml": "kind: Secret\ndata:\n  token: \(Data($1.utf8).base64EncodedString())\n"])
        },
        Place("Basic authorization") {
            try pass(&$0, ["basic": "Authorization: Basic \(Data("me:\($1)".utf8).base64EncodedString())\n"])
        },
        Place("hexadecimal") { try pass(&$0, ["hex": $1.utf8.map { String($0, radix: 16) }.joined()]) },
        Place("percent-encoded") {
            try pass(&$0, ["percent": "t=" + $1.utf8.map { "%" + String($0, radix: 16) }.joined() + "\n"])
        },
        Place("\\u escapes") {
            try pass(&$0, ["escapes.json": "\"" + $1.utf8.map { "\\u00" + String($0, radix: 16) }.joined() + "\"\n"])
        },
        Place("HTML entities") { try pass(&$0, ["a.html": $1.utf8.map { "&#\($0);" }.joined()]) },
        Place("UTF-16, little-endian") {
            try pass(&$0, "utf16le", bytes: [0xff, 0xfe] + "t=\($1)\n".utf16.flatMap { [UInt8($0), 0] })
        },
        Place("UTF-16, big-endian") {
            try pass(&$0, "utf16be", bytes: [0xfe, 0xff] + "t=\($1)\n".utf16.flatMap { [0, UInt8($0)] })
        },
        Place("split string literal") { try pass(&$0, ["a.py": "t = '\($1.prefix(20))' + '\($1.dropFirst(20))'\n"]) },
    ]

    static let containers: [Place] = [
        Place("tar") { scene, token in
            let tar = try archive(&scene, token, format: "tar")
            try pass(&scene, "a.tar", bytes: tar)
        },
        Place("tar.gz") { scene, token in
            let tar = try archive(&scene, token, format: "tar.gz")
            try pass(&scene, "a.tar.gz", bytes: tar)
        },
        Place("zip") { scene, token in
            let zip = try archive(&scene, token, format: "zip")
            try pass(&scene, "a.zip", bytes: zip)
        },
        Place("bundle") { scene, token in
            let other = try TestRepository()
            try other.commit("add", writing: ["a": String(repeating: "\(token)\n", count: 9)])
            try pass(&scene, "a.bundle", bytes: other.git(["bundle", "create", "-", "main"]).output)
        },
        // 0x5d says that a text of 40 bytes follows (sqlite.org/fileformat2.html, “Record Format”).
        Place("SQLite record") {
            try pass(&$0, "a.db", bytes: Array("SQLite format 3\0".utf8) + [2, 0x5d] + Array($1.utf8) + [0])
        },
    ]

    /// What the next commit would take away.
    static let last: [Place] = [
        Place("MERGE_MSG") { try $0.repository.writeInGitDirectory("MERGE_MSG", "\($1)\n") }
    ]

    /// What `git archive` makes of a tree with one file in it.
    private static func archive(_ scene: inout Scene, _ token: String, format: String) throws -> [UInt8] {
        let other = try TestRepository()
        try other.commit("add", writing: ["folder/a.env": String(repeating: "TOKEN=\(token)\n", count: 9)])
        return try other.git(["archive", "--format=\(format)", "HEAD"]).output
    }
}
