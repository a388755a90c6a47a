import Foundation
import TestRepositories
import Testing

/// Reports of the roll, read by other programs: a browser, Python's parsers, the official schema.
@Suite struct RollReportTests {
    static let formats = ["html", "cyclonedx", "csv", "markdown", "junit", "sarif", "gitlab"]

    /// A browser to look at the page with; `packaging/bootstrap test` installs it.
    static let hasBrowser: Bool = ["chromium", "chromium-browser", "google-chrome"].contains { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
    }

    /// Identities of which some have names that attack the reader, and one that was decided about.
    private static func roll(in folder: TemporaryFolder, count: Int = 300) throws -> [String] {
        let findings = try python([validation("sample_roll.py"), String(count)])
        let file = try folder.write("findings.jsonl", bytes: findings.output)
        let roll = ["--roll", "\(folder.path)/roll.db", "--now", "2026-01-15T12:00:00Z"]
        let imported = try Program.run(["roll", "import", file] + roll)
        #expect(imported.code == 0, "\(imported.errors)")
        let listed = try Program.run(
            ["roll", "list", "--format", "jsonl", "--state", "exposed", "--limit", "1"] + roll)
        let id = try #require(listed.text.firstMatch(of: #/"id":"([0-9a-f]+)"/#)?.1)
        let decided = try Program.run(
            [
                "roll", "decide", String(id), "--accept", "--until", "2027-06-30", "--reason",
                "vendor migrates <b>soon</b>", "--by",
                "ada@example.org",
            ] + roll)
        #expect(decided.code == 0, "\(decided.errors)")
        return roll
    }

    @Test(arguments: formats)
    func aReportIsPrivateWholeAndTheSameEachTime(_ format: String) throws {
        let folder = try TemporaryFolder()
        let roll = try Self.roll(in: folder, count: 40)
        let file = try folder.write("out/report", "what was there before\n")
        let command = ["roll", "report", "--format", format] + roll
        let written = try Program.run(command + ["--out", file])
        #expect(written.code == 0 && written.text.isEmpty, "\(written.errors)")
        let printed = try Program.run(command)
        #expect(try Array(Data(contentsOf: URL(fileURLWithPath: file))) == printed.output && !printed.output.isEmpty)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/out") == ["report"])
        let nowhere = try Program.run(command + ["--out", "\(folder.path)/no/such/folder"])
        #expect(nowhere.code == 2 && nowhere.errors.contains("cannot write"))
    }

    /// A decision about one secret, and about each of a secret's places.
    @Test func whatWasDecidedAboutACredentialOrPlaceDoesNotFail() throws {
        let folder = try TemporaryFolder()
        let roll = try Self.roll(in: folder, count: 40)
        func cases() throws -> [Substring] {
            try Program.run(["roll", "report", "--format", "junit"] + roll).text.split(separator: "\n").filter {
                $0.contains("<testcase")
            }
        }
        // Of a log-in, whose id is not the head of the fingerprint.
        let failing = try #require(cases().first { $0.contains("<failure") && $0.contains("@db") })
        let fingerprint = String(try #require(failing.firstMatch(of: #/\(([0-9a-f]{12})\)"/#)?.1))
        func decide(_ id: String) throws {
            let decided = try Program.run(
                ["roll", "decide", id, "--false-positive", "--reason", "made up", "--by", "ada@example.org"] + roll)
            #expect(decided.code == 0, "\(decided.errors)")
        }
        try decide(fingerprint)
        #expect(
            try cases().contains {
                $0.contains(fingerprint)
                    && $0.contains("<skipped message=\"false positive, says ada@example.org: made up\"/>")
            })
        #expect(try !cases().contains { $0.contains(fingerprint) && $0.contains("<failure") })
    }

    @Test func thePageSaysWhatItLeavesOut() throws {
        let folder = try TemporaryFolder()
        let lines = try Self.python([Self.validation("sample_roll.py"), "60"]).text.split(separator: "\n")
        let finding = try #require(lines.first { $0.contains("settings0.env") && $0.contains(#""at_head":true"#) })
        let run = try #require(lines.last)
        let places = (0..<450).map { finding.replacing("settings0.env", with: "settings\($0).env") }
        let file = try folder.write("findings.jsonl", (places + [run]).joined(separator: "\n") + "\n")
        let roll = ["--roll", "\(folder.path)/roll.db"]
        #expect(try Program.run(["roll", "import", file] + roll).code == 0)
        let page = try Program.run(["roll", "report"] + roll).text
        #expect(page.contains(#""morePlaces":150"#))
        // Each place was introduced, and a run saw it for the first time.
        #expect(page.contains(#""moreEvents":600"#) && page.contains("leftOut(identity, identity.moreEvents"))
    }

    @Test(.enabled(if: hasBrowser, "there is no chromium; packaging/bootstrap test installs it"))
    func thePageWorksInABrowser() throws {
        let folder = try TemporaryFolder()
        let roll = try Self.roll(in: folder)
        let page = "\(folder.path)/roll.html"
        #expect(try Program.run(["roll", "report", "--out", page] + roll).code == 0)
        let checked = try Self.python([Self.validation("check_page.py"), page])
        #expect(checked.code == 0, "\(checked.errors)")
    }

    @Test(
        .enabled(if: Validator.python != nil, "no Python with jsonschema"), arguments: ["sample", "harbour", "nothing"])
    func cycloneDXIsValid(_ name: String) throws {
        let folder = try TemporaryFolder()
        let file = "\(folder.path)/bom.json"
        switch name {
        case "sample":
            #expect(
                try Program.run(["roll", "report", "--format", "cyclonedx", "--out", file] + Self.roll(in: folder)).code
                    == 0)
        case "harbour":
            // Certificates, service accounts, workloads and agents, straight from a scan.
            let world = "\(folder.path)/world"
            _ = try Self.python([Project.root.appending(path: "Corpus/worlds/harbour/build.py").path, world])
            try folder.write(
                "world/hosts/.mcp.json",
                #"{"mcpServers": {"files": {"command": "npx", "args": ["files"], "env": {"TOKEN": "${TOKEN}"}}}}"#)
            // What it says of itself goes to where nobody reads.
            _ = try Self.python([
                "-c",
                "import subprocess, sys; subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=harbour.example', '-days', '30', '-keyout', '/dev/null', '-out', sys.argv[1]], check=True, capture_output=True)",
                "\(world)/hosts/site.crt",
            ])
            let sources = try FileManager.default.contentsOfDirectory(atPath: world).sorted()
            let scan = try Program.run(
                ["scan", "--quiet", "--format", "cyclonedx", "--output", file] + sources, standingIn: world)
            #expect(scan.code == 1, "\(scan.errors)")
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(text.contains(#""assetType": "certificate""#) && text.contains(#""services": ["#))
        default:
            #expect(
                try Program.run(["scan", "--quiet", "--format", "cyclonedx", "--output", file, folder.path]).code == 0)
        }
        let checked = try Self.python([Self.validation("validate_cyclonedx.py"), file])
        #expect(checked.code == 0, "\(checked.errors)")
    }

    /// Python's own parsers of CSV and XML, and what a reader of Markdown would obey.
    @Test func tablesAndTestsHoldWhatTheyShould() throws {
        let folder = try TemporaryFolder()
        let roll = try Self.roll(in: folder)
        for format in ["csv", "junit", "markdown"] {
            #expect(
                try Program.run(["roll", "report", "--format", format, "--out", "\(folder.path)/\(format)"] + roll).code
                    == 0)
        }
        let checked = try Self.python([
            "-c",
            """
            import csv, re, sys, xml.etree.ElementTree as tree
            folder = sys.argv[1]
            rows = list(csv.reader(open(folder + "/csv", newline="", encoding="utf-8")))
            assert len(rows) > 300 and len({len(row) for row in rows}) == 1, "rows have different lengths"
            assert not any(cell[:1] in tuple("=+-@\\t\\r") and cell for row in rows for cell in row), "a cell is a formula"
            assert sum(row[7] == "accept" for row in rows) >= 1
            root = tree.parse(folder + "/junit").getroot()
            cases = root.findall("testsuite/testcase")
            assert int(root.get("tests")) == len(cases) == 300, len(cases)
            assert {child.tag for case in cases for child in case} == {"failure", "skipped"}
            skipped = [case.find("skipped").get("message") for case in cases if case.find("skipped") is not None]
            assert skipped == ["accept until 2027-06-30, by ada@example.org"], skipped
            assert 0 < len(root.findall("*/*/failure")) < 300
            assert any("<script>" in case.get("name") for case in cases)
            text = open(folder + "/markdown", encoding="utf-8").read()
            assert "<script" not in text and "<img" not in text and "](http" not in text and "\\u202e" not in text
            assert "## Needs attention" in text and "vendor migrates &lt;b&gt;soon" in text
            tables = re.findall(r"(?:^\\|.*\\n)+", text, re.M)
            cells = lambda line: len(re.sub(r"``.*?``|`[^`]*`", "", line).split("|"))
            assert len(tables) >= 5 and all(len({cells(line) for line in table.splitlines()}) == 1 for table in tables)
            """, folder.path,
        ])
        #expect(checked.code == 0, "\(checked.errors)")
    }

    /// Lists of findings are made from the roll, too: what was decided is suppressed, and both validate.
    @Test(.enabled(if: Validator.python != nil, "no Python with jsonschema")) func theRollListsFindings() throws {
        struct Log: Decodable {
            struct Run: Decodable {
                struct Result: Decodable {
                    struct Suppression: Decodable { let justification: String }
                    let suppressions: [Suppression]?
                    let properties: [String: Value]
                }
                let results: [Result]
            }
            let runs: [Run]
        }
        enum Value: Decodable {
            case text(String), other
            init(from decoder: any Decoder) throws {
                self = (try? decoder.singleValueContainer().decode(String.self)).map(Value.text) ?? .other
            }
        }
        let folder = try TemporaryFolder()
        let roll = try Self.roll(in: folder, count: 60)
        let sarif = try Program.run(["roll", "report", "--format", "sarif"] + roll)
        try Validator.check(sarif.output, schema: "sarif-2.1.0.schema.json")
        let results = try JSONDecoder().decode(Log.self, from: Data(sarif.output)).runs[0].results
        let suppressed = results.compactMap { $0.suppressions?.first?.justification }
        #expect(
            !suppressed.isEmpty
                && suppressed.allSatisfy {
                    $0 == "accepted until 2027-06-30 by ada@example.org: vendor migrates <b>soon</b>"
                })
        let commits = results.filter {
            if case .text(let commit)? = $0.properties["introducedIn"] { commit.count == 40 } else { false }
        }
        #expect(commits.count == results.count && results.count > 60)
        let gitLab = try Program.run(["roll", "report", "--format", "gitlab"] + roll)
        try Validator.check(gitLab.output, schema: "gitlab-secret-detection.schema.json")
        #expect(try Program.run(["roll", "report", "--format", "human"] + roll).code == 2)
    }

    /// A line that was put above changes no fingerprint by which platforms know a result again.
    @Test func fingerprintsStayWhenLinesShift() throws {
        struct Log: Decodable {
            struct Run: Decodable {
                struct Result: Decodable {
                    struct Location: Decodable {
                        struct Physical: Decodable {
                            struct Region: Decodable { let startLine: Int }
                            let region: Region
                        }
                        let physicalLocation: Physical
                    }
                    let partialFingerprints: [String: String]
                    let locations: [Location]
                }
                let results: [Result]
            }
            let runs: [Run]
        }
        var scene = try Scene()
        let (one, other) = (scene.tokens.gitHub(), scene.tokens.gitHub())
        func results(_ text: String, _ message: String) throws -> [Log.Run.Result] {
            try scene.repository.commit(message, writing: ["a.env": text])
            let scan = try Program.run(["scan", "--format", "sarif", scene.repository.path])
            if Validator.python != nil { try Validator.check(scan.output, schema: "sarif-2.1.0.schema.json") }
            return try JSONDecoder().decode(Log.self, from: Data(scan.output)).runs[0].results
        }
        let before = try results("A=\(one)\nB=\(other)\n", "one")
        let after = try results("# a comment\n\nA=\(one)\nB=\(other)\n", "two")
        #expect(before.count == 2 && before.map(\.partialFingerprints) == after.map(\.partialFingerprints))
        #expect(Set(before.map(\.partialFingerprints)).count == 2)
        let lines = { (results: [Log.Run.Result]) in results.map { $0.locations[0].physicalLocation.region.startLine } }
        #expect(lines(before) == [1, 2] && lines(after) == [3, 4])
    }

    /// Every byte of every artefact: reports of scans and of the roll, evidence, the roll itself.
    @Test func noArtefactHoldsASecret() throws {
        let everything = try Everything()
        let folder = try TemporaryFolder()
        let roll = ["--roll", "\(folder.path)/roll.db"]
        _ = try Program.run(["scan", "--quiet"] + roll + [everything.repository.path])
        let scans = ["sarif", "csv", "github", "gitlab", "markdown", "junit", "html", "cyclonedx"]
        for format in scans {
            let scan = try Program.run([
                "scan", "--quiet", "--show-suppressed", "--format", format, "--output", "\(folder.path)/scan.\(format)",
                everything.repository.path,
            ])
            #expect(scan.code == 1, "\(scan.errors)")
        }
        for format in Self.formats {
            #expect(
                try Program.run(
                    ["roll", "report", "--format", format, "--out", "\(folder.path)/roll.\(format)"] + roll
                ).code == 0)
        }
        #expect(
            try Program.run(
                ["roll", "evidence", "--framework", "owasp-nhi", "--out", "\(folder.path)/evidence"] + roll
            ).code == 0)
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        #expect(files.count >= scans.count + Self.formats.count + 8)
        for file in files {
            guard let bytes = FileManager.default.contents(atPath: "\(folder.path)/\(file)") else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            for (place, token) in everything.tokens {
                for spelling in CanaryTests.spellings(of: token) where text.contains(spelling) {
                    Issue.record("the token in the \(place) stands in \(file)")
                }
            }
        }
    }

    private static func validation(_ name: String) -> String {
        Project.root.appending(path: "Tests/Validation/\(name)").path
    }

    private static func python(_ arguments: [String]) throws -> ProgramResult {
        let environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": Program.folder,
        ]
        let result = try RunningProgram(
            Validator.python ?? "/usr/bin/python3", arguments, environment: environment, folder: Program.folder
        ).wait()
        if result.code != 0 { Issue.record("\(result.errors)") }
        return result
    }
}
