import Model
import PackFormat
import Testing

@Suite struct DeltaTests {
    private func apply(_ delta: [UInt8], to base: [UInt8], size: Int) -> Result<[UInt8], Delta.Failure> {
        var target = [UInt8](repeating: 0, count: size)
        var copies = ContiguousArray<CopiedSpan>()
        do {
            try delta.withUnsafeBytes { delta in
                try base.withUnsafeBytes { base in
                    try target.withUnsafeMutableBytes {
                        try Delta.apply(delta, from: 0, to: base, into: $0, copies: &copies)
                    }
                }
            }
            return .success(target)
        } catch let failure as Delta.Failure {
            return .failure(failure)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    @Test func appliesDeltas() {
        let base = Array("hello world".utf8)
        // copy 6…11, insert two bytes, copy 0…5
        #expect(
            apply([0x91, 6, 5, 2, 0x2c, 0x20, 0x90, 5], to: base, size: 12) == .success(Array("world, hello".utf8)))
        #expect(apply([], to: base, size: 0) == .failure(.truncated) || apply([], to: base, size: 0) == .success([]))
        let large = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 >> 3) }
        // No size bytes mean 0x10000.
        #expect(apply([0x81, 1], to: large, size: 0x10000) == .success(Array(large[1..<0x10001])))
    }

    @Test(
        arguments: [
            ([0x91, 6], 5, Delta.Failure.truncated), ([0x80 | 0x7f, 1, 2, 3], 5, .truncated),
            ([5, 1, 2], 5, .truncated),
            ([0x91, 6, 6], 6, .overrun), ([0x91, 200, 1], 1, .overrun), ([0x90, 5], 4, .overrun),
            ([2, 1, 1], 1, .overrun),
            ([0x80], 0x10000, .overrun), ([0xff, 255, 255, 255, 255, 255, 255, 255], 10, .overrun),
            ([1, 0x61, 0], 2, .reservedInstruction), ([0], 0, .reservedInstruction), ([0x90, 5], 6, .sizeDiffers),
        ] as [([UInt8], Int, Delta.Failure)])
    func refusesDeltas(delta: [UInt8], size: Int, failure: Delta.Failure) {
        #expect(apply(delta, to: Array("hello world".utf8), size: size) == .failure(failure))
    }

    @Test func refusesToCopyFromNothing() {
        #expect(apply([0x90, 1], to: [], size: 1) == .failure(.overrun))
    }

    @Test func readsDeltaSizes() throws {
        func sizes(_ bytes: [UInt8]) -> [Int]? {
            bytes.withUnsafeBytes { Delta.sizes(of: $0).map { [$0.base, $0.result, $0.start] } }
        }
        #expect(sizes([11, 12, 0x90]) == [11, 12, 2])
        #expect(sizes([0x80, 0x01, 0xff, 0x7f]) == [128, 16_383, 4])
        #expect(sizes([]) == nil)
        #expect(sizes([1]) == nil)
        #expect(sizes([0x80, 0x80]) == nil)
        #expect(sizes([UInt8](repeating: 0xff, count: 40)) == nil)
    }

    @Test func makesTheContentOfItsBaseAlone() {
        let base = Array("hello world".utf8)
        let delta: [UInt8] = [11, 12, 0x91, 6, 5, 2, 0x2c, 0x20, 0x90, 5]
        #expect(Delta.applied(delta, to: base, limit: 12) == Array("world, hello".utf8))
        #expect(Delta.applied(delta, to: base, limit: 11) == nil)
        #expect(Delta.applied(delta, to: base, limit: 12, budget: 11 + 12 + delta.count) != nil)
        #expect(Delta.applied(delta, to: base, limit: 12, budget: 11 + 12 + delta.count - 1) == nil)
        #expect(Delta.applied(delta, to: Array("hello".utf8), limit: 12) == nil)
        #expect(Delta.applied(delta.dropLast(2) + [], to: base, limit: 12) == nil)
        #expect(Delta.applied([0, 0], to: [], limit: 0) == [])
    }
}
