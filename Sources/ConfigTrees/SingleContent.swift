private import Files
package import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Contents that are neither in a repository nor in a folder.
package enum SingleContent {
    /// Reads one file, see `FileBuffer.withContent`.
    package static func withFile(
        _ path: String, upTo limit: Int, needsWhole: (UnsafeRawBufferPointer, Int) -> Bool,
        whole: (UnsafeRawBufferPointer) -> Void, large: (any ContentStream) -> Void
    ) throws(FileBuffer.Failure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable("\(SystemError.last)") }
        defer { close(descriptor) }
        var buffer = FileBuffer()
        try buffer.withContent(of: descriptor, upTo: limit, needsWhole: needsWhole, whole: whole, large: large)
    }

    /// Reads standard input: to its end if that comes within `limit` bytes, else as it is scanned.
    /// - Parameter cancellation: ends it there, as if no more came.
    package static func withStandardInput(
        upTo limit: Int, cancellation: CancellationFlag, whole: (UnsafeRawBufferPointer) -> Void,
        large: (any ContentStream) -> Void
    ) throws(FileBuffer.Failure) {
        let stream = DescriptorStream(0, cancellation: cancellation)
        let start = UnsafeMutableRawBufferPointer.allocate(byteCount: limit + 1, alignment: 64)
        let count: Int
        do { count = try stream.read(into: start) } catch {
            start.deallocate()
            throw .unreadable("\(error)")
        }
        if count <= limit {
            whole(UnsafeRawBufferPointer(rebasing: start[..<count]))
            start.deallocate()
        } else {
            stream.unread(start, count: count)
            large(stream)
        }
    }
}
