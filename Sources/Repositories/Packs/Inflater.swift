private import CDeflate

/// One worker's decompressor.
struct Inflater: ~Copyable {
    enum Outcome {
        case bytes(Int)
        case needsRoom
        case corrupt
    }

    private let raw: OpaquePointer

    init() {
        guard let decompressor = libdeflate_alloc_decompressor() else {
            preconditionFailure("libdeflate needs some kilobytes of memory and there are none")
        }
        raw = decompressor
    }

    deinit { libdeflate_free_decompressor(raw) }

    /// Inflates one zlib stream (Adler-32 checked); bytes behind its end are left alone.
    borrowing func inflate(_ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) -> Outcome {
        var used = 0
        var written = 0
        // libdeflate takes no null pointers, not even for nothing.
        var nothing: UInt8 = 0
        return withUnsafeMutablePointer(to: &nothing) { spare in
            switch libdeflate_zlib_decompress_ex(
                raw, source.baseAddress, source.count, target.baseAddress ?? UnsafeMutableRawPointer(spare),
                target.count,
                &used, &written)
            {
            case LIBDEFLATE_SUCCESS: .bytes(written)
            case LIBDEFLATE_INSUFFICIENT_SPACE: .needsRoom
            default: .corrupt
            }
        }
    }

    static func crc32(_ bytes: UnsafeRawBufferPointer) -> UInt32 { libdeflate_crc32(0, bytes.baseAddress, bytes.count) }
}
