import CoreFoundation  // where `struct stat` is attributed once a dependency has imported it
import Files
import Foundation
import Reports

/// Where a report goes: standard output, or a file that appears whole or not at all.
struct FileSink: ByteOutput {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private var output: FileWriter
    /// For people: a path, or standard output.
    private let name: String

    init(descriptor: Int32) {
        output = FileWriter(descriptor: descriptor)
        name = "standard output"
    }

    init(path: String) throws(Failure) {
        name = path
        // Devices and pipes (/dev/null, /dev/stderr, process substitution) are written, not replaced.
        var status = stat()
        let isDevice = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        do { output = try isDevice ? FileWriter(device: path) : FileWriter(replacing: path) } catch {
            throw Self.failure(path, error)
        }
    }

    /// A file that must not be there yet.
    init(newFile path: String) throws(Failure) {
        name = path
        do { output = try FileWriter(new: path) } catch {
            throw Failure(description: "cannot write \(path): \(error); name a file that is not there yet")
        }
    }

    /// Whether a file can be written there, found out without touching what is there.
    static func check(path: String) throws(Failure) {
        var status = stat()
        let isThere = stat(path, &status) == 0
        if isThere, status.st_mode & S_IFMT == S_IFDIR {
            throw Failure(description: "\(path) is a folder; name a file")
        }
        let isReplaced = !isThere || status.st_mode & S_IFMT == S_IFREG
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard access(isReplaced ? folder : path, isReplaced ? W_OK | X_OK : W_OK) == 0 else {
            throw failure(path, .last)
        }
    }

    private static func failure(_ path: String, _ reason: SystemError) -> Failure {
        Failure(description: "cannot write \(path): \(reason); name another file")
    }

    /// Writes all of a report, to standard output where no file is named. If `body` throws, a file that was there stays.
    static func write(to path: String?, _ body: (inout FileSink) throws -> Void) throws {
        var sink = try telling { try path.map { try FileSink(path: $0) } ?? FileSink(descriptor: STDOUT_FILENO) }
        do { try body(&sink) } catch {
            sink.output.abandon()
            throw error
        }
        try telling { try sink.finish() }
    }

    mutating func write(_ text: String) { output.append(text.utf8) }

    mutating func write(bytes: [UInt8]) { output.append(bytes) }

    /// Writes what is left and gives the file its name.
    mutating func finish() throws(Failure) {
        do { try output.finish() } catch {
            // A reader that has seen enough (`| head`) is no failure.
            if error.number == EPIPE { return }
            throw Failure(description: "cannot write \(name): \(error)")
        }
    }
}
