import CoreFoundation  // where `struct stat` is attributed once a dependency has imported it
import Foundation
import Reports

/// Where a report goes: standard output, or a file that appears whole or not at all.
struct FileSink: ByteOutput {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let descriptor: Int32
    /// The file's final and temporary names; nil for standard output.
    private let names: (final: String, temporary: String)?
    private var buffer: [UInt8] = []
    private var failure: Int32?
    private static let bufferSize = 1 << 16

    init(descriptor: Int32) {
        self.descriptor = descriptor
        names = nil
    }

    init(path: String) throws(Failure) {
        let temporary = path + ".\(getpid()).tmp"
        // Devices and pipes (/dev/null, /dev/stderr, process substitution) are written, not replaced.
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            names = nil
        } else {
            descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            names = (path, temporary)
        }
        guard descriptor >= 0 else {
            throw Self.failure(path)
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
        guard access(isReplaced ? folder : path, isReplaced ? W_OK | X_OK : W_OK) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(description: "cannot write \(path): \(String(cString: strerror(errno))); name another file")
    }

    /// A file that must not be there yet.
    init(newFile path: String) throws(Failure) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        names = nil
        guard descriptor >= 0 else {
            throw Failure(
                description:
                    "cannot write \(path): \(String(cString: strerror(errno))); name a file that is not there yet")
        }
    }

    mutating func write(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.bufferSize { flush() }
    }

    mutating func write(bytes: [UInt8]) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { flush() }
    }

    /// Writes what is left and gives the file its name.
    mutating func finish() throws(Failure) {
        flush()
        if let names {
            if failure == nil, close(descriptor) != 0 { failure = errno }
            if failure == nil, rename(names.temporary, names.final) != 0 { failure = errno }
            if failure != nil { unlink(names.temporary) }
        }
        // A reader that has seen enough (`| head`) is no failure.
        if let failure, failure != EPIPE {
            throw Failure(
                description: "cannot write \(names?.final ?? "standard output"): \(String(cString: strerror(failure)))")
        }
    }

    private mutating func flush() {
        var start = 0
        while start < buffer.count, failure == nil {
            let count = buffer[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno != EINTR { failure = errno }
            } else {
                start += count
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
