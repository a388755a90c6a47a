internal import Model

/// The sheets of a workbook of Excel (ECMA-376, 18.3) as tables: a line for each row, tabs between its cells.
///
/// The texts of cells stand in one list that all sheets share, each text once; without their places it would be lost which
/// column a password stands in.
struct Spreadsheet {
    static let stringsName = "xl/sharedStrings.xml"

    /// What cells refer to by number.
    private let strings: [[UInt8]]
    private var isUsed: [Bool]
    /// A text may stand in a million cells.
    private let greatestText: Int

    /// Cells further right stand where they come.
    private static let greatestColumn = 256

    /// - Parameters:
    ///   - xml: of the list of texts; nil where each cell has its own.
    ///   - greatestText: bytes after which a sheet is cut.
    init(strings xml: UnsafeRawBufferPointer?, greatestText: Int) {
        let xml = xml ?? UnsafeRawBufferPointer(start: nil, count: 0)
        var strings: [[UInt8]] = []
        var (isWithin, isPhonetic, text) = (false, false, [UInt8]())
        var tags = MarkupTags(xml)
        while let (piece, tag) = tags.next() {
            if isWithin, !isPhonetic { Self.append(xml[piece.start..<piece.end], to: &text) }
            guard let tag else { break }
            if tags.isNamed(tag, "rPh") { isPhonetic = !tag.isClosing && !tag.isEmpty }
            guard tags.isNamed(tag, "si") else { continue }
            if tag.isClosing || tag.isEmpty {
                strings.append(text)
                text = []
            }
            isWithin = !tag.isClosing && !tag.isEmpty
        }
        self.strings = strings
        isUsed = Array(repeating: false, count: strings.count)
        self.greatestText = greatestText
    }

    static func isSheet(_ name: [UInt8]) -> Bool {
        let name = String(decoding: name, as: UTF8.self)
        return name.hasPrefix("xl/worksheets/") && name.hasSuffix(".xml") && name.split(separator: "/").count == 3
    }

    /// - Returns: the sheet's table, and below it what else it holds: formulas, notes for printing, long attributes. Also
    ///   whether that is all.
    mutating func text(ofSheet xml: UnsafeRawBufferPointer) -> (text: [UInt8], isWhole: Bool) {
        var (text, rest) = ([UInt8](), [UInt8]())
        var tags = MarkupTags(xml)
        var (column, cell, isShared, isWithin) = (0, [UInt8](), false, false)
        while let (piece, tag) = tags.next() {
            if text.count + rest.count > greatestText { return (text + rest, false) }
            guard let tag else { break }
            let isFormula = tags.isNamed(tag, "f")
            if isWithin, !isFormula {
                Self.append(xml[piece.start..<piece.end], to: &cell)
            } else if !piece.isEmpty, xml[piece.start..<piece.end].contains(where: { $0 > 0x20 }) {
                Self.append(xml[piece.start..<piece.end], to: &rest)
                rest.append(0x0A)
            }
            DocumentText.appendValues(
                of: UnsafeRawBufferPointer(rebasing: xml[tag.content.start..<tag.content.end]), to: &rest)
            if tags.isNamed(tag, "row") {
                if tag.isClosing || tag.isEmpty {
                    while text.last == 0x09 { text.removeLast() }
                    text.append(0x0A)
                }
                column = 0
            } else if tags.isNamed(tag, "c") {
                if !tag.isClosing {
                    let place = tags.attribute("r", of: tag).flatMap { Self.column(of: xml[$0.start..<$0.end]) }
                    while let place, column < place {
                        text.append(0x09)
                        column += 1
                    }
                    isShared =
                        tags.attribute("t", of: tag).map { xml[$0.start..<$0.end].elementsEqual([0x73]) } ?? false
                }
                isWithin = !tag.isClosing && !tag.isEmpty
                guard !isWithin else { continue }
                append(cell, isShared: isShared, to: &text)
                text.append(0x09)
                column += 1
                cell = []
            }
        }
        return (text + rest, true)
    }

    /// The texts that no sheet has shown.
    var rest: [UInt8] {
        var text: [UInt8] = []
        for (string, isUsed) in zip(strings, isUsed) where !isUsed {
            text += string
            text.append(0x0A)
        }
        return text
    }

    private mutating func append(_ cell: [UInt8], isShared: Bool, to text: inout [UInt8]) {
        guard isShared else { return Self.append(field: cell, to: &text) }
        guard let number = Int(String(decoding: cell, as: UTF8.self)), strings.indices ~= number else { return }
        isUsed[number] = true
        Self.append(field: strings[number], to: &text)
    }

    /// A text of several lines stands in quotes, as in comma-separated values.
    private static func append(field: [UInt8], to text: inout [UInt8]) {
        let isLong = field.contains { $0 == 0x0A || $0 == 0x09 }
        if isLong { text.append(UInt8(ascii: "\"")) }
        text += field
        if isLong { text.append(UInt8(ascii: "\"")) }
    }

    /// `C7` stands in the third column, which is 2; nil for what is no such place.
    private static func column(of place: Slice<UnsafeRawBufferPointer>) -> Int? {
        var column = 0
        for byte in place.prefix(while: ByteClass.isLetter) {
            column = column * 26 + Int(byte & 0x1F)
            if column > greatestColumn { return nil }
        }
        return column > 0 ? column - 1 : nil
    }

    /// Text as it is read: what entities stand for in their place.
    private static func append(_ piece: Slice<UnsafeRawBufferPointer>, to text: inout [UInt8]) {
        guard piece.contains(UInt8(ascii: "&")) else { return text.append(contentsOf: piece) }
        var place = piece.startIndex
        while place < piece.endIndex {
            let byte = piece[place]
            if byte == UInt8(ascii: "&"), let (made, length) = entity(piece[place...]) {
                text += made
                place += length
                continue
            }
            text.append(byte)
            place += 1
        }
    }

    private static func entity(_ piece: Slice<UnsafeRawBufferPointer>) -> (made: [UInt8], length: Int)? {
        guard let end = piece.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: piece[(piece.startIndex + 1)..<end], as: UTF8.self)
        let scalar: Unicode.Scalar?
        if name.hasPrefix("#x") {
            scalar = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        } else if name.hasPrefix("#") {
            scalar = UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
        } else {
            scalar = NamedEntities.all[name]?.scalar
        }
        guard let scalar, scalar.value > 0 else { return nil }
        return (Array(String(Character(scalar)).utf8), end + 1 - piece.startIndex)
    }
}
