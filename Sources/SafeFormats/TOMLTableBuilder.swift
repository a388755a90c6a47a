/// A table in the making: later headers and dotted keys add to it.
final class TOMLTableBuilder {
    private enum Slot {
        case value(TOMLValue)
        case table(TOMLTableBuilder)
        case tables(TableList)
    }

    /// Shared, so that adding to it does not copy it.
    private final class TableList {
        var tables: [TOMLTableBuilder]
        init(_ first: TOMLTableBuilder) { tables = [first] }
    }

    private let line: Int
    private var order: [String] = []
    private var slots: [String: Slot] = [:]
    /// Whether a header or a brace has named it; a path only leads through the others.
    private var isNamed: Bool

    init(line: Int, isNamed: Bool = false) {
        self.line = line
        self.isNamed = isNamed
    }

    var value: TOMLValue {
        let entries = order.map { key -> (key: String, value: TOMLValue) in
            switch slots[key] {
            case .value(let value): (key, value)
            case .table(let table): (key, table.value)
            case .tables(let list):
                (key, TOMLValue(.array(list.tables.map(\.value)), line: list.tables.first?.line ?? line))
            case nil: (key, TOMLValue(.string(""), line: line))
            }
        }
        return TOMLValue(.table(entries), line: line)
    }

    /// The table of a key on the way to another; made where there is none.
    func table(below key: String, line: Int) throws(TOMLFault) -> TOMLTableBuilder {
        switch slots[key] {
        case .table(let table): return table
        case .tables(let list):
            // There is always one: it was made by its header.
            guard let last = list.tables.last else { break }
            return last
        case .value: throw TOMLFault(line: line, reason: "“\(key.prefix(40))” is no table")
        case nil: break
        }
        let table = TOMLTableBuilder(line: line)
        set(key, .table(table))
        return table
    }

    /// `[key]`.
    func named(_ key: String, line: Int) throws(TOMLFault) -> TOMLTableBuilder {
        guard slots[key] != nil else {
            let table = TOMLTableBuilder(line: line, isNamed: true)
            set(key, .table(table))
            return table
        }
        guard case .table(let table) = slots[key], !table.isNamed else { throw Self.repeated(key, line) }
        table.isNamed = true
        return table
    }

    /// `[[key]]`.
    func appended(_ key: String, line: Int) throws(TOMLFault) -> TOMLTableBuilder {
        let table = TOMLTableBuilder(line: line, isNamed: true)
        switch slots[key] {
        case nil: set(key, .tables(TableList(table)))
        case .tables(let list): list.tables.append(table)
        default: throw Self.repeated(key, line)
        }
        return table
    }

    func insert(_ value: TOMLValue, at key: String) throws(TOMLFault) {
        guard slots[key] == nil else { throw Self.repeated(key, value.line) }
        set(key, .value(value))
    }

    private func set(_ key: String, _ slot: Slot) {
        order.append(key)
        slots[key] = slot
    }

    private static func repeated(_ key: String, _ line: Int) -> TOMLFault {
        TOMLFault(line: line, reason: "“\(key.prefix(40))” is there twice")
    }
}
