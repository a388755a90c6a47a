private import Files
internal import Model

private import Foundation
private import Repositories

/// Has a mirror brought up to date by a process of its own, which can be stopped at any time.
struct FetchProcess {
    /// Program and arguments that run `FetchWorker`.
    let command: [String]

    enum Result {
        case answered(FetchAnswer)
        case stopped
    }

    func run(_ request: FetchRequest, cancellation: CancellationFlag) -> Result {
        guard let data = try? JSONEncoder().encode(request) else {
            return .answered(failure("the request cannot be written"))
        }
        let started = ChildProcess.startingAlone { start() }
        defer { for descriptor in [started.input, started.output] where descriptor >= 0 { close(descriptor) } }
        guard let child = started.child else { return .answered(failure("\(SystemError(started.failure))")) }
        // A process that is gone already makes this fail; its output tells.
        _ = (Array(data) + [UInt8(ascii: "\n")]).withUnsafeBytes { write(started.input, $0.baseAddress, $0.count) }
        let text = read(started.output, until: cancellation)
        if text == nil { child.kill(SIGKILL) }
        let end = child.wait()
        guard let text else { return .stopped }
        guard let answer = try? JSONDecoder().decode(FetchAnswer.self, from: Data(text)) else {
            return .answered(failure("it ended without an answer (\(end))"))
        }
        return .answered(answer)
    }

    private func failure(_ reason: String) -> FetchAnswer {
        .failed(.local, reason: "the fetching process failed: \(reason)")
    }

    private struct Started {
        var child: ChildProcess?
        /// Our ends of its standard streams; -1 for none.
        var input: Int32 = -1
        var output: Int32 = -1
        /// 0, or why it did not start.
        var failure: Int32 = 0
    }

    private func start() -> Started {
        var started = Started()
        var input: [Int32] = [-1, -1]
        var output: [Int32] = [-1, -1]
        guard pipe(&input) == 0 else { return Started(failure: errno) }
        guard pipe(&output) == 0 else {
            let reason = errno
            for descriptor in input { close(descriptor) }
            return Started(failure: reason)
        }
        for descriptor in input + output { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        started.child = ChildProcess(command, descriptors: [(input[0], 0), (output[1], 1)])
        started.failure = started.child == nil ? errno : 0
        close(input[0])
        close(output[1])
        (started.input, started.output) = (input[1], output[0])
        return started
    }

    /// All that is written until the other end closes; nil if the wait was cancelled.
    private func read(_ descriptor: Int32, until cancellation: CancellationFlag) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !cancellation.isSet {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 50) > 0 else { continue }
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
        return nil
    }
}
