import Foundation
import Glibc
import Testing

/// Standard input that a test holds open: a program that reads it stands still until the test lets it end.
final class HeldInput {
    let path: String
    private let descriptor: Int32
    private var isOpen = true
    /// More than a pipe holds.
    private static let portion = 256 << 10
    /// For a hang alone.
    private static let patience = Duration.seconds(300)

    init() throws {
        let path = "\(Program.folder)/held-\(UUID().uuidString)"
        try #require(mkfifo(path, 0o600) == 0)
        // Both ways, so that neither side waits for the other. No other program inherits it, or it would never end.
        let descriptor = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        try #require(descriptor >= 0)
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        end()
        unlink(path)
    }

    /// Returns once the program reads.
    func feed() throws {
        let line = Array("nothing to see here\n".utf8)
        let end = ContinuousClock.now + Self.patience
        var written = 0
        while written < Self.portion {
            let count = write(descriptor, line, line.count)
            if count > 0 { written += count } else { usleep(1000) }
            try #require(ContinuousClock.now < end, "nobody reads it")
        }
    }

    func end() {
        if isOpen { close(descriptor) }
        isOpen = false
    }
}
