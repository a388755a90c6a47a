private import Foundation
private import Model
private import Synchronization

/// What the supervisor tells a worker, on the first line of the descriptor between them.
struct SweepHandover: Codable {
    /// Targets that were under way, with others, when a worker died: each is scanned by itself, after all others.
    var suspects: Set<String> = []
    /// Targets that a worker died of, and how; they are left out.
    var fatal: [String: String] = [:]
    /// How often a worker died.
    var deaths = 0
}

/// What a worker tells its supervisor, a line each.
enum SweepNote: Codable {
    case begun(String)
    case ended(String)
    /// It did not stop when it was told to; the worker ends itself after this.
    case stuck(String)
    /// A run was published: there is nothing left to do again.
    case published
}

/// A worker's end of the line to its supervisor.
package final class SupervisorLink: Sendable {
    let handover: SweepHandover
    private let writing: Locked<Int32>

    /// - Parameter descriptor: as the supervisor gave it.
    /// - Returns: nil if nobody there is a supervisor.
    package init?(descriptor: Int32) {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return nil }
            if byte == UInt8(ascii: "\n") { break }
            line.append(byte)
        }
        guard let handover = try? JSONDecoder().decode(SweepHandover.self, from: Data(line)) else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        self.handover = handover
        writing = Locked(descriptor)
    }

    func tell(_ note: SweepNote) {
        guard let data = try? JSONEncoder().encode(note) else { return }
        let line = Array(data) + [UInt8(ascii: "\n")]
        writing.withLock { descriptor in
            // A worker without a supervisor is one that was killed; the kernel mostly ends it before it notices.
            guard line.withUnsafeBytes({ write(descriptor, $0.baseAddress, $0.count) }) == line.count else { _exit(4) }
        }
    }

    /// Ends this process, so that the supervisor begins another one without the target.
    func giveUp(on target: String) {
        tell(.stuck(target))
        kill(getpid(), SIGKILL)
    }
}
