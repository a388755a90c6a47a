import Foundation
import Synchronization

/// An HTTP server on this machine that answers what it is told to, and keeps what it was sent.
final class WebhookServer: Sendable {
    struct Request: Sendable {
        let head: String
        let body: String
    }

    let port: UInt16
    private let socket: Int32
    private let received = Mutex<[Request]>([])

    var requests: [Request] { received.withLock { $0 } }

    /// - Parameter answers: statuses, one a request; the last one for all that follow.
    init(answers: [Int]) throws {
        let listener = try Listener()
        (port, socket) = (listener.port, listener.socket)
        Thread.detachNewThread { [self] in
            var number = 0
            while case let connection = accept(socket, nil, nil), connection >= 0 {
                serve(connection, status: answers[min(number, answers.count - 1)])
                number += 1
            }
        }
    }

    func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

    private func serve(_ connection: Int32, status: Int) {
        defer { close(connection) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        var head: String?
        while head == nil || bytes.count < Self.length(in: head ?? "") {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
            if head == nil, let end = Data(bytes).range(of: Data("\r\n\r\n".utf8)) {
                head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                bytes.removeFirst(end.upperBound)
            }
        }
        let request = Request(head: head ?? "", body: String(decoding: bytes, as: UTF8.self))
        received.withLock { $0.append(request) }
        let answer = "HTTP/1.1 \(status) Status\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        _ = answer.withCString { write(connection, $0, answer.utf8.count) }
    }

    private static func length(in head: String) -> Int {
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        return line.flatMap { Int($0.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)) } ?? 0
    }
}
