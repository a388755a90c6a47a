internal import Model

private import Foundation
private import Synchronization

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
        let started = Self.spawning.withLock { _ in start() }
        defer { for descriptor in [started.input, started.output] where descriptor >= 0 { close(descriptor) } }
        guard started.failure == 0 else { return .answered(failure(String(cString: strerror(started.failure)))) }
        let process = started.process
        // A process that is gone already makes this fail; its output tells.
        _ = (Array(data) + [UInt8(ascii: "\n")]).withUnsafeBytes { write(started.input, $0.baseAddress, $0.count) }
        let text = read(started.output, until: cancellation)
        if text == nil { kill(process, SIGKILL) }
        var code: Int32 = 0
        while waitpid(process, &code, 0) == -1 && errno == EINTR {}
        guard let text else { return .stopped }
        guard let answer = try? JSONDecoder().decode(FetchAnswer.self, from: Data(text)) else {
            return .answered(
                failure(
                    "it ended without an answer (status \(code & 0x7f == 0 ? code >> 8 & 0xff : 128 + code & 0x7f))"))
        }
        return .answered(answer)
    }

    private func failure(_ reason: String) -> FetchAnswer {
        FetchAnswer(kind: .local, message: "the fetching process failed: \(reason)")
    }

    /// One at a time: a process that starts between the making of a pipe and its marking would inherit it, and the pipe would
    /// not end with its own process.
    private static let spawning = Mutex(())

    private struct Started {
        var process: pid_t = 0
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
        (started.process, started.failure) = spawn(input: input[0], output: output[1])
        close(input[0])
        close(output[1])
        (started.input, started.output) = (input[1], output[0])
        return started
    }

    private func spawn(input: Int32, output: Int32) -> (pid_t, Int32) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        // Dispatch's threads block all signals, and a child inherits that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process = pid_t()
        let words = command.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        let status = posix_spawn(&process, command[0], &actions, &attributes, words, environ)
        return (process, status)
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
