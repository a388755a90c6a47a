internal import CDeflate

/// Streams in zlib's and gzip's formats (RFC 1950 and 1952), inflated by libdeflate: three times as fast as libarchive,
/// which reads what this cannot.
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

    /// Files joined together have some; thousands would each cost the room of the last.
    private static let memberLimit = 64

    /// All members of a gzip stream; nil if it is not sound to its last byte or is larger than `limit`.
    borrowing func gunzip(_ packed: UnsafeRawBufferPointer, limit: Int) -> [UInt8]? {
        guard let source = packed.baseAddress, packed.count >= 18 else { return nil }
        // The size stands at the end, modulo 2³²; it may be a lie.
        let size = (1...4).reduce(0) { $0 << 8 | Int(packed[packed.count - $1]) }
        guard size <= limit else { return nil }
        var result: [UInt8] = []
        var position = 0
        var members = 0
        while position < packed.count {
            members += 1
            if members > Self.memberLimit { return nil }
            // Only the last member's size is known.
            var room = max(64, size)
            var (used, written) = (0, 0)
            var status = LIBDEFLATE_INSUFFICIENT_SPACE
            while status == LIBDEFLATE_INSUFFICIENT_SPACE, result.count + room <= limit + 64 {
                let member = [UInt8](unsafeUninitializedCapacity: room) { target, count in
                    status = libdeflate_gzip_decompress_ex(
                        raw, source + position, packed.count - position, target.baseAddress, room, &used, &written)
                    count = status == LIBDEFLATE_SUCCESS ? written : 0
                }
                room *= 4
                if status == LIBDEFLATE_SUCCESS {
                    if result.isEmpty { result = member } else { result.append(contentsOf: member) }
                }
            }
            guard status == LIBDEFLATE_SUCCESS, used > 0 else { return nil }
            position += used
        }
        return result
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
                status = libdeflate_zlib_decompress_ex(
                    raw, source, packed.count, target.baseAddress, room, &used, &written)
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
