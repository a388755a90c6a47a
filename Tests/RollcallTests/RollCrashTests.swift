import Foundation
import TestRepositories
import Testing

/// An import so large that the roll is written without a log of its pages, ended in the middle by force.
@Suite struct RollCrashTests {
    @Test(.enabled(if: Validator.python != nil, "there is no Python"))
    func aKilledImportLeavesTheOldRoll() throws {
        let folder = try TemporaryFolder()
        let roll = ["--roll", "\(folder.path)/roll.db"]
        let small = try findings(400, "small.jsonl", in: folder)
        // More than `BulkIndexes.worthwhile`.
        let large = try findings(10_500, "large.jsonl", in: folder)
        #expect(try Program.run(["roll", "import", small] + roll).code == 0)
        let before = try digest(roll)
        for strike in 1...2 {
            let program = try Program.start(["roll", "import", large] + roll)
            // As long as the journal grows, the file holds half of it; each time a little later.
            try waitForJournal("\(folder.path)/roll.db", size: 200_000 * strike * strike)
            program.send(SIGKILL)
            _ = try? program.wait()
            #expect(try digest(roll) == before)
        }
        #expect(try Program.run(["roll", "import", large] + roll).code == 0)
        let whole = try digest(roll)
        #expect(whole != before)
        // The same in small pieces, each written the usual way, the old ones last.
        let other = ["--roll", "\(folder.path)/other.db"]
        for piece in try pieces(of: large, in: folder) + [small] {
            #expect(try Program.run(["roll", "import", piece] + other).code == 0)
        }
        #expect(try digest(other) == whole)
    }

    private func findings(_ count: Int, _ name: String, in folder: TemporaryFolder) throws -> String {
        let printed = try RunningProgram(
            Validator.python ?? "/usr/bin/python3",
            [Project.root.appending(path: "Tests/Validation/sample_roll.py").path, String(count)],
            environment: ["PATH": "/usr/bin:/bin", "HOME": Program.folder], folder: Program.folder
        ).wait()
        #expect(printed.code == 0, "\(printed.errors)")
        return try folder.write(name, bytes: printed.output)
    }

    /// Files of 8,000 lines, each with the run's line as the last.
    private func pieces(of file: String, in folder: TemporaryFolder) throws -> [String] {
        var lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        let run = lines.removeLast()
        return try stride(from: 0, to: lines.count, by: 8000).map { start in
            let piece = lines[start..<min(lines.count, start + 8000)] + [run]
            return try folder.write("piece-\(start).jsonl", piece.joined(separator: "\n") + "\n")
        }
    }

    private func digest(_ roll: [String]) throws -> String {
        let printed = try Program.run(["roll", "stats", "--digest"] + roll)
        #expect(printed.code == 0, "\(printed.errors)")
        return try String(#require(printed.text.firstMatch(of: #/digest ([0-9a-f]{64})/#)?.1))
    }

    private func waitForJournal(_ path: String, size: Int) throws {
        let end = Date(timeIntervalSinceNow: 120)
        while Date() < end {
            let files = [path, path + "-journal", path + "-wal"]
            let sizes = files.map { (try? FileManager.default.attributesOfItem(atPath: $0)[.size] as? Int) ?? 0 }
            if FileManager.default.fileExists(atPath: path + "-journal"), sizes.reduce(0, +) > 400_000 + size { return }
            usleep(2000)
        }
        Issue.record("the import did not begin to write")
    }
}
