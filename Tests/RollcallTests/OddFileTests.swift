import Foundation
import TestRepositories
import Testing

/// Files that are too deep, too large, without an end, or cut while they are read.
@Suite(.timeLimit(.minutes(20))) struct OddFileTests {
    /// A name may be longer than what the system takes in one call: such folders were not listed.
    @Test func foldersBelowTheLongestPathAreScanned() throws {
        var tokens = TestTokens(seed: 5000)
        let folder = try TemporaryFolder()
        defer { removeDeep(folder.path) }
        let (middle, last) = (tokens.gitHub(), tokens.gitHub())
        let (name, depth) = (String(repeating: "d", count: 40), 400)
        var place = open(folder.path, O_RDONLY | O_DIRECTORY)
        for level in 1...depth {
            #expect(mkdirat(place, name, 0o755) == 0)
            let next = openat(place, name, O_RDONLY | O_DIRECTORY)
            close(place)
            place = next
            guard let token = [depth / 2: middle, depth: last][level] else { continue }
            let file = openat(place, "token.env", O_WRONLY | O_CREAT, 0o644)
            let text = Array("TOKEN=\(token)\n".utf8)
            #expect(write(file, text, text.count) == text.count)
            close(file)
        }
        close(place)
        let scanned = try Program.scan(folder.path)
        #expect(scanned.secrets == [middle, last])
        #expect(scanned.run.coverage.complete, "\(scanned.run.coverage.entries)")
        let path = scanned.findings(of: last).first?.location.path
        #expect(path == String(repeating: "\(name)/", count: depth) + "token.env")
    }

    private func removeDeep(_ path: String) {
        _ = try? RunningProgram("/bin/rm", ["-rf", path], environment: [:], folder: Program.folder).wait()
    }

    /// `/proc/self/pagemap` says that it is empty, and holds eight bytes for each page that a process might have.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/pagemap"))) func fileWithoutAnEnd() throws {
        let scanned = try Program.scan("/proc/self/pagemap", "--max-size", "1M")
        let reasons = scanned.run.coverage.entries.map(\.reason)
        // Who may read it is the system's choice.
        #expect(reasons.contains("limit-hit") || reasons.contains("unreadable"), "\(reasons)")
        #expect(scanned.code == 3)
    }

    /// A log that is emptied in place, as logrotate's `copytruncate` does: reading behind its end ended the process.
    @Test func fileThatIsCutWhileItIsRead() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/service.log"
        let line = Array("2024-01-01T00:00:00Z an entry of no interest\n".utf8)
        let block = Data((0..<20_000).flatMap { _ in line })
        for work in [0.05, 0.1, 0.2] {
            try Data().write(to: URL(fileURLWithPath: path))
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            for _ in 0..<88 { try handle.write(contentsOf: block) }
            let program = try Program.start(["scan", "--format", "jsonl", folder.path])
            #expect(program.comes(to: { $0.processorTime >= work }))
            try handle.truncate(atOffset: 0)
            try handle.close()
            let result = try program.wait()
            #expect([0, 3].contains(result.code), "after \(work) s of the processors'")
        }
    }

    /// The process's memory must not grow with a file of plain text.
    @Test func aLargeFileOfAFolderTakesLittleMemory() throws {
        var tokens = TestTokens(seed: 200)
        let folder = try TemporaryFolder()
        let token = tokens.gitHub()
        let path = try folder.write("dump.sql", "-- a dump\n")
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try handle.seek(toOffset: 160 << 20)
        try handle.write(contentsOf: Data("\nTOKEN=\(token)\n".utf8))
        try handle.close()
        let scanned = try Program.scan([folder.path], inputFile: nil)
        #expect(scanned.secrets == [token])
        #expect(scanned.peakInKiB < 150 << 10, "\(scanned.peakInKiB >> 10) MiB")
    }
}
