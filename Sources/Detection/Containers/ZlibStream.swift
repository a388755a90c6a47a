internal import CDeflate

/// Streams in zlib's format (RFC 1950), which no archive format has but packs, PDFs and many programs write.
struct ZlibStream: ~Copyable {
    private let raw: OpaquePointer

    init?() {
        guard let raw = libdeflate_alloc_decompressor() else { return nil }
        self.raw = raw
    }

    deinit { libdeflate_free_decompressor(raw) }

    enum Outcome {
        /// The content, and how many bytes it was packed in.
        case content([UInt8], used: Int)
        case damaged
        /// It is larger than `limit`.
        case tooLarge
    }

    /// - Parameters:
    ///   - expected: a guess of the content's size.
    ///   - limit: bytes of content that are accepted.
    borrowing func inflate(_ packed: UnsafeRawBufferPointer, expected: Int, limit: Int) -> Outcome {
        guard let source = packed.baseAddress, !packed.isEmpty else { return .damaged }
        var room = min(max(expected, 64), max(limit, 1))
        while true {
            var (used, written) = (0, 0)
            var status = LIBDEFLATE_BAD_DATA
            let content = [UInt8](unsafeUninitializedCapacity: room) { target, count in
                status = libdeflate_zlib_decompress_ex(raw, source, packed.count, target.baseAddress, room, &used, &written)
                count = status == LIBDEFLATE_SUCCESS ? written : 0
            }
            switch status {
            case LIBDEFLATE_SUCCESS: return .content(content, used: used)
            case LIBDEFLATE_INSUFFICIENT_SPACE where room < limit: room = min(room * 4, limit)
            case LIBDEFLATE_INSUFFICIENT_SPACE: return .tooLarge
            default: return .damaged
            }
        }
    }
}
