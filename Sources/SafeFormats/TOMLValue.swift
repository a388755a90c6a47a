/// A value of a TOML document (https://toml.io, version 1.0), with the line it begins on.
package struct TOMLValue: Sendable {
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
    package let reason: String
}

extension TOMLValue {
    package subscript(key: String) -> TOMLValue? { entries.first { $0.key == key }?.value }

    package var entries: [(key: String, value: TOMLValue)] {
        guard case .table(let entries) = content else { return [] }
        return entries
    }

    package var keys: [String] { entries.map(\.key) }
    package var isTable: Bool { if case .table = content { true } else { false } }

    package var items: [TOMLValue] {
        guard case .array(let items) = content else { return [] }
        return items
    }

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
