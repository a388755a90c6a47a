internal import CZlib

/// What a gzip stream (RFC 1952) that ends too early still gives: libarchive gives whole blocks of 64 KiB only, libdeflate
/// all or nothing.
enum CutGzip {
    /// - Parameter limit: bytes that are read at most.
    static func content(of packed: UnsafeRawBufferPointer, limit: Int) -> [UInt8] {
        guard let source = packed.baseAddress, limit > 0, packed.count <= Int(UInt32.max) else { return [] }
        var stream = z_stream()
        guard rollcall_gunzip_init(&stream) == Z_OK else { return [] }
        defer { inflateEnd(&stream) }
        // zlib does not write to what it reads, though its type says that it might.
        stream.next_in = UnsafeMutablePointer(mutating: source.assumingMemoryBound(to: UInt8.self))
        stream.avail_in = UInt32(packed.count)
        return [UInt8](unsafeUninitializedCapacity: limit) { room, count in
            stream.next_out = room.baseAddress
            stream.avail_out = UInt32(clamping: limit)
            _ = inflate(&stream, Z_SYNC_FLUSH)
            count = min(limit, Int(stream.total_out))
        }
    }
}
