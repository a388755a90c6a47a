/// Line and column, both from 1. Columns count bytes.
package struct TextPosition: Hashable, Sendable, Comparable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Where a credential stands.
package struct Location: Hashable, Sendable {
    /// The target as it was named to the scan.
    package var source: String
    package let carrier: Carrier
    /// Raw bytes: a path need not be UTF-8. Relative to the source; for carriers that are not files a name such as a ref or commit.
    package let path: [UInt8]
    /// The blob whose text `start` and `end` count in; nil outside the object database.
    package let blob: ObjectID?
    package let start: TextPosition
    /// Just behind the last byte.
    package let end: TextPosition

    package init(
        source: String, carrier: Carrier, path: [UInt8], blob: ObjectID?, start: TextPosition, end: TextPosition
    ) {
        self.source = source
        self.carrier = carrier
        self.path = path
        self.blob = blob
        self.start = start
        self.end = end
    }

    /// The path as text, invalid bytes replaced.
    package var pathText: String { String(decoding: path, as: UTF8.self) }
    /// For reports that people read: of a blob that nothing names its id, by which Git shows it.
    package var shownPath: [UInt8] {
        guard carrier == .danglingBlob, path.first ?? UInt8(ascii: "!") == UInt8(ascii: "!"), let blob else {
            return path
        }
        return Array(blob.hex.utf8) + path
    }
    package var shownPathText: String { String(decoding: shownPath, as: UTF8.self) }
    package var isPathUTF8: Bool { String(validating: path, as: UTF8.self) != nil }
}
