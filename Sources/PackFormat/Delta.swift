package import Model

/// What a delta of a pack says (gitformat-pack(5)), and what it makes.
package enum Delta {
    package enum Failure: Error {
        case truncated, overrun, reservedInstruction, sizeDiffers
    }

    /// Sizes of base and result that stand at the head of a delta, and where its instructions begin.
    package static func sizes(of delta: UnsafeRawBufferPointer) -> (base: Int, result: Int, start: Int)? {
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

    /// The content that a delta makes of its base; nil if it is damaged or was made for another base.
    /// - Parameters:
    ///   - limit: how many bytes the content may have.
    ///   - budget: what base, delta and content may take together, in bytes.
    package static func applied(_ delta: [UInt8], to base: [UInt8], limit: Int, budget: Int = .max) -> [UInt8]? {
        delta.withUnsafeBytes { instructions in
            guard let sizes = sizes(of: instructions), sizes.base == base.count,
                sizes.result <= limit, sizes.base + sizes.result + delta.count <= budget
            else { return nil }
            var isApplied = false
            // Not filled with zeros: a few bytes may claim any size.
            let content = [UInt8](unsafeUninitializedCapacity: sizes.result) { buffer, count in
                let target = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[..<sizes.result])
                var copies = ContiguousArray<CopiedSpan>()
                isApplied = base.withUnsafeBytes { source in
                    (try? apply(instructions, from: sizes.start, to: source, into: target, copies: &copies)) != nil
                }
                count = isApplied ? sizes.result : 0
            }
            return isApplied ? content : nil
        }
    }

    /// Writes the new content into `target`, whose size is the result's, and lists what it copied from the base: in
    /// order, what adjoins in both contents as one, for Git cuts long copies.
    package static func apply(
        _ delta: UnsafeRawBufferPointer, from start: Int, to base: UnsafeRawBufferPointer,
        into target: UnsafeMutableRawBufferPointer, copies: inout ContiguousArray<CopiedSpan>
    ) throws(Failure) {
        guard let source = delta.baseAddress,
            let destination = target.baseAddress ?? UnsafeMutableRawPointer(bitPattern: 1)
        else {
            throw .truncated
        }
        var position = start
        var written = 0
        let end = delta.count
        // The copy made last. It is listed when it can grow no more.
        var (copyStart, copyEnd, copySource) = (0, 0, 0)
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
                copy(
                    from + offset, size, to: destination + written,
                    hasRoom: offset + leastCall <= base.count && written + leastCall <= target.count)
                if copyEnd != written || copySource + (copyEnd - copyStart) != offset || copyEnd == 0 {
                    if copyEnd > 0 { copies.append(CopiedSpan(start: copyStart, end: copyEnd, source: copySource)) }
                    (copyStart, copySource) = (written, offset)
                }
                written += size
                copyEnd = written
            } else if instruction != 0 {
                let size = Int(instruction)
                guard position + size <= end else { throw .truncated }
                guard written + size <= target.count else { throw .overrun }
                copy(
                    source + position, size, to: destination + written,
                    hasRoom: position + leastCall <= end && written + leastCall <= target.count)
                position += size
                written += size
            } else {
                throw .reservedInstruction
            }
        }
        if copyEnd > 0 { copies.append(CopiedSpan(start: copyStart, end: copyEnd, source: copySource)) }
        if written != target.count { throw .sizeDiffers }
    }

    /// Bytes from which on a copy is worth a call.
    private static let leastCall = 32

    /// - Parameter hasRoom: whether `leastCall` bytes lie on both sides. What is copied too much is written over by the
    ///   instructions that follow, which fill the target to its end.
    @inline(__always)
    private static func copy(
        _ source: UnsafeRawPointer, _ size: Int, to target: UnsafeMutableRawPointer, hasRoom: Bool
    ) {
        if size <= leastCall, hasRoom {
            typealias Half = SIMD2<UInt64>
            let (first, second) = (
                source.loadUnaligned(fromByteOffset: 0, as: Half.self),
                source.loadUnaligned(fromByteOffset: 16, as: Half.self)
            )
            target.storeBytes(of: first, toByteOffset: 0, as: Half.self)
            target.storeBytes(of: second, toByteOffset: 16, as: Half.self)
        } else {
            target.copyMemory(from: source, byteCount: size)
        }
    }
}
