internal import GRDB

/// What a list says of one identity.
package struct IdentityRow: Sendable {
    package let pk: Int64
    package let id: String
    package let key: String
    package let kind: String
    package let provider: String
    package let name: String
    package let account: String?
    /// Whether it is known whose the credential is.
    package let isResolved: Bool
    /// `exposed`, `in-history`, `expired`, `vaulted`, `declared` or `gone`.
    package let state: String
    package let credentials: Int
    package let places: Int
    package let placesAtHead: Int
    package let sources: Int
    package let declarations: Int
    package let references: Int
    /// Seconds since 1970.
    package let introduced: Int64?
    package let rotated: Int64?
    package let lastSeen: Int64?
    package let expires: Int64?
    /// The same identity in production and elsewhere.
    package let isMixed: Bool
    package let owner: String?
    /// What was decided and still holds.
    package let decision: String?
    package let decisionUntil: Int64?

    init(_ row: Row) {
        pk = row["pk"]
        id = row["id"]
        key = row["key"]
        kind = row["kind"]
        provider = row["provider"]
        name = row["name"]
        account = row["account"]
        isResolved = row["is_resolved"]
        state = row["effective_state"]
        credentials = row["credentials"]
        places = row["places"]
        placesAtHead = row["places_at_head"]
        sources = row["sources"]
        declarations = row["declarations"]
        references = row["references"]
        introduced = row["introduced"]
        rotated = row["rotated"]
        lastSeen = row["last_seen"]
        expires = row["expires"]
        isMixed = row["is_mixed"]
        owner = row["owner"]
        decision = row["effective_decision"]
        decisionUntil = row["decision_until"]
    }

    /// Time passes without anybody writing: what has expired by `?1` is told when it is asked.
    static let columns = """
        identity.*, CASE WHEN state IN ('exposed', 'in-history') AND expires < ?1 THEN 'expired' ELSE state END AS effective_state,
        CASE WHEN decision_until < ?1 THEN NULL ELSE decision END AS effective_decision
        """
}

/// What of the roll is asked for.
package struct IdentityFilter: Sendable {
    package enum Order: String, Sendable, CaseIterable {
        case age, name, places, sources, owner, kind, provider, rotated
    }

    package var kinds: [String] = []
    package var providers: [String] = []
    package var states: [String] = []
    /// Part of an owner's name.
    package var owner: String?
    package var hasNoOwner = false
    /// Introduced before this many seconds since 1970.
    package var introducedBefore: Int64?
    package var isAtHead = false
    /// In more than one source.
    package var isShared = false
    package var isUnresolved = false
    package var isMixed = false
    /// Exceptions of a framework's item, any of them; see `Framework.exceptions(ofItem:)`.
    package var populations: [Population] = []
    /// Seconds since 1970; what is older is long-lived.
    package var longLivedBefore: Int64 = 0
    /// Part of name, account, key or id.
    package var text: String?
    package var source: String?
    package var path: String?
    package var order = Order.age
    package var isReversed = false
    package var limit: Int?

    package init() {}
}

extension Roll {
    /// - Parameter now: seconds since 1970; decides what has expired.
    /// - Returns: the identities, and how many there are beyond the limit.
    package func identities(_ filter: IdentityFilter, now: Int64) throws(RollError) -> (rows: [IdentityRow], total: Int)
    {
        let (condition, arguments) = Self.condition(filter)
        return try read { db in
            let all: StatementArguments = [now] + arguments
            var sql = "SELECT \(IdentityRow.columns) FROM identity WHERE \(condition) ORDER BY \(Self.order(filter))"
            if let limit = filter.limit { sql += " LIMIT \(max(0, limit))" }
            let rows = try Row.fetchAll(db, sql: sql, arguments: all).map(IdentityRow.init)
            guard let limit = filter.limit, rows.count == limit else { return (rows, rows.count) }
            let total = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM identity WHERE ?1 IS NOT NULL AND \(condition)", arguments: all)
            return (rows, total ?? rows.count)
        }
    }

    private static func condition(_ filter: IdentityFilter) -> (String, StatementArguments) {
        var parts: [String] = []
        var arguments: StatementArguments = []
        func isAmong(_ column: String, _ values: [String]) {
            guard !values.isEmpty else { return }
            parts.append("\(column) IN (\(values.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(values)
        }
        isAmong("kind", filter.kinds)
        isAmong("provider", filter.providers)
        isAmong(
            "CASE WHEN state IN ('exposed', 'in-history') AND expires < ?1 THEN 'expired' ELSE state END", filter.states
        )
        if let owner = filter.owner {
            parts.append("pk IN (SELECT identity FROM owner WHERE instr(lower(name), lower(?)) > 0)")
            arguments += [owner]
        }
        if filter.hasNoOwner { parts.append("owner IS NULL") }
        if let time = filter.introducedBefore { parts.append("introduced < \(time)") }
        if filter.isAtHead { parts.append("places_at_head > 0") }
        if filter.isShared { parts.append("sources > 1") }
        if filter.isUnresolved { parts.append("NOT is_resolved") }
        if filter.isMixed { parts.append("is_mixed") }
        if !filter.populations.isEmpty {
            let any = filter.populations.map { "(\($0.condition(oldest: filter.longLivedBefore)))" }
            parts.append("(\(any.joined(separator: " OR ")))")
        }
        if let text = filter.text {
            parts.append(
                "(instr(lower(name || ' ' || coalesce(account, '') || ' ' || key), lower(?)) > 0 OR id LIKE ? || '%')")
            arguments += [text, text]
        }
        if let source = filter.source {
            parts.append(
                """
                pk IN (SELECT s.identity FROM (SELECT identity, source FROM sighting UNION ALL SELECT identity, source FROM declaration
                    UNION ALL SELECT identity, source FROM reference) s JOIN source x ON x.pk = s.source WHERE instr(x.name, ?) > 0)
                """)
            arguments += [source]
        }
        if let path = filter.path {
            parts.append(
                """
                pk IN (SELECT identity FROM sighting WHERE path GLOB ? UNION SELECT identity FROM declaration WHERE path GLOB ?
                    UNION SELECT identity FROM reference WHERE path GLOB ?)
                """)
            arguments += [path, path, path]
        }
        return (parts.isEmpty ? "true" : parts.joined(separator: " AND "), arguments)
    }

    /// The id last, so that the order is total; the indexes have it too.
    private static func order(_ filter: IdentityFilter) -> String {
        let (column, descends) =
            switch filter.order {
            case .age: ("introduced", false)
            case .name: ("name", false)
            case .places: ("places", true)
            case .sources: ("sources", true)
            case .owner: ("owner", false)
            case .kind: ("kind", false)
            case .provider: ("provider", false)
            case .rotated: ("rotated", false)
            }
        let isDescending = descends != filter.isReversed
        return "\(column) \(isDescending ? "DESC" : "ASC"), id \(isDescending ? "DESC" : "ASC")"
    }
}
