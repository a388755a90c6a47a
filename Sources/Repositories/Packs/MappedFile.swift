internal import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A file mapped for reading. Bytes are lent; they are gone with the object.
final class MappedFile: @unchecked Sendable {
    // Safe: the mapping is read-only and lives as long as the object.
    let bytes: UnsafeRawBufferPointer

    init(path: String) throws(GitError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == EACCES { throw .denied(path: path) }
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: path, reason: "not a regular file")
        }
        let count = Int(status.st_size)
        guard count > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        bytes = UnsafeRawBufferPointer(start: start, count: count)
    }

    /// Bytes that stand in no file.
    init(bytes own: [UInt8]) throws(GitError) {
        let start = mmap(nil, max(1, own.count), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let start, start != MAP_FAILED else {
            throw .library(action: "hold \(own.count) bytes", reason: String(cString: strerror(errno)))
        }
        own.withUnsafeBytes { start.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(start), byteCount: $0.count) }
        bytes = UnsafeRawBufferPointer(start: start, count: own.count)
    }

    deinit {
        if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
    }
}

extension UnsafeRawBufferPointer {
    /// A big-endian number at `offset`; the caller has checked that it lies inside.
    @inline(__always) func bigEndian32(at offset: Int) -> UInt32 {
        UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    @inline(__always) func bigEndian64(at offset: Int) -> UInt64 {
        UInt64(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The object name at `offset`; the caller has checked that it lies inside.
    @inline(__always) func objectID(at offset: Int, _ format: ObjectFormat) -> ObjectID {
        let (high, upper) = (bigEndian64(at: offset), bigEndian64(at: offset + 8))
        if format == .sha1 {
            return ObjectID(high: high, upper: upper, lower: UInt64(bigEndian32(at: offset + 16)) << 32, low: 0)
        }
        return ObjectID(
            high: high, upper: upper, lower: bigEndian64(at: offset + 16), low: bigEndian64(at: offset + 24))
    }
}
