package import Model

/// Finds UUIDs wherever they stand, whatever their key.
///
/// A UUID by itself is a name, not a secret, so this is no part of `GenericDetector`, which reports a UUID only
/// where the key says what it opens. Some labelled collections count every UUID that is not plainly made up; who
/// wants that runs this beside it. No anchor leads to a UUID, but few bytes of a text need to be looked at.
package struct UUIDDetector: Sendable {
    private static let length = 36

    package init() {}

    /// Appends the UUIDs that lie in `range`.
    package func candidates(in content: UnsafeRawBufferPointer, range: ByteSpan, into found: inout [GenericCandidate]) {
        let text = WindowText(content, from: range.start, to: range.end)
        // `last` is where a UUID would end; a byte that no UUID has moves that behind it.
        var last = text.start + Self.length - 1
        while last < text.end {
            var here = last
            let first = last - Self.length + 1
            while here >= first, ByteClass.isHex(text[here]) || text[here] == UInt8(ascii: "-") { here -= 1 }
            guard here < first else {
                last = here + Self.length
                continue
            }
            guard isUUID(text, at: first) else {
                last += 1
                continue
            }
            append(ByteSpan(first, last + 1), in: text, to: &found)
            last += Self.length
        }
    }

    /// Hyphens in their places, and no longer run of such bytes around it.
    private func isUUID(_ text: WindowText, at start: Int) -> Bool {
        let end = start + Self.length
        guard !ByteClass.isName(text[start - 1]), !ByteClass.isName(text[end]) else { return false }
        return ValueForm.isUUID(WindowText(text.bytes, from: start, to: end))
    }

    private func append(_ span: ByteSpan, in text: WindowText, to found: inout [GenericCandidate]) {
        let value = UnsafeRawBufferPointer(rebasing: text.bytes[span.start..<span.end])
        let shape = ValueShape(value)
        var evidence = ValueJudge.evidence(for: value, shape: shape)
        // 00000000-0000-0000-0000-000000000001, 12345678-1234-1234-1234-123456789abc: made up.
        guard shape.distinct > 8, !evidence.contains(.isSequence), !evidence.contains(.isRepetitive) else { return }
        evidence.insert(.keyAmbiguous)
        found.append(GenericCandidate(kind: .uuid, key: span, secret: span, whole: span, evidence: evidence))
    }
}
