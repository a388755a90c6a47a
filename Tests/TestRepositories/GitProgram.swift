import Foundation
import Glibc

/// What a program left behind.
package struct ProgramResult {
    package let code: Int32
    package let output: [UInt8]
    package let errors: String

    package var text: String {
        String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

package struct GitFailure: Error, CustomStringConvertible {
    package let arguments: [String]
    package let result: ProgramResult

    package var description: String {
        "git \(arguments.joined(separator: " ")) ended with \(result.code): \(result.errors)\(result.text)"
    }
}

/// Starts the real `git`. Foundation's `Process` waits in a run loop, which costs 40 ms a call here; this costs 4 ms.
enum GitProgram {
    /// `folder` holds the program's standard streams while it runs.
    static func run(
        _ arguments: [String], input: [UInt8], environment: [String: String], folder: String
    ) throws -> ProgramResult {
        let streams = ["in", "out", "err"].map { "\(folder)/\($0)-\(UInt64.random(in: 0 ... .max))" }
        defer { for stream in streams { unlink(stream) } }
        try Data(input).write(to: URL(fileURLWithPath: streams[0]))

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, streams[0], O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, streams[1], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, streams[2], O_WRONLY | O_CREAT | O_TRUNC, 0o600)

        var child = pid_t()
        let started = withCStrings(["git"] + arguments) { words in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawnp(&child, "git", &actions, nil, words, variables)
            }
        }
        guard started == 0 else {
            let problem = ProgramResult(code: started, output: [], errors: String(cString: strerror(started)))
            throw GitFailure(arguments: arguments, result: problem)
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1 && errno == EINTR {}
        let signal = status & 0x7f
        return ProgramResult(
            code: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
            output: [UInt8](try Data(contentsOf: URL(fileURLWithPath: streams[1]))),
            errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: streams[2])), as: UTF8.self))
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }  // never empty: it ends with nil
    }
}
