import CoreFoundation  // where `struct stat` is attributed once a dependency has imported it
import Discovery
import Foundation
import Reports

/// Where a report goes: standard output, or a file that appears whole or not at all.
struct FileSink: ByteOutput {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private var output: DescriptorBuffer
    /// The file's final and temporary names; nil for standard output.
    private let names: (final: String, temporary: String)?

    init(descriptor: Int32) {
        output = DescriptorBuffer(descriptor)
        names = nil
    }

    init(path: String) throws(Failure) {
        let temporary = path + ".\(getpid()).tmp"
        // Devices and pipes (/dev/null, /dev/stderr, process substitution) are written, not replaced.
        var status = stat()
        let descriptor: Int32
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            names = nil
        } else {
            descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            names = (path, temporary)
        }
        guard descriptor >= 0 else { throw Self.failure(path) }
        output = DescriptorBuffer(descriptor)
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
        guard access(isReplaced ? folder : path, isReplaced ? W_OK | X_OK : W_OK) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(description: "cannot write \(path): \(String(cString: strerror(errno))); name another file")
    }

    /// A file that must not be there yet.
    init(newFile path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        names = nil
        guard descriptor >= 0 else {
            throw Failure(
                description:
                    "cannot write \(path): \(String(cString: strerror(errno))); name a file that is not there yet")
        }
        output = DescriptorBuffer(descriptor)
    }

    mutating func write(_ text: String) { output.append(text.utf8) }

    mutating func write(bytes: [UInt8]) { output.append(bytes) }

    /// Writes what is left and gives the file its name.
    mutating func finish() throws(Failure) {
        output.flush()
        if let names {
            if output.failure == nil, close(output.descriptor) != 0 { output.failure = errno }
            if output.failure == nil, rename(names.temporary, names.final) != 0 { output.failure = errno }
            if output.failure != nil { unlink(names.temporary) }
        }
        // A reader that has seen enough (`| head`) is no failure.
        if let failure = output.failure, failure != EPIPE {
            throw Failure(
                description: "cannot write \(names?.final ?? "standard output"): \(String(cString: strerror(failure)))")
        }
    }
}
