import Foundation
import Model

/// Ends a scan on SIGINT, SIGTERM or SIGHUP, the terminal that was closed, with what was found so far; a second signal
/// ends the process at once.
enum Interruption {
    static let cancellation = CancellationFlag()

    /// A plain handler: a dispatch source is armed some time after `resume()`, and a signal before that was lost.
    static func listen() {
        signal(SIGPIPE, SIG_IGN)
        _ = cancellation  // made here and not in the handler
        for number in [SIGINT, SIGTERM, SIGHUP] {
            let before = signal(number) { number in
                if Interruption.cancellation.isSet { _exit(128 + number) }
                Interruption.cancellation.set()
            }
            // `nohup` means it: the terminal may go.
            if number == SIGHUP, unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
                signal(number, SIG_IGN)
            }
        }
    }
}
