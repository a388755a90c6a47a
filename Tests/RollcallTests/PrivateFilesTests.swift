import Foundation
import TestRepositories
import Testing

/// Every file that the program writes is its owner's alone, whatever the umask, and no link leads it elsewhere.
@Suite struct PrivateFilesTests {
    /// Runs the program with the most generous umask there is, below a home of its own.
    private static func run(_ arguments: [String], home: String) throws -> ProgramResult {
        var environment = Program.environment
        environment["HOME"] = home
        environment["ROLLCALL_KEY_FILE"] = ""
        return try RunningProgram(
            "/bin/sh", ["-c", "umask 0; exec \"$0\" \"$@\"", Program.path] + arguments, environment: environment,
            folder: Program.folder
        ).wait()
    }

    private struct Place {
        let folder: TemporaryFolder
        let target: String
        var path: String { folder.path }

        init() throws {
            var tokens = TestTokens(seed: 301)
            folder = try TemporaryFolder()
            let repository = try TestRepository()
            try repository.commit("add", writing: ["deploy.env": "TOKEN=\(tokens.gitHub())\n"])
            target = folder.path + "/target"
            try FileManager.default.copyItem(atPath: repository.path, toPath: target)
            try folder.write(
                "gitleaks.toml", "[[rules]]\nid = \"x\"\nregex = '''xyzzy-[0-9]{8}'''\nkeywords = [\"xyzzy-\"]\n")
            try folder.write(
                "sweep.yaml", "folder: out\nstate: state\nroll: roll.db\nartefacts: true\ntargets:\n  - path: target\n")
        }

        /// Files below the folder that are not the target's, by mode.
        func modes() throws -> [String: Int] {
            var modes: [String: Int] = [:]
            for name in try FileManager.default.subpathsOfDirectory(atPath: path) where !name.hasPrefix("target/") {
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
                let type = attributes[.type] as? FileAttributeType
                guard type != .typeSymbolicLink, name != "target", name != "gitleaks.toml", name != "sweep.yaml" else {
                    continue
                }
                modes[name] = ((attributes[.posixPermissions] as? Int) ?? 0) | (type == .typeDirectory ? 0o40000 : 0)
            }
            return modes
        }
    }

    @Test func modesAreTheOwnersAlone() throws {
        let place = try Place()
        let path = place.path
        let commands: [(words: [String], code: Int32)] = [
            (
                [
                    "scan", "--format", "jsonl", "--output", "\(path)/findings.jsonl", "--artefacts",
                    "\(path)/artefacts.jsonl", "--state", "\(path)/state2", "--roll", "\(path)/roll.db", place.target,
                ], 1
            ),
            (["scan", "--format", "sarif", "--output", "\(path)/findings.sarif", place.target], 1),
            (["rules", "import", "\(path)/gitleaks.toml", "--output", "\(path)/rules.yaml"], 0),
            (["sweep", "\(path)/sweep.yaml"], 1),
            (["roll", "evidence", "--roll", "\(path)/roll.db", "--framework", "csf", "--out", "\(path)/evidence"], 0),
            (["baseline", "create", "--file", "\(path)/baseline", place.target], 0),
        ]
        for command in commands {
            let result = try Self.run(command.words, home: path + "/home")
            #expect(result.code == command.code, "\(command.words.prefix(2)): \(result.errors)")
        }
        let modes = try place.modes()
        for (name, mode) in modes where mode & 0o40000 == 0 {
            // A baseline is committed: the repository's own files are as readable as the rest of it.
            #expect(mode == 0o600 || name == "baseline", "\(name) has mode \(String(mode, radix: 8))")
        }
        #expect(
            modes.keys.contains("rules.yaml") && modes.keys.contains("home/.local/share/rollcall/fingerprint.key")
                && modes.count > 12)
        #expect(
            modes.keys.contains { $0.hasSuffix("roll.db") } && modes.keys.contains { $0.hasSuffix("findings.sarif") })
    }

    /// A link that somebody has put where a file will be written is not followed: what it points to stays as it is.
    @Test(arguments: ["scan", "artefacts", "rules", "baseline"])
    func linksAreNotFollowed(_ command: String) throws {
        let place = try Place()
        let victim = try place.folder.write("victim", "as it was\n")
        let link = place.path + "/link"
        // The temporary name cannot be foreseen; the final one can.
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: victim)
        let words =
            switch command {
            case "scan": ["scan", "--format", "jsonl", "--output", link, place.target]
            case "artefacts": ["scan", "--artefacts", link, place.target]
            case "rules": ["rules", "import", "\(place.path)/gitleaks.toml", "--output", link]
            default: ["baseline", "create", "--file", link, place.target]
            }
        _ = try Self.run(words, home: place.path + "/home")
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "as it was\n")
    }

    /// An import never writes over a file.
    @Test func importsReplaceNothing() throws {
        let place = try Place()
        let file = try place.folder.write("rules.yaml", "mine\n")
        let result = try Self.run(
            ["rules", "import", "\(place.path)/gitleaks.toml", "--output", file], home: place.path + "/home")
        #expect(result.code == 2 && result.errors.contains("rules.yaml"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine\n")
    }
}
