/// The text of word processors', presentations' and spreadsheets' documents (OOXML, ODF), which programs cut into pieces
/// wherever the spelling was checked or a letter is of another colour: `ghp_` and the rest of a token in two elements.
enum DocumentText {
    /// Parts of a document that hold text for people. What is left of other parts is read as it stands.
    static func isPart(_ name: [UInt8]) -> Bool {
        let name = String(decoding: name, as: UTF8.self)
        guard name.hasSuffix(".xml") else { return false }
        return name == "content.xml" || name.hasPrefix("word/") && name.split(separator: "/").count == 2
            || name == "xl/sharedStrings.xml" || name.hasPrefix("xl/comments") || name.hasPrefix("ppt/slides/slide")
            || name.hasPrefix("ppt/notesSlides/notes")
    }

    /// Elements behind which a line ends, by their names without a prefix.
    private static let blocks: Set<String> = [
        "p", "br", "si", "h", "tr", "line-break", "tab", "comment", "list-item", "table-row",
    ]
    private static let longestBlock = 12
    /// Bytes of a tag that is read for its attributes.
    private static let longestTag = 16 << 10
    private static let longestName = 60
    /// Shorter values of attributes are measures and colours.
    private static let leastValue = 12

    /// Texts as they are read, a line for each paragraph, then each long value of an attribute on a line of its own.
    static func text(of xml: UnsafeRawBufferPointer) -> [UInt8] {
        var text: [UInt8] = []
        var values: [UInt8] = []
        text.reserveCapacity(xml.count / 4)
        var position = 0
        while position < xml.count {
            guard xml[position] == UInt8(ascii: "<") else {
                text.append(xml[position])
                position += 1
                continue
            }
            var end = position + 1
            while end < xml.count, xml[end] != UInt8(ascii: ">") { end += 1 }
            let tag = UnsafeRawBufferPointer(rebasing: xml[(position + 1)..<end])
            position = min(end + 1, xml.count)
            if endsLine(tag) { if text.last != 0x0A { text.append(0x0A) } }
            if tag.count <= longestTag { appendValues(of: tag, to: &values) }
        }
        return values.isEmpty ? text : text + [0x0A] + values
    }

    private static func endsLine(_ tag: UnsafeRawBufferPointer) -> Bool {
        guard let first = tag.first, let last = tag.last else { return false }
        let isClosing = first == UInt8(ascii: "/")
        guard isClosing || last == UInt8(ascii: "/") else { return false }
        let name = tag.dropFirst(isClosing ? 1 : 0).prefix { $0 != 0x20 && $0 != UInt8(ascii: "/") }
        guard name.count < 40 else { return false }
        // Behind the prefix, where there is one.
        let own = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name[...]
        return own.count <= longestBlock && blocks.contains(String(decoding: own, as: UTF8.self))
    }

    private static func appendValues(of tag: UnsafeRawBufferPointer, to values: inout [UInt8]) {
        var position = 0
        while position < tag.count {
            let quote = tag[position]
            position += 1
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
            let start = position
            while position < tag.count, tag[position] != quote { position += 1 }
            if position - start >= leastValue {
                // With its name, which may say what it is.
                let name =
                    tag[max(0, start - longestName)..<(start - 1)].lastIndex { $0 <= 0x20 }.map { $0 + 1 } ?? start - 1
                values.append(contentsOf: tag[name..<min(position + 1, tag.count)])
                values.append(0x0A)
            }
            position += 1
        }
    }
}
