internal import Model

/// A table that is made and filled in one file, as dumps of databases have it: the columns are named once.
///
///     CREATE TABLE `users` (`id` int, `password` varchar(60));
///     INSERT INTO `users` VALUES (1, '…'), (2, '…');
enum CreatedTable {
    /// How far the statement reaches on either side of the column's name, and the rows stand behind it.
    private static let reach = 4096

    /// - Returns: nil if the hit is no column of such a table; and all bytes that decided.
    static func read(in content: UnsafeRawBufferPointer, hit: ByteSpan) -> (list: ColumnList?, looked: ByteSpan) {
        let text = WindowText(content, from: hit.start - reach, to: hit.end + 2 * reach)
        var looked = hit
        guard holdsText(text, behind: ColumnList.nameEnd(text, hit)), let key = KeySite(text, around: hit),
            let create = create(before: key.name.start, text, &looked)
        else { return (nil, looked) }
        guard let table = table(from: create, text), let column = columns(from: table.open, to: key.name.start, text),
            let end = end(from: key.end, text, &looked)
        else { return (nil, looked) }
        var here = end
        while here < min(end + reach, text.end) {
            if text.has("create table", at: here) { break }
            if let rows = rows(of: table.name, at: here, text) {
                looked.end = max(looked.end, rows + 1)
                let lines = ByteSpan(
                    LineFinder.start(before: create, in: content), LineFinder.end(after: rows, in: content))
                let list = ColumnList(
                    name: key.name, column: column, lines: lines, rows: .values(rows), table: table.name)
                return (list, looked)
            }
            here += 1
        }
        looked.end = max(looked.end, here + 1)
        return (nil, looked)
    }

    /// - Returns: the `(` of the first row, if `INSERT INTO table VALUES (` stands at `here`.
    static func rows(of table: ByteSpan, at here: Int, _ text: WindowText) -> Int? {
        guard text.has("insert into ", at: here) else { return nil }
        var name = here + 12
        if isMark(text[name]) { name += 1 }
        guard (0..<table.count).allSatisfy({ text[name + $0] == text.bytes[table.start + $0] }) else { return nil }
        name += table.count
        guard !ByteClass.isName(text[name]) else { return nil }
        if isMark(text[name]) { name += 1 }
        name = text.skippingWhitespace(name)
        guard text.has("values", at: name) else { return nil }
        let open = text.skippingWhitespace(name + 6)
        return text[open] == UInt8(ascii: "(") ? open : nil
    }

    /// A type that holds text follows the column's name: what most hits have not.
    private static func holdsText(_ text: WindowText, behind end: Int) -> Bool {
        let blank = isMark(text[end]) ? end + 1 : end
        guard ByteClass.isBlank(text[blank]) else { return false }
        let types: [StaticString] = [
            "varchar", "char", "nvarchar", "text", "tinytext", "mediumtext", "longtext", "varbinary", "binary",
        ]
        let type = text.skippingBlanks(blank)
        return types.contains { text.has($0, at: type) && !ByteClass.isLetter(text[type + $0.utf8CodeUnitCount]) }
    }

    /// Where the statement begins that the column stands in.
    private static func create(before start: Int, _ text: WindowText, _ looked: inout ByteSpan) -> Int? {
        var here = start - 1
        defer { looked.start = min(looked.start, here) }
        while here >= max(text.start, start - reach), text[here] != UInt8(ascii: ";") {
            if text.has("create table ", at: here) { return here }
            here -= 1
        }
        return nil
    }

    /// The table's name without what marks it, and the `(` before its first column.
    private static func table(from create: Int, _ text: WindowText) -> (name: ByteSpan, open: Int)? {
        var here = text.skippingBlanks(create + 13)
        if text.has("if not exists ", at: here) { here += 14 }
        if isMark(text[here]) { here += 1 }
        let start = here
        while ByteClass.isName(text[here]) || text[here] == UInt8(ascii: ".") { here += 1 }
        let name = ByteSpan(start, here)
        if isMark(text[here]) { here += 1 }
        here = text.skippingWhitespace(here)
        return name.isEmpty || text[here] != UInt8(ascii: "(") ? nil : (name, here)
    }

    /// How many columns stand before the one whose name begins at `end`.
    private static func columns(from open: Int, to end: Int, _ text: WindowText) -> Int? {
        var (columns, depth) = (0, 0)
        for index in open + 1..<max(end, open + 1) {
            switch text[index] {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            case UInt8(ascii: ",") where depth == 0: columns += 1
            default: break
            }
            if depth < 0 { return nil }
        }
        return depth == 0 ? columns : nil
    }

    /// Behind the bracket that ends the columns.
    private static func end(from start: Int, _ text: WindowText, _ looked: inout ByteSpan) -> Int? {
        var (here, depth) = (start, 0)
        defer { looked.end = max(looked.end, here + 1) }
        while here < min(start + reach, text.end), text[here] != UInt8(ascii: ";") {
            if text[here] == UInt8(ascii: "(") { depth += 1 }
            if text[here] == UInt8(ascii: ")") { depth -= 1 }
            here += 1
            if depth < 0 { return here }
        }
        return nil
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "`") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "[")
            || byte == UInt8(ascii: "]")
    }
}
