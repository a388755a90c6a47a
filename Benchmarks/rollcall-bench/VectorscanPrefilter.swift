import CVectorscan
import Detection
import RuleFormat

/// All anchors of all rules in one Vectorscan literal database: what Rollcall's own prefilter is measured against.
final class VectorscanPrefilter: @unchecked Sendable {
    // Safe: hs_database_t is never written after it was compiled; scanning needs a scratch, which each worker owns.
    fileprivate let database: OpaquePointer

    /// - Parameter literals: the id of a literal is its position.
    init(_ literals: [AnchorLiteral]) throws {
        var compiled: OpaquePointer?
        var failure: UnsafeMutablePointer<hs_compile_error_t>?
        // The C strings live until the call is over, then go.
        let texts = literals.map { literal -> UnsafeMutablePointer<CChar> in
            let bytes = Array(literal.text.utf8)
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
            for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
            copy[bytes.count] = 0
            return copy
        }
        defer { texts.forEach { $0.deallocate() } }
        let pointers = texts.map { Optional(UnsafePointer($0)) }
        let flags = literals.map { UInt32($0.ignoresCase ? HS_FLAG_CASELESS : 0) }
        let identifiers = literals.indices.map(UInt32.init)
        let lengths = literals.map { $0.text.utf8.count }
        let status = hs_compile_lit_multi(
            pointers, flags, identifiers, lengths, UInt32(literals.count), UInt32(HS_MODE_BLOCK), nil, &compiled,
            &failure)
        guard status == HS_SUCCESS, let compiled else {
            let reason = failure.map { String(cString: $0.pointee.message) } ?? "status \(status)"
            if let failure { hs_free_compile_error(failure) }
            throw VectorscanFailure(reason: reason)
        }
        database = compiled
    }

    deinit { hs_free_database(database) }
}

/// One worker's scratch space and hits.
struct VectorscanScratch: ~Copyable {
    /// A literal was found: its id and the offset behind its last byte.
    struct Hit {
        let literal: UInt32
        let end: UInt32
    }

    /// Reaches the C callback by pointer.
    fileprivate final class Hits {
        var list: ContiguousArray<Hit> = []
    }

    private let scratch: OpaquePointer
    private let prefilter: VectorscanPrefilter
    private let hits = Hits()

    init(for prefilter: VectorscanPrefilter) throws {
        var scratch: OpaquePointer?
        guard hs_alloc_scratch(prefilter.database, &scratch) == HS_SUCCESS, let scratch else {
            throw VectorscanFailure(reason: "no memory for a scratch")
        }
        self.scratch = scratch
        self.prefilter = prefilter
    }

    deinit { hs_free_scratch(scratch) }

    /// Every anchor in `bytes`, in order of its end. At most 4 GiB at a time.
    /// The list is valid until the next call.
    func hits(in bytes: UnsafeRawBufferPointer) -> ContiguousArray<Hit> {
        hits.list.removeAll(keepingCapacity: true)
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return hits.list }
        precondition(bytes.count <= Int(UInt32.max), "contents are cut into pieces before they come here")
        let context = Unmanaged.passUnretained(hits).toOpaque()
        hs_scan(
            prefilter.database, base.assumingMemoryBound(to: CChar.self), UInt32(bytes.count), 0, scratch,
            { literal, _, end, _, context in
                guard let context else { return 0 }
                Unmanaged<Hits>.fromOpaque(context).takeUnretainedValue()
                    .list.append(Hit(literal: literal, end: UInt32(truncatingIfNeeded: end)))
                return 0
            }, context)
        return hits.list
    }
}

struct VectorscanFailure: Error, CustomStringConvertible {
    let reason: String

    var description: String { "Vectorscan cannot take the anchors: \(reason)" }
}
