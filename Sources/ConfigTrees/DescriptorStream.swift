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

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { first?.deallocate() }

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
