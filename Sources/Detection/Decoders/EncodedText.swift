/// A text that is looked through for what stands encoded in it: a content, or what was decoded of one.
struct EncodedText {
    let content: UnsafeRawBufferPointer
    let isBinary: Bool
    /// How many encodings lie around it; 0 for a content as it was given.
    private(set) var depth = 0

    init(_ content: UnsafeRawBufferPointer, isBinary: Bool) {
        self.content = content
        self.isBinary = isBinary
    }

    /// Whether it is a content as it was given, whose lines can be remembered.
    var isOutermost: Bool { depth == 0 }
    /// The content for those who stay within it by themselves. Safe: only texts that are not empty are looked through.
    var bytes: UnsafePointer<UInt8> { content.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self) }

    /// What was decoded of it, one encoding further in.
    func decoded(_ content: UnsafeRawBufferPointer, isBinary: Bool) -> EncodedText {
        var text = EncodedText(content, isBinary: isBinary)
        text.depth = depth + 1
        return text
    }
}
