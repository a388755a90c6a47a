import Inventory

/// Identities, one a line, for a terminal.
struct IdentityTable {
    let rows: [IdentityRow]
    let total: Int
    let now: Int64
    let width: Int

    func write(to output: inout some TextOutputStream) {
        if rows.isEmpty {
            output.write("No identity fits.\n")
            return
        }
        let cells = [["id", "state", "kind", "name", "places", "sources", "age", "owner"]] + rows.map(cells)
        var widths = (0..<8).map { column in cells.map { TerminalText.columns(of: $0[column]) }.max() ?? 0 }
        // Names and owners give way to the terminal's width.
        let fixed = widths.enumerated().filter { $0.offset != 3 && $0.offset != 7 }.map { $0.element + 2 }.reduce(0, +)
        let room = max(30, width - fixed - 2)
        if widths[3] + widths[7] > room {
            widths[7] = min(widths[7], max(12, room / 3))
            widths[3] = max(12, room - widths[7])
        }
        for line in cells {
            var text = ""
            for (column, cell) in line.enumerated() {
                let cut = TerminalText.safe(cell, columns: widths[column])
                let padding = String(repeating: " ", count: max(0, widths[column] - TerminalText.columns(of: cut)))
                text += (column == 4 || column == 5 ? padding + cut : cut + padding) + "  "
            }
            while text.last == " " { text.removeLast() }
            output.write(text + "\n")
        }
        if total > rows.count {
            output.write("\n\(Quantity.grouped(total - rows.count)) more; --limit 0 shows all of them\n")
        }
    }

    private func cells(_ row: IdentityRow) -> [String] {
        let state = row.decision.map { "\(row.state.rawValue), \($0)" } ?? row.state.rawValue
        return [
            row.id, state, row.kind, row.name, String(row.places + row.declarations + row.references),
            String(row.sources),
            row.introduced.map { CivilTime.span(now - $0) } ?? "?", row.owner ?? "–",
        ].map { TerminalText.safe($0) }
    }
}
