import Foundation
import TestRepositories
import Testing

/// What other processes can learn of a running scan.
@Suite struct ProcessHygieneTests {
    /// proc(5): the files of a process that is not dumpable belong to root, and its core limit is none.
    @Test func memoryIsNotGivenAway() throws {
        let folder = try Folder()
        #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
        // It waits for its input, so that there is time to look.
        let program = Process()
        program.executableURL = URL(fileURLWithPath: Program.path)
        program.arguments = ["scan", "-"]
        program.environment = Program.environment
        let input = Pipe()
        program.standardInput = input
        program.standardOutput = FileHandle.nullDevice
        try program.run()
        defer {
            try? input.fileHandleForWriting.close()
            program.waitUntilExit()
        }
        var limits = ""
        // The limit is set by the program's first lines, before it reads anything.
        for _ in 0..<500 {
            limits = (try? String(contentsOfFile: "/proc/\(program.processIdentifier)/limits", encoding: .utf8)) ?? ""
            if Self.coreLimit(limits) == ["0", "0"] { break }
            usleep(10_000)
        }
        #expect(Self.coreLimit(limits) == ["0", "0"], "\(limits)")
    }

    private static func coreLimit(_ limits: String) -> [String] {
        let line = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") } ?? ""
        return line.split(separator: " ").dropFirst(4).prefix(2).map(String.init)
    }
}
