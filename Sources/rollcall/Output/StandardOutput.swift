import ArgumentParser
import Foundation

/// Standard output, for results. What could not be written is told once, at the end.
enum StandardOutput {
    // Safe: commands print on the main thread alone.
    nonisolated(unsafe) private static var sink = FileSink(descriptor: STDOUT_FILENO)

    static func write(_ text: String) { sink.write(text) }

    /// Writes what is left.
    static func finish() throws {
        try telling { try sink.finish() }
    }
}

/// Prints a line of a result.
func show(_ line: String = "") { StandardOutput.write(line + "\n") }

/// Prints to standard output in pieces.
func printing(_ body: (inout FileSink) throws -> Void) throws { try FileSink.write(to: nil, body) }
