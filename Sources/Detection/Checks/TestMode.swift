/// Vendors mark the keys of their test mode in the key itself: `sk_test_…`, `sandbox_…`, `TEST-…`.
enum TestMode {
    static func isMarked(_ secret: UnsafeRawBufferPointer) -> Bool {
        let text = WindowText(secret, from: 0, to: min(secret.count, 24))
        return (0..<text.end).contains { offset in
            text.has("test", at: offset) && !ByteClass.isLetter(text[offset + 4])
                && !ByteClass.isLetter(text[offset - 1])
                || text.has("sandbox", at: offset)
        }
    }
}
