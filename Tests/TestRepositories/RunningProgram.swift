import Foundation
import Glibc

/// A program while it runs, its standard streams in files. Foundation's `Process` waits in a run loop, which costs
/// 40 ms a call here; this costs 4 ms.
package final class RunningProgram {
    package let process: Int32
    private let streams: [String]

    /// - Parameters:
    ///   - program: looked for in PATH unless it holds a slash.
    ///   - inputFile: a file that serves as standard input, instead of `input`.
    ///   - environment: all of it; nothing is inherited.
    ///   - folder: holds the program's standard streams while it runs.
    package init(
        _ program: String, _ arguments: [String], input: [UInt8] = [], inputFile: String? = nil,
        environment: [String: String],
        folder: String, standingIn workingDirectory: String? = nil
    ) throws {
        let streams = ["in", "out", "err"].map { "\(folder)/\($0)-\(UInt64.random(in: 0 ... .max))" }
        try Data(input).write(to: URL(fileURLWithPath: streams[0]))

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, inputFile ?? streams[0], O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, streams[1], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, streams[2], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        if let workingDirectory { Self.addChangeOfFolder(&actions, workingDirectory) }

        // Dispatch's threads block all signals, and a child inherits that: a stranger's shell does not.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        var child = pid_t()
        let started = Self.withCStrings([program] + arguments) { words in
            Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawnp(&child, program, &actions, &attributes, words, variables)
            }
        }
        self.streams = streams
        process = child
        guard started == 0 else { throw Failure(program: program, reason: String(cString: strerror(started))) }
    }

    package struct Failure: Error, CustomStringConvertible {
        let program: String
        let reason: String
        package var description: String { "cannot start \(program): \(reason)" }
    }

    package func send(_ signal: Int32) { kill(process, signal) }

    /// Whether the program has a handler for the signal (proc(5), `SigCgt`).
    package func handles(_ signal: Int32) -> Bool { isSet(signal, inMask: "SigCgt") }

    /// Whether the signal was sent and has not reached the program yet.
    package func awaits(_ signal: Int32) -> Bool { isSet(signal, inMask: "ShdPnd") }

    /// Waits until something is so; false where the program ends before it comes to that.
    package func comes(to isSo: (RunningProgram) -> Bool) -> Bool {
        while !isSo(self) {
            // Field 3: it has ended, and waits to be asked how.
            if statistics.first == "Z" { return false }
            usleep(1000)
        }
        return true
    }

    /// Seconds that processors have worked for it so far: how far it has come, whatever else the machine does.
    package var processorTime: Double {
        // Fields 14 and 15: `utime` and `stime`.
        let ticks = statistics.dropFirst(11).prefix(2).compactMap { Double($0) }
        return ticks.reduce(0, +) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The fields of `stat` in proc(5) from the third on; the second may hold anything, and ends with a parenthesis.
    private var statistics: [Substring] {
        let text = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
        return text.split(separator: ")").last?.split(separator: " ") ?? []
    }

    private var status: String { (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? "" }

    private func isSet(_ signal: Int32, inMask name: String) -> Bool {
        let mask = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }?.split(separator: "\t").last
        return mask.flatMap { UInt64($0, radix: 16) }.map { $0 >> UInt64(signal - 1) & 1 == 1 } ?? false
    }

    /// `VmHWM` of proc(5).
    private var peakInKiB: Int {
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    /// Waits for the end. Call it once.
    /// - Parameter measuresMemory: whether to look how much memory the program has.
    package func wait(measuresMemory: Bool = false) throws -> ProgramResult {
        defer { for stream in streams { unlink(stream) } }
        var status: Int32 = 0
        // What the system counts as a process's greatest size includes that of the process that started it. The true
        // one is to be had only while it runs; it never falls, so the last look is near enough.
        var peak = 0
        while true {
            let ended = waitpid(process, &status, measuresMemory ? WNOHANG : 0)
            if ended == process || ended == -1 && errno != EINTR { break }
            if measuresMemory {
                peak = max(peak, peakInKiB)
                usleep(5000)
            }
        }
        let signal = status & 0x7f
        return ProgramResult(
            code: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
            output: [UInt8](try Data(contentsOf: URL(fileURLWithPath: streams[1]))),
            errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: streams[2])), as: UTF8.self),
            peakInKiB: peak)
    }

    /// glibc has it since 2.29, but shows it to GNU C only.
    private static func addChangeOfFolder(_ actions: inout posix_spawn_file_actions_t, _ folder: String) {
        typealias Function =
            @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>) -> Int32
        guard let symbol = dlsym(nil, "posix_spawn_file_actions_addchdir_np") else {
            fatalError("glibc is older than 2.29")
        }
        _ = unsafeBitCast(symbol, to: Function.self)(&actions, folder)
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }  // never empty: it ends with nil
    }
}
