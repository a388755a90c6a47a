package import Model

/// An annotated tag: what it points at, who made it, its message.
package struct TagObject {
    /// nil in a damaged tag.
    package let target: ObjectID?
    /// Empty in old tags, which have none.
    package let tagger: ByteSpan
    package let message: ByteSpan

    package init(_ content: UnsafeRawBufferPointer) {
        var target: ObjectID?
        var tagger = ByteSpan(0, 0)
        let end = ObjectHeaders.forEach(in: content) { name, value in
            switch name {
            case .object: target = ObjectID(hexDigits: content, in: value)
            case .tagger: tagger = value
            default: break
            }
        }
        self.target = target
        self.tagger = tagger
        message = ByteSpan(end, content.count)
    }
}
