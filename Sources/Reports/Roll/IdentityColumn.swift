internal import Inventory

/// A column of a list of identities as CSV; the raw value is its heading.
enum IdentityColumn: String, CaseIterable {
    case id, kind, provider, name, account
    case isResolved = "resolved"
    case state, credentials, places
    case placesAtHead = "places_at_head"
    case sources, declarations, references, introduced, rotated
    case lastSeen = "last_seen"
    case expires
    case isMixed = "environment_mix"
    case owner, decision
    case decisionUntil = "decision_until"
    case key

    func value(of row: IdentityRow) -> String {
        func time(_ seconds: Int64?) -> String { seconds.map(CivilTime.text) ?? "" }
        return switch self {
        case .id: row.id
        case .kind: row.kind
        case .provider: row.provider
        case .name: row.name
        case .account: row.account ?? ""
        case .isResolved: String(row.isResolved)
        case .state: row.state.rawValue
        case .credentials: String(row.credentials)
        case .places: String(row.places)
        case .placesAtHead: String(row.placesAtHead)
        case .sources: String(row.sources)
        case .declarations: String(row.declarations)
        case .references: String(row.references)
        case .introduced: time(row.introduced)
        case .rotated: time(row.rotated)
        case .lastSeen: time(row.lastSeen)
        case .expires: time(row.expires)
        case .isMixed: String(row.isMixed)
        case .owner: row.owner ?? ""
        case .decision: row.decision ?? ""
        case .decisionUntil: time(row.decision == nil ? nil : row.decisionUntil)
        case .key: row.key
        }
    }
}
