import Foundation
import TestRepositories
import Testing

/// The same wherever a token stands in a file, and however Git stores it.
@Suite struct FileFormTests {
    @Test(arguments: forms) func findsInAnyForm(_ place: Case) throws { try place.run() }

    static let forms = [
        Case("CRLF", file: "deploy.ini", "a\r\nb\r\nTOKEN=«»\r\nc\r\n"),
        Case("no final newline", file: "deploy.env", "a\n\n\nTOKEN=«»"),
        Case("nothing but the token") { scene, token in
            try scene.repository.commit("add", writing: ["deploy.env": token])
            return Expected(token, "blob", "deploy.env", at: (1, 1), atHead: true)
        },
        Case("at the end of a line of 1 MB") { scene, token in
            let text = String(repeating: "abcdefg ", count: 1 << 17) + token
            try scene.repository.commit("add", writing: ["bundle.js": text])
            return Expected(token, "blob", "bundle.js", at: (1, 1 + 8 << 17), atHead: true)
        },
        Case("among NUL bytes") { scene, token in
            try scene.repository.write("core", bytes: [0, 1, 0xff, 10, 0, 0] + Array(token.utf8) + [0, 0])
            try scene.repository.stage()
            try scene.repository.commit("core")
            return Expected(token, "blob", "core", at: (2, 3), atHead: true)
        },
        Case("after bytes that are not UTF-8") { scene, token in
            try scene.repository.write("latin", bytes: [0xe9, 0x20, 0xff, 10, 0xc3, 0x20] + Array(token.utf8))
            try scene.repository.stage()
            try scene.repository.commit("latin")
            return Expected(token, "blob", "latin", at: (2, 3), atHead: true)
        },
        Case("behind a byte order mark", file: "deploy.env", "\u{FEFF}«»\n"),
        Case("in an empty-looking path of spaces", file: "a b/  .env", "TOKEN=«»\n"),
        Case("in a path that is not UTF-8") { scene, token in
            try scene.repository.write(rawPath: [0x64, 0xff, 0x2f, 0xfe], bytes: Array(token.utf8))
            try scene.repository.stage()
            try scene.repository.commit("odd")
            return Expected(token, "blob", "d\u{FFFD}/\u{FFFD}", at: (1, 1), atHead: true)
        },
        Case("UTF-16, little-endian") { scene, token in
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

    @Test func bareRepositoriesAndMirrorsAreScanned() throws {
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
}
