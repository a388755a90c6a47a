internal import Model

/// The text of word processors', presentations' and spreadsheets' documents (OOXML, ODF), which programs cut into pieces
/// wherever the spelling was checked or a letter is of another colour: `ghp_` and the rest of a token in two elements.
enum DocumentText {
    /// Parts of a document that hold text for people. What is left of other parts is read as it stands.
    static func isPart(_ name: [UInt8]) -> Bool {
        let name = String(decoding: name, as: UTF8.self)
        guard name.hasSuffix(".xml") else { return false }
        return name == "content.xml" || name.hasPrefix("word/") && name.split(separator: "/").count == 2
            || name == Spreadsheet.stringsName || name.hasPrefix("xl/comments") || name.hasPrefix("ppt/slides/slide")
            || name.hasPrefix("ppt/notesSlides/notes")
    }

    /// Elements behind which a line ends, by their names without a prefix.
    private static let blocks: [StaticString] = ["p", "br", "si", "h", "line-break", "tab", "comment", "list-item"]
    private static let rows: [StaticString] = ["tr", "table-row"]
    private static let cells: [StaticString] = ["tc", "table-cell"]
    /// Bytes of a tag that is read for its attributes.
    private static let longestTag = 16 << 10
    /// Bytes in which the name of an attribute is looked for, before its value.
    private static let longestName = 60
    /// Shorter values of attributes are measures and colours.
    private static let leastValue = 12
    /// Empty cells that one element stands for.
    private static let greatestRepeat = 64

    /// Texts as they are read, a line for each paragraph and for each row of a table, whose cells tabs part; then each long
    /// value of an attribute on a line of its own.
    static func text(of xml: UnsafeRawBufferPointer) -> [UInt8] {
        var text: [UInt8] = []
        var values: [UInt8] = []
        text.reserveCapacity(xml.count / 4)
        var tags = MarkupTags(xml)
        var cells = 0
        var isBreakDue = false
        while let (piece, tag) = tags.next() {
            if !piece.isEmpty {
                if isBreakDue, xml[piece.start..<piece.end].contains(where: { !ByteClass.isWhitespace($0) }) {
                    text.append(0x0A)
                    isBreakDue = false
                }
                text.append(contentsOf: xml[piece.start..<piece.end])
            }
            guard let tag else { break }
            let isEnd = tag.isClosing || tag.isEmpty
            if !isEnd {
                if Self.cells.contains(where: { tags.isNamed(tag, $0) }) { cells += 1 }
                // What stands before a table is no cell of its first row.
                let isRow = cells == 0 && rows.contains { tags.isNamed(tag, $0) }
                if isRow, let last = text.last, last != 0x0A { text.append(0x0A) }
            } else if Self.cells.contains(where: { tags.isNamed(tag, $0) }) {
                if tag.isClosing { cells = max(0, cells - 1) }
                isBreakDue = false
                let count = tag.isEmpty ? repeated(tag, tags, xml) : 1
                text.append(contentsOf: repeatElement(0x09, count: count))
            } else if rows.contains(where: { tags.isNamed(tag, $0) }) {
                if text.last == 0x09 { text.removeLast() }
                if text.last != 0x0A { text.append(0x0A) }
            } else if blocks.contains(where: { tags.isNamed(tag, $0) }) {
                // A cell of one paragraph is one field of its row; a cell of several has several lines.
                if cells > 0 { isBreakDue = true } else if text.last != 0x0A { text.append(0x0A) }
            }
            appendValues(of: UnsafeRawBufferPointer(rebasing: xml[tag.content.start..<tag.content.end]), to: &values)
        }
        return values.isEmpty ? text : text + [0x0A] + values
    }

    /// How many cells an empty element of OpenDocument stands for.
    private static func repeated(_ tag: MarkupTags.Tag, _ tags: MarkupTags, _ xml: UnsafeRawBufferPointer) -> Int {
        guard let count = tags.attribute("number-columns-repeated", of: tag), count.count <= 4 else { return 1 }
        let number = xml[count.start..<count.end].reduce(0) { ByteClass.isDigit($1) ? $0 * 10 + Int($1 - 0x30) : $0 }
        return min(max(1, number), greatestRepeat)
    }

    /// Appends each long value of an attribute, with the attribute's name, as a line.
    static func appendValues(of tag: UnsafeRawBufferPointer, to values: inout [UInt8]) {
        guard tag.count <= longestTag else { return }
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
