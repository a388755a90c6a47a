private import Files
package import Model

private import Foundation

/// Has a sweep done by a process of its own, and begins another one when that dies of what a target holds.
///
/// A trap, a stack that ends or a library's crash takes a whole process along, and one target must never keep the others from
/// being scanned. A worker says which targets it has begun and ended. When it dies, those under way are suspects: the next
/// worker scans them last and each by itself, and one that a worker died of then is left out of the run, with its name and
/// the way the worker died in coverage. What the others had read is in the scan state and is not read again.
package struct SweepSupervisor {
    /// Path of the program, then the arguments of a worker.
    private let command: [String]
    private let cancellation: CancellationFlag
    private let say: (String) -> Void

    /// Where a worker finds its end of the line.
    package static let descriptor: Int32 = 3
    /// What a sweep that left no run ends with.
    private static let noRun: Int32 = 4

    /// - Parameter say: is told what happened, a sentence each.
    package init(command: [String], cancellation: CancellationFlag, say: @escaping (String) -> Void) {
        self.command = command
        self.cancellation = cancellation
        self.say = say
    }

    /// - Returns: the exit code of the worker that came to its end.
    package func run() -> Int32 {
        var handover = SweepHandover()
        var deathsWithoutTarget = 0
        while true {
            var log = WorkerLog()
            guard let end = work(handover, &log) else {
                say("the sweep cannot be started: \(SystemError.last)")
                return Self.noRun
            }
            guard case .signalled(let signal) = end else {
                guard case .exited(let code) = end else { return Self.noRun }
                return code
            }
            if cancellation.isSet {
                say("the sweep was stopped before its end and left no run; the next one goes on where this one ended")
                return Self.noRun
            }
            if log.isPublished {
                say("the sweep ended by \(end) after its run was published")
                return Self.noRun
            }
            handover.deaths += 1
            if let stuck = log.stuck {
                handover.fatal[stuck] = "it did not stop at its time limit"
            } else if log.underWay.count == 1, let only = log.underWay.first {
                handover.fatal[only] = "the scanner died of it (\(end))"
            } else if log.underWay.isEmpty {
                deathsWithoutTarget += 1
                guard deathsWithoutTarget < 2 else {
                    say("the sweep ended twice by \(end), at work on no target, and left no run")
                    return Self.noRun
                }
            } else {
                handover.suspects.formUnion(log.underWay)
            }
            let names = log.underWay.sorted().joined(separator: ", ")
            say(
                "a scan ended by \(end)\(signal == SIGKILL ? " (out of memory?)" : "")\(names.isEmpty ? "" : " at \(names)"); the others go on"
            )
        }
    }

    /// What a worker said it was doing.
    private struct WorkerLog {
        var underWay: Set<String> = []
        var stuck: String?
        var isPublished = false

        mutating func take(_ note: SweepNote) {
            switch note {
            case .begun(let name): underWay.insert(name)
            case .ended(let name): underWay.remove(name)
            case .stuck(let name): stuck = name
            case .published: isPublished = true
            }
        }
    }

    /// - Returns: how the worker ended; nil with `errno` if it did not begin.
    private func work(_ handover: SweepHandover, _ log: inout WorkerLog) -> ChildProcess.End? {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return nil }
        for descriptor in ends { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let child = ChildProcess(command, descriptors: [(ends[1], Self.descriptor)], hasOwnGroup: true)
        let failure = errno
        close(ends[1])
        guard let child, let data = try? JSONEncoder().encode(handover) else {
            errno = failure
            return nil
        }
        let line = Array(data) + [UInt8(ascii: "\n")]
        var written = 0
        while written < line.count {
            let count = line[written...].withUnsafeBytes { write(ends[0], $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            written += count
        }
        listen(to: child, at: ends[0], &log)
        return child.wait()
    }

    /// Until the worker's end closes. A signal that ends the sweep is passed on once.
    private func listen(to child: ChildProcess, at descriptor: Int32, _ log: inout WorkerLog) {
        var pending: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        var hasPassedOn = false
        while true {
            if cancellation.isSet, !hasPassedOn {
                hasPassedOn = true
                child.kill(SIGTERM)
            }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 100) > 0 else { continue }
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            pending += buffer[..<count]
            while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                if let note = try? JSONDecoder().decode(SweepNote.self, from: Data(pending[..<end])) { log.take(note) }
                pending.removeSubrange(...end)
            }
        }
    }
}
