import Foundation

/// What a program left behind.
package struct ProgramResult {
    package let code: Int32
    package let output: [UInt8]
    package let errors: String
    /// The most memory that it had at a time, mapped files included; 0 if nobody asked.
    package let peakInKiB: Int

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

/// The real `git`.
enum GitProgram {
    /// `folder` holds the program's standard streams while it runs.
    static func run(
        _ arguments: [String], input: [UInt8], environment: [String: String], folder: String
    ) throws -> ProgramResult {
        try RunningProgram("git", arguments, input: input, environment: environment, folder: folder).wait()
    }
}
