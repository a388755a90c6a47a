private import CDeflate

/// One worker's decompressors.
struct Inflater: ~Copyable {
    enum Outcome {
        case bytes(Int)
        case needsRoom
        case corrupt
    }

    /// For streams that begin with the fixed Huffman codes (RFC 1951, 3.2.6), as most deltas' do: libdeflate makes its
    /// tables for these codes once, and anew after each other code.
    private let fixed = Self.made()
    private let other = Self.made()

    /// What may be lent behind a stream and behind the room for what it inflates to: libdeflate decodes quickly as long
    /// as so much lies before both ends. Most of a pack's entries are smaller than that.
    static let sourceSlack = 64
    static let targetSlack = 320

    init() {}

    private static func made() -> OpaquePointer {
        guard let decompressor = libdeflate_alloc_decompressor() else {
            preconditionFailure("libdeflate needs some kilobytes of memory and there are none")
        }
        return decompressor
    }

    deinit {
        libdeflate_free_decompressor(fixed)
        libdeflate_free_decompressor(other)
    }

    /// Inflates one zlib stream (Adler-32 checked); bytes behind its end are left alone.
    /// - Parameter slack: bytes that may be read behind `source`; a stream that reaches into them is corrupt.
    borrowing func inflate(
        _ source: UnsafeRawBufferPointer, slack: Int = 0, into target: UnsafeMutableRawBufferPointer
    ) -> Outcome {
        var used = 0
        var written = 0
        // Header and checksum alone take more.
        guard source.count > 2 else { return .corrupt }
        let isFixed = source[2] >> 1 & 3 == 1
        // libdeflate takes no null pointers, not even for nothing.
        var nothing: UInt8 = 0
        return withUnsafeMutablePointer(to: &nothing) { spare in
            switch libdeflate_zlib_decompress_ex(
                isFixed ? fixed : other, source.baseAddress, source.count + slack,
                target.baseAddress ?? UnsafeMutableRawPointer(spare), target.count, &used, &written)
            {
            case LIBDEFLATE_SUCCESS: used <= source.count ? .bytes(written) : .corrupt
            case LIBDEFLATE_INSUFFICIENT_SPACE: .needsRoom
            default: .corrupt
            }
        }
    }

    static func crc32(_ bytes: UnsafeRawBufferPointer) -> UInt32 { libdeflate_crc32(0, bytes.baseAddress, bytes.count) }
}
