import CoreFoundation  // where `struct stat` is attributed once a dependency has imported it
import Dispatch
import Foundation
import Model
import Discovery
import Reports

/// Standard error, for everything that is no result.
enum StandardError {
    static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

enum Terminal {
    /// Columns of the terminal; 100 where nobody says.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 100 }
        return Int(size.ws_col)
    }
}

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
            throw Failure(
                description:
                    "cannot write \(path): \(String(cString: strerror(errno))); choose another file with --output")
        }
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

/// Ends a scan on SIGINT or SIGTERM with what was found so far; a second signal ends the process at once.
enum Interruption {
    static let cancellation = CancellationFlag()

    /// A plain handler: a dispatch source is armed some time after `resume()`, and a signal before that was lost.
    static func listen() {
        signal(SIGPIPE, SIG_IGN)
        _ = cancellation  // made here and not in the handler
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                if Interruption.cancellation.isSet { _exit(128 + number) }
                Interruption.cancellation.set()
            }
        }
    }
}

/// One line on standard error that says how far a scan has come; nothing where that is no terminal.
final class ProgressBar {
    private let timer: any DispatchSourceTimer

    init?(_ progress: ScanProgress) {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        let started = Date()
        let timer = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
        // Scans that end at once show none.
        timer.schedule(deadline: .now() + .milliseconds(300), repeating: .milliseconds(100))
        timer.setEventHandler {
            let now = progress.snapshot
            let line = ProgressLine.text(
                ProgressLine.Snapshot(
                    phase: now.phase, done: now.done, total: now.total, bytes: Int64(now.bytes), findings: now.findings,
                    elapsedSeconds: Date().timeIntervalSince(started)), width: Terminal.width)
            StandardError.write("\r\u{1B}[K" + line)
        }
        timer.resume()
        self.timer = timer
    }

    func end() {
        timer.cancel()
        StandardError.write("\r\u{1B}[K")
    }
}
