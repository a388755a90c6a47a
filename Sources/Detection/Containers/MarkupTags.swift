internal import Model

/// The tags of a document's XML in order, with the text before each. Nothing is checked: what is no XML has no tags.
struct MarkupTags {
    struct Tag {
        /// Between the angle brackets.
        let content: ByteSpan
        /// Without its prefix.
        let name: ByteSpan
        let isClosing: Bool
        /// Whether it has no content: `<br/>`.
        let isEmpty: Bool
    }

    private let xml: UnsafeRawBufferPointer
    private var position = 0

    init(_ xml: UnsafeRawBufferPointer) { self.xml = xml }

    /// - Returns: the text up to the next tag, and that tag, nil at the end.
    mutating func next() -> (text: ByteSpan, tag: Tag?)? {
        guard position < xml.count else { return nil }
        let start = position
        while position < xml.count, xml[position] != UInt8(ascii: "<") { position += 1 }
        let text = ByteSpan(start, position)
        guard position < xml.count else { return (text, nil) }
        let open = position + 1
        while position < xml.count, xml[position] != UInt8(ascii: ">") { position += 1 }
        let content = ByteSpan(open, position)
        position = min(position + 1, xml.count)
        return (text, tag(content))
    }

    private func tag(_ content: ByteSpan) -> Tag {
        let isClosing = !content.isEmpty && xml[content.start] == UInt8(ascii: "/")
        let isEmpty = !content.isEmpty && xml[content.end - 1] == UInt8(ascii: "/")
        var name = ByteSpan(content.start + (isClosing ? 1 : 0), content.start + (isClosing ? 1 : 0))
        while name.end < content.end, xml[name.end] > 0x20, xml[name.end] != UInt8(ascii: "/") {
            if xml[name.end] == UInt8(ascii: ":") { name.start = name.end + 1 }
            name.end += 1
        }
        return Tag(content: content, name: name, isClosing: isClosing, isEmpty: isEmpty)
    }

    func isNamed(_ tag: Tag, _ name: StaticString) -> Bool {
        tag.name.count == name.utf8CodeUnitCount
            && xml[tag.name.start..<tag.name.end].elementsEqual(
                UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    /// The value of an attribute, whatever its prefix; nil where the tag has none of that name.
    func attribute(_ name: StaticString, of tag: Tag) -> ByteSpan? {
        var place = tag.name.end
        while place < tag.content.end {
            guard xml[place] == UInt8(ascii: "\"") || xml[place] == UInt8(ascii: "'") else {
                place += 1
                continue
            }
            let start = place + 1
            var end = start
            while end < tag.content.end, xml[end] != xml[place] { end += 1 }
            var last = place
            while last > tag.name.end, xml[last - 1] <= 0x20 || xml[last - 1] == UInt8(ascii: "=") { last -= 1 }
            var first = last
            while first > tag.name.end, xml[first - 1] > 0x20, xml[first - 1] != UInt8(ascii: ":") { first -= 1 }
            if xml[first..<last].elementsEqual(
                UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
            {
                return ByteSpan(start, end)
            }
            place = end + 1
        }
        return nil
    }
}
