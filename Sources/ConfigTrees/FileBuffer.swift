private import Files
internal import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A buffer that one worker reads files into, one after the other.
package struct FileBuffer: ~Copyable {
    private var storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)

    package init() {}

    deinit { storage.deallocate() }

    /// Why a file has no content for us, or not all of it.
    package enum Failure: Error {
        case notRegular
        case unreadable(String)
        /// More came than was asked for, from a file that says that it is smaller.
        case endless(bytes: Int)
    }

    /// Files of more bytes are not copied.
    private static let greatestCopied = 32 << 20
    /// As much of a large file's start as tells what it is: the magic number of a disk image is the last to come.
    private static let startCount = 64 << 10

    /// Reads an open regular file: lends all of its bytes, or if it is large the stream of them.
    /// - Parameters:
    ///   - descriptor: closed by the caller.
    ///   - limit: the largest files, in bytes, whose bytes are lent in any case. Where they are not copied they are
    ///     mapped, and count as the process's memory.
    ///   - needsWhole: whether a larger file, by its start and its size, must be lent all the same.
    mutating func withContent(
        of descriptor: Int32, upTo limit: Int, needsWhole: (UnsafeRawBufferPointer, Int) -> Bool,
        whole: (UnsafeRawBufferPointer) -> Void, large: (any ContentStream) -> Void
    ) throws(Failure) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable("\(SystemError.last)") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
        let size = Int(status.st_size)
        if size > max(limit, Self.greatestCopied), !needsWhole(start(of: descriptor), size) {
            large(DescriptorStream(descriptor))
            return
        }
        if size > Self.greatestCopied, let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
            start != MAP_FAILED
        {
            defer { munmap(start, size) }
            whole(UnsafeRawBufferPointer(start: start, count: size))
            if fstat(descriptor, &status) != 0 || status.st_size < size {
                throw .unreadable("it was cut while it was read")
            }
            return
        }
        try withStream(descriptor, expected: size, upTo: max(limit, Self.greatestCopied), whole)
    }

    /// The first bytes, in the buffer; where the file is read next stays as it was.
    private mutating func start(of descriptor: Int32) -> UnsafeRawBufferPointer {
        let count = pread(descriptor, storage.baseAddress, min(storage.count, Self.startCount), 0)
        return UnsafeRawBufferPointer(rebasing: storage[..<max(0, count)])
    }

    /// Reads to the end, whatever the size was said to be: files in /proc say 0, and some of them go on for ever.
    private mutating func withStream(
        _ descriptor: Int32, expected: Int, upTo limit: Int, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(Failure) {
        var count = 0
        if storage.count <= expected { grow(to: expected + 1, keeping: 0) }
        while true {
            if count > max(limit, expected) {
                body(UnsafeRawBufferPointer(rebasing: storage[..<count]))
                throw .endless(bytes: count)
            }
            let got = read(descriptor, storage.baseAddress.map { $0 + count }, storage.count - count)
            if got < 0 {
                if errno == EINTR { continue }
                throw .unreadable("\(SystemError.last)")
            }
            count += got
            // A read that stops short of the room at the size that the file has stopped at its end.
            if got == 0 || count == expected && count < storage.count { break }
            if count == storage.count { grow(to: storage.count * 2, keeping: count) }
        }
        body(UnsafeRawBufferPointer(rebasing: storage[..<count]))
    }

    private mutating func grow(to size: Int, keeping count: Int) {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
        larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: storage[..<count]))
        storage.deallocate()
        storage = larger
    }
}
