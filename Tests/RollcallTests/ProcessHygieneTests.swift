import Foundation
import TestRepositories
import Testing

/// What other processes can learn of a running scan.
@Suite struct ProcessHygieneTests {
    /// proc(5): the files of a process that is not dumpable belong to root, and its core limit is none.
    @Test func memoryIsNotGivenAway() throws {
        let scan = try WaitingScan(["SWIFT_BACKTRACE": "enable=yes"])
        defer { scan.end() }
        // The limit is set by the program's first lines, before it reads anything.
        #expect(scan.comesTo { $0.coreLimit == ["0", "0"] }, "\(scan.told("limits"))")
        // Swift's runtime would catch them, and print what registers point to when it is asked for backtraces. SIGBUS is
        // ours, for mapped files that are cut.
        let others = [SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSEGV]
        #expect(scan.comesTo { scan in scan.catches(SIGBUS) && !others.contains { scan.catches($0) } })
    }

    /// A fault that another process sends is none of a mapped file.
    @Test func aFaultSentByAnotherProcessEndsTheScan() throws {
        let scan = try WaitingScan()
        // Before that it would be the runtime's.
        #expect(scan.comesTo { $0.catches(SIGBUS) && !$0.catches(SIGSEGV) })
        kill(scan.process.processIdentifier, SIGBUS)
        scan.end()
        #expect(scan.process.terminationReason == .uncaughtSignal && scan.process.terminationStatus == SIGBUS)
    }

    /// prctl(2): what belongs to a process that is not dumpable belongs to root, so that nobody who runs as the same user
    /// may attach to it or read its memory.
    @Test(.enabled(if: FileSystemEndingTests.canBeBound, "no other user can start the program"))
    func nobodyOfTheSameUserMayLookIn() throws {
        let command =
            getuid() == 0
            ? ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Program.path] : [Program.path]
        let scan = try WaitingScan(command: command)
        defer { scan.end() }
        // Until the program's first lines have set both, the files are the user's.
        let isPrivate = scan.comesTo { scan in
            scan.told("comm").hasPrefix("rollcall") && scan.coreLimit == ["0", "0"] && scan.owner(of: "environ") == 0
        }
        #expect(isPrivate, "the process may be looked into")
    }
}

/// A scan that waits for its input, so that there is time to look at its process.
private struct WaitingScan {
    let process = Process()
    private let input = Pipe()

    init(command: [String] = [Program.path], _ environment: [String: String] = [:]) throws {
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = command.dropFirst() + ["scan", "-"]
        process.environment = Program.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    func end() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// What a file of proc(5) tells of the process.
    func told(_ file: String) -> String { (try? String(contentsOfFile: path(file), encoding: .utf8)) ?? "" }

    /// The user to whom such a file belongs.
    func owner(of file: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path(file))
        return (attributes?[.ownerAccountID] as? NSNumber)?.intValue
    }

    func catches(_ signal: Int32) -> Bool {
        let caught = told("status").split(separator: "\n").first { $0.hasPrefix("SigCgt:") }?.split(separator: "\t")
            .last
        return caught.flatMap { UInt64($0, radix: 16) }.map { $0 >> UInt64(signal - 1) & 1 == 1 } ?? false
    }

    /// Of core files: soft and hard.
    var coreLimit: [String] {
        let line = told("limits").split(separator: "\n").first { $0.hasPrefix("Max core file size") } ?? ""
        return line.split(separator: " ").dropFirst(4).prefix(2).map(String.init)
    }

    /// Whether the process comes to where something is so. It waits for input all the while; a minute is for a hang.
    func comesTo(_ isSo: (WaitingScan) -> Bool) -> Bool {
        let end = ContinuousClock.now + .seconds(60)
        while process.isRunning, ContinuousClock.now < end {
            if isSo(self) { return true }
            usleep(10_000)
        }
        return false
    }

    private func path(_ file: String) -> String { "/proc/\(process.processIdentifier)/\(file)" }

    /// Dispatch tries again for ever where the system makes no thread; 256 stacks have no room here.
    @Test(.timeLimit(.minutes(20))) func worksWhereNoThreadIsMade() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        try scene.repository.commit("add", writing: ["a.env": "TOKEN=\(token)\n"])
        let command =
            "ulimit -v 900000; exec /usr/bin/timeout -k 5 120 '\(Program.path)' scan -q -j 256 '\(scene.repository.path)'"
        let result = try RunningProgram(
            "/bin/bash", ["-c", command], environment: Program.environment, folder: Program.folder
        ).wait()
        #expect(result.code == 1 && result.text.contains("a.env"), "\(result.code): \(result.errors)")
    }
}
