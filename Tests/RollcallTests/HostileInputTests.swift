import Foundation
import TestRepositories
import Testing

/// What `make fuzz` does at length, in short: scripted attacks, and mutated repositories and archives.
@Suite(.serialized) struct HostileInputTests {
    private static let python = Validator.python ?? "/usr/bin/python3"
    private static let canRun = FileManager.default.isExecutableFile(atPath: python)

    private func run(_ script: String, _ options: String...) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.python)
        process.arguments =
            [Project.root.appending(path: "Tests/Hostile/\(script)").path, "--rollcall", Program.path] + options
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test(.enabled(if: canRun, "no Python")) func attacksDoNoHarm() throws {
        let result = try run("attacks", "--scale", "0.0005")
        #expect(result.code == 0, "\(result.output)")
    }

    @Test(.enabled(if: canRun, "no Python")) func mutationsLoseNothingSilently() throws {
        let result = try run("mutate", "--count", "60", "--batch", "30", "--seed", "7", "--seconds", "60")
        #expect(result.code == 0, "\(result.output)")
    }
}
