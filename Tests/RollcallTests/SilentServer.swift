import Foundation

/// Takes connections and says nothing to them.
final class SilentServer {
    let port: UInt16
    private let socket: Int32
    private var connection: Int32 = -1

    init() throws {
        let listener = try Listener()
        (port, socket) = (listener.port, listener.socket)
    }

    deinit {
        hangUp()
        close(socket)
    }

    /// Waits for the next connection, a minute at most, and lets go of the last one.
    func awaitConnection() throws {
        hangUp()
        var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 60_000) == 1 else { throw CocoaError(.fileReadUnknown) }
        connection = accept(socket, nil, nil)
        guard connection >= 0 else { throw CocoaError(.fileReadUnknown) }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
    }

    func hangUp() {
        guard connection >= 0 else { return }
        shutdown(connection, Int32(SHUT_RDWR))
        close(connection)
        connection = -1
    }
}
