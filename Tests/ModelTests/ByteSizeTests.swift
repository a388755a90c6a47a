import Model
import Testing

@Suite struct ByteSizeTests {
    @Test(arguments: [
        ("1", 1), ("64M", 64 << 20), ("64m", 64 << 20), ("4G", 4 << 30), ("1T", 1 << 40), ("8KiB", 8 << 10),
        ("8 kb", 8 << 10), ("512 MB", 512 << 20), ("1Ki", 1 << 10), ("10B", 10), ("007K", 7 << 10),
    ])
    func reads(_ text: String, _ bytes: Int) { #expect(ByteSize.bytes(text) == bytes) }

    @Test(arguments: ["", "0", "0G", "M", "-1M", "+1M", "1.5G", "1X", "1MM", "1iB", "1KiK", "x1", "1 2", "9999999999T"])
    func refuses(_ text: String) { #expect(ByteSize.bytes(text) == nil) }
}
