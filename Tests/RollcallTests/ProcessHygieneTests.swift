import Foundation
import TestRepositories
import Testing

/// What other processes can learn of a running scan.
@Suite struct ProcessHygieneTests {
    /// proc(5): the files of a process that is not dumpable belong to root, and its core limit is none.
    @Test func memoryIsNotGivenAway() throws {
        // It waits for its input, so that there is time to look.
        let program = Process()
        program.executableURL = URL(fileURLWithPath: Program.path)
        program.arguments = ["scan", "-"]
        program.environment = Program.environment.merging(["SWIFT_BACKTRACE": "enable=yes"]) { $1 }
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
        // Swift's runtime prints what registers point to when it is asked for backtraces.
        let status = (try? String(contentsOfFile: "/proc/\(program.processIdentifier)/status", encoding: .utf8)) ?? ""
        let caught = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }?.split(separator: "\t").last
        let mask = try #require(caught.flatMap { UInt64($0, radix: 16) })
        // SIGBUS is caught by ourselves, for mapped files that are cut.
        for signal in [SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSEGV] {
            #expect(mask >> UInt64(signal - 1) & 1 == 0, "signal \(signal)")
        }
    }

    /// A fault that another process sends is none of a mapped file.
    @Test func faultSentByAnotherProcess() throws {
        let program = Process()
        program.executableURL = URL(fileURLWithPath: Program.path)
        program.arguments = ["scan", "-"]
        program.environment = Program.environment
        let input = Pipe()
        program.standardInput = input
        program.standardOutput = FileHandle.nullDevice
        try program.run()
        usleep(200_000)
        kill(program.processIdentifier, SIGBUS)
        program.waitUntilExit()
        #expect(program.terminationReason == .uncaughtSignal && program.terminationStatus == SIGBUS)
    }

    /// prctl(2): what belongs to a process that is not dumpable belongs to root, so that nobody who runs as the same user
    /// may attach to it or read its memory.
    @Test(.enabled(if: FileSystemEndingTests.canBeBound, "no other user can start the program"))
    func nobodyOfTheSameUserMayLookIn() throws {
        let program = Process()
        program.executableURL = URL(fileURLWithPath: getuid() == 0 ? "/usr/bin/setpriv" : Program.path)
        program.arguments =
            (getuid() == 0 ? ["--reuid=65534", "--regid=65534", "--clear-groups", Program.path] : []) + ["scan", "-"]
        program.environment = Program.environment
        let input = Pipe()
        program.standardInput = input
        program.standardOutput = FileHandle.nullDevice
        try program.run()
        defer {
            try? input.fileHandleForWriting.close()
            program.waitUntilExit()
        }
        var owner: NSNumber?
        for _ in 0..<500 {
            let limits =
                (try? String(contentsOfFile: "/proc/\(program.processIdentifier)/limits", encoding: .utf8)) ?? ""
            owner =
                try? FileManager.default.attributesOfItem(atPath: "/proc/\(program.processIdentifier)/environ")[
                    .ownerAccountID] as? NSNumber
            let name = (try? String(contentsOfFile: "/proc/\(program.processIdentifier)/comm", encoding: .utf8)) ?? ""
            // Both are set by the program's first lines; until then the files are the user's.
            if name.hasPrefix("rollcall"), Self.coreLimit(limits) == ["0", "0"], owner == 0 { break }
            owner = nil
            usleep(10_000)
        }
        #expect(owner == 0, "the process may be looked into")
    }

    private static func coreLimit(_ limits: String) -> [String] {
        let line = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") } ?? ""
        return line.split(separator: " ").dropFirst(4).prefix(2).map(String.init)
    }
}
