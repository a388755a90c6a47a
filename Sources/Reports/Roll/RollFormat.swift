package import Inventory

/// How lists of the roll are printed.
package enum RollFormat: String, CaseIterable, Sendable {
    case table, json, jsonl, csv

    /// - Parameters:
    ///   - total: how many there are beside those listed.
    ///   - now: seconds since 1970; ages are relative to it.
    package func write(
        _ rows: [IdentityRow], total: Int, now: Int64, width: Int, to output: inout some TextOutputStream
    ) {
        switch self {
        case .table: IdentityTable(rows: rows, total: total, now: now, width: width).write(to: &output)
        case .jsonl:
            for row in rows {
                var json = JSONWriter(layout: .oneLine)
                json.object { $0.append(row) }
                output.write(json.text + "\n")
            }
        case .json:
            var json = JSONWriter(layout: .indented)
            json.object {
                $0.field("schema", "rollcall.identities/1")
                $0.field("total", total)
                $0.array("identities", rows) { json, row in json.object { $0.append(row) } }
            }
            output.write(json.text + "\n")
        case .csv:
            output.write(CSV.line(IdentityColumn.allCases.map(\.rawValue)))
            for row in rows { output.write(CSV.line(IdentityColumn.allCases.map { $0.value(of: row) })) }
        }
    }
}

extension JSONWriter {
    mutating func append(_ row: IdentityRow) {
        field("schema", "rollcall.identity/1")
        field("id", row.id)
        field("key", row.key)
        field("kind", row.kind)
        field("provider", row.provider)
        field("name", row.name)
        field("account", row.account)
        field("resolved", row.isResolved)
        field("state", row.state.rawValue)
        field("credentials", row.credentials)
        field("places", row.places)
        field("places_at_head", row.placesAtHead)
        field("sources", row.sources)
        field("declarations", row.declarations)
        field("references", row.references)
        time("introduced", row.introduced)
        time("rotated", row.rotated)
        time("last_seen", row.lastSeen)
        time("expires", row.expires)
        field("environment_mix", row.isMixed)
        field("owner", row.owner)
        field("decision", row.decision)
        time("decision_until", row.decision == nil ? nil : row.decisionUntil)
    }

    mutating func time(_ key: String, _ seconds: Int64?) { field(key, seconds.map(CivilTime.text)) }
}
