import Discovery
import Dispatch
import Foundation
import Reports

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
