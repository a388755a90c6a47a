internal import Model

/// What a delta made of its base: the pieces of the new content in order, without gaps (gitformat-pack(5), “Deltified representation”).
package struct DeltaPiece: Sendable {
    /// Where the piece stands in the new content.
    package let start: Int
    package let count: Int
    /// Where it was copied from in the base; -1 for inserted bytes.
    package let baseStart: Int

    package var isCopy: Bool { baseStart >= 0 }
}

/// Applies deltas.
enum Delta {
    enum Failure: Error {
        case truncated, baseSizeDiffers, overrun, reservedInstruction, sizeDiffers
    }

    /// Sizes of base and result that stand at the head of a delta, and where its instructions begin.
    static func sizes(of delta: UnsafeRawBufferPointer) -> (base: Int, result: Int, start: Int)? {
        var position = 0
        func number() -> Int? {
            var value = 0
            var shift = 0
            while position < delta.count, shift < 56 {
                let byte = delta[position]
                position += 1
                value |= Int(byte & 0x7F) << shift
                if byte & 0x80 == 0 { return value }
                shift += 7
            }
            return nil
        }
        guard let base = number(), let result = number() else { return nil }
        return (base, result, position)
    }

    /// Writes the new content into `target`, whose size is the result's, and lists the pieces it consists of.
    static func apply(
        _ delta: UnsafeRawBufferPointer, from start: Int, to base: UnsafeRawBufferPointer,
        into target: UnsafeMutableRawBufferPointer, pieces: inout ContiguousArray<DeltaPiece>
    ) throws(Failure) {
        guard let source = delta.baseAddress,
            let destination = target.baseAddress ?? UnsafeMutableRawPointer(bitPattern: 1)
        else {
            throw .truncated
        }
        var position = start
        var written = 0
        let end = delta.count
        while position < end {
            let instruction = source.load(fromByteOffset: position, as: UInt8.self)
            position += 1
            if instruction & 0x80 != 0 {
                var offset = 0
                var size = 0
                guard position + (instruction & 0x7F).nonzeroBitCount <= end else { throw .truncated }
                for bit in 0..<4 where instruction & (1 << bit) != 0 {
                    offset |= Int(source.load(fromByteOffset: position, as: UInt8.self)) << (8 * bit)
                    position += 1
                }
                for bit in 0..<3 where instruction & (0x10 << bit) != 0 {
                    size |= Int(source.load(fromByteOffset: position, as: UInt8.self)) << (8 * bit)
                    position += 1
                }
                if size == 0 { size = 0x10000 }
                guard offset + size <= base.count, written + size <= target.count, let from = base.baseAddress else {
                    throw .overrun
                }
                (destination + written).copyMemory(from: from + offset, byteCount: size)
                pieces.append(DeltaPiece(start: written, count: size, baseStart: offset))
                written += size
            } else if instruction != 0 {
                let size = Int(instruction)
                guard position + size <= end else { throw .truncated }
                guard written + size <= target.count else { throw .overrun }
                (destination + written).copyMemory(from: source + position, byteCount: size)
                pieces.append(DeltaPiece(start: written, count: size, baseStart: -1))
                position += size
                written += size
            } else {
                throw .reservedInstruction
            }
        }
        if written != target.count { throw .sizeDiffers }
    }
}
