import Foundation
import TestRepositories
import Testing

/// Scripted organisations with a true inventory that was written down by hand: the roll must say exactly that.
@Suite struct RollWorldTests {
    struct Truth: Decodable {
        struct Identity: Decodable {
            let key: String
            let kind: String
            let state: String
            let credentials: Int
            let sources: Int
            let mix: Bool
            let owner: String?
            let places: [[String?]]
            let artefacts: [[Cell]]
            let events: [[String]]
        }
        let identities: [Identity]
        let unparsed: [[String]]
    }

    /// A text or a number of a row.
    enum Cell: Decodable {
        case text(String), number(Int)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            self = try (try? container.decode(Int.self)).map(Cell.number) ?? .text(container.decode(String.self))
        }

        var text: String {
            switch self {
            case .text(let text): text
            case .number(let number): String(number)
            }
        }
    }

    struct Story: Decodable {
        struct Place: Decodable {
            let source: String
            let path: String
            let at_head: Bool
            let gone: Bool
            let introduced: String?
            let removed: String?
        }
        struct Artefact: Decodable {
            let kind: String
            let artefact: String
            let path: String
            let line: Int
        }
        struct Event: Decodable {
            let at: String
            let kind: String
            let source: String?
            let path: String?
            let by: String?
        }
        let id: String
        let key: String
        let kind: String
        let state: String
        let credentials: Int
        let sources: Int
        let environment_mix: Bool
        let owner: String?
        let place_list: [Place]
        let artefact_list: [Artefact]
        let events: [Event]

        /// Everything but what depends on when the test runs, one line a fact.
        var lines: Set<String> {
            let head = key.hasPrefix("credential:") ? "credential:" : key
            var lines: Set = [
                "\(head) is \(kind), \(state), \(credentials) credentials in \(sources) sources, mix \(environment_mix), owner \(owner ?? "-")"
            ]
            for place in place_list {
                let status = place.gone ? "gone" : place.at_head ? "at HEAD" : "in history"
                lines.insert(
                    "\(head) at \(place.source) \(place.path) \(status) \(day(place.introduced)) \(day(place.removed))")
            }
            for artefact in artefact_list {
                lines.insert("\(head) \(artefact.kind) \(artefact.artefact) \(artefact.path) \(artefact.line)")
            }
            for event in events where !["first-seen", "seen", "declared", "referenced"].contains(event.kind) {
                lines.insert(
                    "\(head) event \(day(event.at)) \(event.kind) \(event.source ?? "-") \(event.path ?? "-") \(event.by ?? "-")"
                )
            }
            return lines
        }

        private func day(_ time: String?) -> String { time.map { String($0.prefix(10)) } ?? "-" }
    }

    private static func lines(of truth: Truth) -> Set<String> {
        var lines: Set<String> = []
        for identity in truth.identities {
            let key = identity.key
            lines.insert(
                "\(key) is \(identity.kind), \(identity.state), \(identity.credentials) credentials in \(identity.sources) sources, mix \(identity.mix), owner \(identity.owner ?? "-")"
            )
            for place in identity.places { lines.insert("\(key) at " + place.map { $0 ?? "-" }.joined(separator: " ")) }
            for artefact in identity.artefacts { lines.insert("\(key) " + artefact.map(\.text).joined(separator: " ")) }
            for event in identity.events { lines.insert("\(key) event " + event.joined(separator: " ")) }
        }
        return lines
    }

    @Test(arguments: ["harbour", "agents", "fleet"])
    func theRollIsTheTruth(_ name: String) throws {
        let folder = try TemporaryFolder()
        let world = "\(folder.path)/world"
        let script = Project.root.appending(path: "Corpus/worlds/\(name)/build.py").path
        try Self.python([script, world])
        let truth = try JSONDecoder().decode(
            Truth.self, from: Data(contentsOf: Project.root.appending(path: "Corpus/worlds/\(name)/truth.json")))
        let expected = Self.lines(of: truth)
        let sources = try FileManager.default.contentsOfDirectory(atPath: world).sorted()

        // At once.
        let whole = "\(folder.path)/whole.db"
        let scan = try Program.run(
            ["scan", "--quiet", "--roll", whole, "--format", "jsonl"] + sources, standingIn: world)
        #expect(scan.code == 1)
        try Self.compare(Self.stories(whole), expected)
        for subject in truth.unparsed {
            #expect(scan.text.contains(#""reason":"unparsed","subject":"\#(subject[1])""#))
        }

        if Validator.python != nil {
            let artefacts = "\(folder.path)/all.artefacts"
            _ = try Program.run(["scan", "--quiet", "--artefacts", artefacts] + sources, standingIn: world)
            try Validator.check(Array(Data(contentsOf: URL(fileURLWithPath: artefacts))))
        }

        // In shards of one or more sources, lines shuffled, everything twice, in two rolls that are merged.
        var random = TestTokens(seed: 7)
        let size = max(1, sources.count / 8)
        for (index, start) in stride(from: 0, to: sources.count, by: size).enumerated() {
            let (findings, artefacts) = ("\(folder.path)/\(index).jsonl", "\(folder.path)/\(index).artefacts")
            _ = try Program.run(
                ["scan", "--quiet", "--artefacts", artefacts, "--format", "jsonl", "--output", findings]
                    + sources[start..<min(sources.count, start + size)], standingIn: world)
            for file in [findings, artefacts] {
                let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").shuffled(
                    using: &random)
                try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: file))
            }
            for _ in 0..<2 {
                let result = try Program.run([
                    "roll", "import", "--roll", "\(folder.path)/half\(index % 2).db", artefacts, findings,
                ])
                #expect(result.code == 0, "\(result.errors)")
            }
        }
        let merged = "\(folder.path)/half0.db"
        #expect(try Program.run(["roll", "merge", "--roll", merged, "\(folder.path)/half1.db"]).code == 0)
        try Self.compare(Self.stories(merged), expected)

        // No secret stands in any byte of what was written.
        let secrets = try Set(
            Program.scan(["--quiet"] + sources, standingIn: world).findings.compactMap(\.credential.secret))
        #expect(!secrets.isEmpty)
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file != "world" {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(file)"))
            for secret in secrets { #expect(bytes.firstRange(of: Data(secret.utf8)) == nil, "\(file) holds a secret") }
        }
    }

    @Test(arguments: ["owasp-nhi", "csf", "iso27001", "ai-rmf"])
    func evidenceIsWholeAndSaysWhatItRestsOn(_ framework: String) throws {
        struct Manifest: Decodable {
            struct File: Decodable {
                let name: String
                let sha256: String
                let bytes: Int
            }
            let files: [File]
            let roll_digest: String
        }
        let folder = try TemporaryFolder()
        let world = "\(folder.path)/world"
        try Self.python([Project.root.appending(path: "Corpus/worlds/harbour/build.py").path, world])
        let roll = ["--roll", "\(folder.path)/roll.db"]
        _ = try Program.run(["scan", "--quiet", "payments", "shipping", "hosts"] + roll, standingIn: world)
        let out = "\(folder.path)/evidence"
        let made = try Program.run(["roll", "evidence", "--framework", framework, "--out", out] + roll)
        #expect(made.code == 0, "\(made.errors)")
        let manifest = try JSONDecoder().decode(
            Manifest.self, from: Data(contentsOf: URL(fileURLWithPath: "\(out)/manifest.json")))
        let stats = try Program.run(["roll", "stats", "--digest"] + roll)
        #expect(manifest.files.count == 7 && !stats.text.isEmpty)
        // Another program's SHA-256.
        try Self.python([
            "-c",
            """
            import hashlib, json, os, sys
            folder = sys.argv[1]
            manifest = json.load(open(folder + "/manifest.json"))
            named = {file["name"]: file["sha256"] for file in manifest["files"]}
            assert set(os.listdir(folder)) == set(named) | {"manifest.json"}
            for name, digest in named.items():
                assert hashlib.sha256(open(folder + "/" + name, "rb").read()).hexdigest() == digest, name
            """, out,
        ])
        let text = try String(contentsOfFile: "\(out)/evidence.md", encoding: .utf8)
        #expect(text.contains("what cannot be shown offline") && text.contains("3 sources"))
        if framework == "owasp-nhi" {
            #expect(text.contains("| NHI8:2025 Environment Isolation | 3 credentialed | 1 environment-mix |"))
            #expect(text.contains("in 5725d433d175"), "rows name the commit")
        }
        // Evidence is never overwritten.
        #expect(try Program.run(["roll", "evidence", "--framework", framework, "--out", out] + roll).code == 2)
    }

    @Test func whatWasDecidedIsSuppressedUntilItEnds() throws {
        let folder = try TemporaryFolder()
        let tree = "\(folder.path)/tree"
        var tokens = TestTokens(seed: 11)
        try folder.write("tree/deploy.env", "GITHUB_TOKEN=\(tokens.gitHub())\n")
        let roll = ["--roll", "\(folder.path)/roll.db"]
        let first = try Program.run(["scan", "--quiet"] + roll + [tree])
        #expect(first.code == 1)
        let id = try #require(Self.stories("\(folder.path)/roll.db").first?.id)

        let missing = try Program.run(["roll", "decide", id, "--accept", "--reason", "x", "--by", "ada"] + roll)
        #expect(missing.code == 2 && missing.errors.contains("--until"))
        // An exception that ended long ago.
        let ended = [
            "roll", "decide", id, "--accept", "--until", "2021-01-01", "--reason", "migration", "--by", "ada", "--now",
            "2020-01-01",
        ]
        #expect(try Program.run(ended + roll).code == 0)
        #expect(try Program.run(["scan", "--quiet"] + roll + [tree]).code == 1)
        let gaps = try Program.run(["roll", "gaps"] + roll)
        #expect(gaps.text.contains("exception-ended"))
        // One that holds.
        let holding = [
            "roll", "decide", id, "--accept", "--until", "2999-01-01", "--reason", "vendor migrates", "--by",
            "ada@example.org",
        ]
        #expect(try Program.run(holding + roll).code == 0)
        let suppressed = try Program.run(["scan", "--quiet", "--format", "jsonl"] + roll + [tree])
        #expect(suppressed.code == 0)
        #expect(
            suppressed.text.contains(
                #""kind":"decision","reason":"accepted until 2999-01-01 by ada@example.org: vendor migrates""#))
        // Taking it back brings the finding back.
        #expect(
            try Program.run(["roll", "decide", id, "--reopen", "--reason", "it did not", "--by", "ada"] + roll).code
                == 0)
        #expect(try Program.run(["scan", "--quiet"] + roll + [tree]).code == 1)

        let verified = try Program.run(["roll", "verify"] + roll)
        #expect(verified.code == 0 && verified.text.hasPrefix("3 decisions"))
        // Somebody who knows SQL makes an exception last longer.
        try Self.python([
            "-c",
            """
            import sqlite3, sys
            c = sqlite3.connect(sys.argv[1])
            c.execute("DROP TRIGGER decision_is_not_changed")
            c.execute("UPDATE decision SET document = replace(document, 'migration', 'forever') WHERE height = 1")
            c.commit()
            """, "\(folder.path)/roll.db",
        ])
        let broken = try Program.run(["roll", "verify"] + roll)
        #expect(broken.code == 1 && broken.text.hasPrefix("entry 1, ") && broken.text.contains("was changed"))
    }

    private static func compare(_ stories: [Story], _ expected: Set<String>) throws {
        let actual = stories.reduce(into: Set<String>()) { $0.formUnion($1.lines) }
        #expect(expected.subtracting(actual).sorted() == [], "missing")
        #expect(actual.subtracting(expected).sorted() == [], "not true")
    }

    private static func stories(_ roll: String) throws -> [Story] {
        struct Listed: Decodable {
            let id: String
            let key: String
        }
        let list = try Program.run(["roll", "list", "--roll", roll, "--format", "jsonl"])
        #expect(list.code == 0, "\(list.errors)")
        return try list.text.split(separator: "\n").map { line in
            let identity = try JSONDecoder().decode(Listed.self, from: Data(line.utf8))
            let story = try Program.run(["roll", "show", "--roll", roll, "--json", identity.key])
            return try JSONDecoder().decode(Story.self, from: Data(story.output))
        }
    }

    private static func python(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
