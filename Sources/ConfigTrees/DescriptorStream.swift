private import Files
internal import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// `read(2)`; methods of that name hide it.
private func readBytes(_ descriptor: Int32, _ target: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, target, count)
}

/// What comes from an open file, as it is read.
final class DescriptorStream: ContentStream {
    /// Closed by whoever opened it.
    private let descriptor: Int32
    /// Was read already and comes first; its memory goes as soon as it was read again.
    private var first: UnsafeMutableRawBufferPointer?
    private var rest: UnsafeMutableRawBufferPointer.SubSequence = UnsafeMutableRawBufferPointer(start: nil, count: 0)[
        ...]

    /// Ends the stream where it is set; nil for files, which keep nobody waiting.
    private let cancellation: CancellationFlag?

    init(_ descriptor: Int32, cancellation: CancellationFlag? = nil) {
        self.descriptor = descriptor
        self.cancellation = cancellation
    }

    deinit { first?.deallocate() }

    /// Until there is something to read. A pipe may keep silent for ever, and a signal does not end `read(2)`.
    /// - Returns: false if nobody waits any more.
    private func waits() -> Bool {
        guard let cancellation else { return true }
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while !cancellation.isSet {
            // Whatever poll says but "nothing yet", `read(2)` says better.
            if poll(&state, 1, Self.patience) != 0, errno != EINTR || state.revents != 0 { return true }
        }
        return false
    }

    /// Milliseconds.
    private static let patience: Int32 = 200

    /// - Parameter memory: is the stream's from now on.
    func unread(_ memory: UnsafeMutableRawBufferPointer, count: Int) {
        first = memory
        rest = memory[..<count]
    }

    func read(into target: UnsafeMutableRawBufferPointer) throws(ContentStreamFailure) -> Int {
        var count = min(rest.count, target.count)
        if count > 0 { target.copyBytes(from: rest.prefix(count)) }
        rest = rest.dropFirst(count)
        if rest.isEmpty, let memory = first {
            memory.deallocate()
            first = nil
        }
        while count < target.count {
            guard waits() else { break }
            let got = readBytes(descriptor, target.baseAddress.map { $0 + count }, target.count - count)
            if got < 0 {
                if errno == EINTR { continue }
                throw ContentStreamFailure("\(SystemError.last)")
            }
            if got == 0 { break }
            count += got
        }
        return count
    }
}
