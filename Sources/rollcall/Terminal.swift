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
