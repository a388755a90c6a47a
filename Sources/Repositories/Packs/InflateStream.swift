internal import CZlib
internal import Model

/// A zlib stream that is inflated piece by piece, for objects that are too large to be held. libdeflate, which inflates
/// all others, is faster and cannot stop halfway.
final class InflateStream: ContentStream {
    /// zlib remembers where its state lies, so that it must not move.
    private let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let source: UnsafeRawBufferPointer
    /// Holds the memory of `source`.
    private let owner: AnyObject
    private var taken = 0
    private var isAtEnd = false
    /// Bytes still to come; nil if nobody said how many there are.
    private var rest: Int?

    /// - Parameter source: begins with the stream; what stands behind it is left alone.
    init(_ source: UnsafeRawBufferPointer, of owner: AnyObject, size: Int?) throws(ContentStreamFailure) {
        state.initialize(to: z_stream())
        self.source = source
        self.owner = owner
        rest = size
        guard rollcall_inflate_init(state) == Z_OK else {
            throw ContentStreamFailure("there is no memory to inflate it")
        }
    }

    deinit {
        inflateEnd(state)
        state.deallocate()
    }

    /// How many bytes of the source belong to what was read so far.
    var consumed: Int { taken - Int(state.pointee.avail_in) }

    /// What follows must be this many bytes.
    func expect(_ count: Int) { rest = count }

    func read(into target: UnsafeMutableRawBufferPointer) throws(ContentStreamFailure) -> Int {
        var written = 0
        while written < target.count, !isAtEnd {
            if state.pointee.avail_in == 0 { feed() }
            let room = min(target.count - written, Self.stride)
            state.pointee.next_out = target.baseAddress.map { ($0 + written).assumingMemoryBound(to: UInt8.self) }
            state.pointee.avail_out = UInt32(room)
            let outcome = inflate(state, Z_NO_FLUSH)
            written += room - Int(state.pointee.avail_out)
            // The Adler-32 at the end is checked by zlib.
            guard outcome == Z_OK || outcome == Z_STREAM_END else {
                throw ContentStreamFailure("its zlib stream is damaged")
            }
            isAtEnd = outcome == Z_STREAM_END
        }
        if let rest {
            guard written <= rest, !isAtEnd || written == rest else {
                throw ContentStreamFailure("it inflates to another size than it states")
            }
            self.rest = rest - written
        }
        return written
    }

    private func feed() {
        let count = min(source.count - taken, Self.stride)
        // zlib only reads what it is given here.
        state.pointee.next_in = source.baseAddress.map {
            UnsafeMutablePointer(mutating: ($0 + taken).assumingMemoryBound(to: UInt8.self))
        }
        state.pointee.avail_in = UInt32(count)
        taken += count
    }

    /// zlib counts in 32 bits.
    private static let stride = 1 << 30
}
