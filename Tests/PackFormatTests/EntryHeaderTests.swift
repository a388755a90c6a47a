import PackFormat
import Testing

@Suite struct EntryHeaderTests {
    private func header(_ bytes: [UInt8]) -> EntryHeader? { bytes.withUnsafeBytes { EntryHeader($0, nameSize: 20) } }

    /// The bytes of an entry and what they say: kind, size, base, length.
    @Test(
        arguments: [
            ([0x10], 1, 0, .none, 1), ([0x3f, 9, 9], 3, 15, .none, 1), ([0xb5, 0x01], 3, 21, .none, 2),
            ([0xbf, 0xff, 0x7f, 9], 3, 0x3ffff, .none, 3), ([0x00], 0, 0, .none, 1), ([0x51], 5, 1, .none, 1),
            // Each further byte of a distance counts from 1: no distance has two forms.
            ([0x61, 0x00], 6, 1, .before(0), 2), ([0x61, 0x7f], 6, 1, .before(127), 2),
            ([0x61, 0x80, 0x00], 6, 1, .before(128), 3), ([0x61, 0xff, 0x7f], 6, 1, .before(0x407f), 3),
            ([0xe1, 0x01, 0x80, 0x00], 6, 17, .before(128), 4),
            ([0x72] + [UInt8](repeating: 7, count: 20), 7, 2, .named(at: 1), 21),
        ] as [([UInt8], UInt8, Int, EntryHeader.Base, Int)])
    func readsHeaders(bytes: [UInt8], kind: UInt8, size: Int, base: EntryHeader.Base, length: Int) throws {
        let header = try #require(self.header(bytes))
        #expect(header.kind == kind && header.size == size && header.base == base && header.length == length)
        #expect(header.isWhole == (1...4).contains(kind))
    }

    @Test(
        arguments: [
            [], [0xb0], [0xb0, 0x80], [0x60], [0x60, 0x80], [0x70] + [UInt8](repeating: 7, count: 19),
            [0xb0] + [UInt8](repeating: 0xff, count: 30), [0x60] + [UInt8](repeating: 0xff, count: 30),
        ] as [[UInt8]])
    func refusesHeadersThatEndTooSoonOrNever(_ bytes: [UInt8]) {
        #expect(header(bytes) == nil)
    }
}
