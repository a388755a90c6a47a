import Foundation
import TestRepositories
import Testing

/// The built executable, run as a stranger runs it: no git in reach, a home of its own.
enum Program {
    /// Beside the test bundle, which is mapped into this process; ROLLCALL_EXECUTABLE names another one.
    static let path: String = {
        if let given = ProcessInfo.processInfo.environment["ROLLCALL_EXECUTABLE"] { return given }
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        let files = maps.split(separator: "\n").map { String($0.drop { $0 != "/" }) }
        let bundle = files.first { $0.hasSuffix(".xctest") }
        return bundle.map { URL(fileURLWithPath: $0).deletingLastPathComponent().appending(path: "rollcall").path }
            ?? Project.root.appending(path: ".build/debug/rollcall").path
    }()

    /// Holds the home folder, the fingerprint key and standard streams of all runs.
    static let folder: String = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "rollcall-home-\(UUID().uuidString)")
        // A home without which no test can run.
        try! FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try! Data("\(String(repeating: "5a", count: 32))\n".utf8).write(to: folder.appending(path: "key"))
        atexit { try? FileManager.default.removeItem(atPath: Program.folder) }
        return folder.path
    }()

    static var environment: [String: String] {
        ["PATH": "", "HOME": folder, "ROLLCALL_KEY_FILE": "\(folder)/key", "TZ": "UTC"]
    }

    static func start(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], standingIn place: String? = nil
    ) throws -> RunningProgram {
        try RunningProgram(
            path, arguments, input: input, environment: Self.environment.merging(environment) { $1 }, folder: folder,
            standingIn: place)
    }

    static func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], standingIn place: String? = nil
    ) throws -> ProgramResult {
        try start(arguments, input: input, environment: environment, standingIn: place).wait()
    }

    /// Scans, with a file as standard input where one is given, and sees how much memory that takes.
    static func scan(_ arguments: [String], inputFile: String?) throws -> Scanned {
        try Scanned(startScan(arguments, inputFile: inputFile).wait(measuresMemory: true))
    }

    static func startScan(_ arguments: [String], inputFile: String? = nil) throws -> RunningProgram {
        try RunningProgram(
            path, ["scan", "--format", "jsonl", "--show-secrets"] + arguments, inputFile: inputFile,
            environment: environment, folder: folder)
    }

    /// Scans and reads the findings, secrets shown, so that a test can ask for them.
    static func scan(_ arguments: String..., input: [UInt8] = [], standingIn place: String? = nil) throws -> Scanned {
        try scan(arguments, input: input, standingIn: place)
    }

    static func scan(_ arguments: [String], input: [UInt8] = [], standingIn place: String? = nil) throws -> Scanned {
        try Scanned(run(["scan", "--format", "jsonl", "--show-secrets"] + arguments, input: input, standingIn: place))
    }
}

enum Project {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
}
