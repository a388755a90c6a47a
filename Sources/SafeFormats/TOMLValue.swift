/// A value of a TOML document (https://toml.io, version 1.0), with the line it begins on.
package struct TOMLValue: Sendable {
    /// What it is.
    package enum Content: Sendable {
        case string(String)
        case integer(Int)
        case float(Double)
        case boolean(Bool)
        /// Dates and times, as they are written.
        case date(String)
        case array([TOMLValue])
        /// In the order of the file.
        case table([(key: String, value: TOMLValue)])
    }

    package let content: Content
    /// From 1.
    package let line: Int

    /// Reads a whole document.
    package init(_ text: String) throws(TOMLFault) {
        var reader = TOMLReader(text)
        self = try reader.document()
    }

    init(_ content: Content, line: Int) {
        self.content = content
        self.line = line
    }
}

/// Why a text is no TOML.
package struct TOMLFault: Error, Sendable {
    /// From 1.
    package let line: Int
    /// For people.
    package let reason: String
}

extension TOMLValue {
    /// Of a table; nil for an absent key, and for what is no table.
    package subscript(key: String) -> TOMLValue? { entries.first { $0.key == key }?.value }

    /// Of a table, in the order of the file; none for what is no table.
    package var entries: [(key: String, value: TOMLValue)] {
        guard case .table(let entries) = content else { return [] }
        return entries
    }

    package var keys: [String] { entries.map(\.key) }
    package var isTable: Bool { if case .table = content { true } else { false } }

    /// Of an array; none for what is no array.
    package var items: [TOMLValue] {
        guard case .array(let items) = content else { return [] }
        return items
    }

    /// nil for what is another kind of value.
    package var string: String? { if case .string(let text) = content { text } else { nil } }
    package var boolean: Bool? { if case .boolean(let truth) = content { truth } else { nil } }
    package var integer: Int? { if case .integer(let number) = content { number } else { nil } }

    /// Whole numbers too.
    package var number: Double? {
        switch content {
        case .float(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }
}
