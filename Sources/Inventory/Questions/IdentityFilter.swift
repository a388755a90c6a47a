internal import GRDB

/// What of the roll is asked for.
package struct IdentityFilter: Sendable {
    /// What a list is sorted by.
    package enum Order: String, Sendable, CaseIterable {
        case age, name, places, sources, owner, kind, provider, rotated
    }

    /// Any of these; all where it is empty.
    package var kinds: [String] = []
    package var providers: [String] = []
    package var states: [IdentityState] = []
    /// Part of an owner's name.
    package var owner: String?
    package var hasNoOwner = false
    /// Introduced before this many seconds since 1970.
    package var introducedBefore: Int64?
    package var isAtHead = false
    /// In more than one source.
    package var isShared = false
    package var isUnresolved = false
    /// In production and elsewhere.
    package var isMixed = false
    /// What speaks against any of these items of a framework.
    package var items: [Framework.Item] = []
    /// Seconds since 1970; what is older is long-lived.
    package var longLivedBefore: Int64 = 0
    /// Part of name, account, key or id.
    package var text: String?
    /// Part of the name of a source in which it stands.
    package var source: String?
    /// Glob of a path at which it stands, where `*` goes over `/` too.
    package var path: String?
    package var order = Order.age
    package var isReversed = false
    /// nil for all.
    package var limit: Int?

    package init() {}
}

extension IdentityFilter {
    /// A condition on the table `identity`, and its arguments after `?1`, which is the present.
    ///
    /// All but part of a name is read from `identity_by_age`, which holds every column that is asked for here, so that a
    /// list of a million identities reads tens of megabytes and no rows but those it prints.
    func condition(_ db: Database) throws -> (sql: String, arguments: StatementArguments) {
        var parts: [String] = []
        var arguments: StatementArguments = []
        func isAmong(_ column: String, _ values: [String]) {
            guard !values.isEmpty else { return }
            parts.append("\(column) IN (\(values.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(values)
        }
        isAmong("kind", kinds)
        isAmong("provider", providers)
        isAmong(IdentityState.expression(), states.map(\.rawValue))
        if let owner {
            parts.append("owner_set IN (SELECT pk FROM owner_set WHERE instr(lower(names), lower(?)) > 0)")
            arguments += [owner]
        }
        if hasNoOwner { parts.append("owner_set IS NULL") }
        if let introducedBefore { parts.append("introduced < \(introducedBefore)") }
        if isAtHead { parts.append("places_at_head > 0") }
        if isShared { parts.append("sources > 1") }
        if isUnresolved { parts.append("NOT is_resolved") }
        if isMixed { parts.append("is_mixed") }
        if !items.isEmpty {
            let any = items.map { "(\($0.condition(oldest: longLivedBefore)))" }
            parts.append("(\(any.joined(separator: " OR ")))")
        }
        if let text {
            parts.append(
                "(instr(lower(name || ' ' || coalesce(account, '') || ' ' || key), lower(?)) > 0 OR id LIKE ? || '%')")
            arguments += [text, text]
        }
        if let source { parts.append(try Self.standsIn(source, db)) }
        if let path {
            parts.append(
                """
                pk IN (SELECT identity FROM sighting INDEXED BY sighting_by_source WHERE path GLOB ?
                    UNION SELECT identity FROM declaration WHERE path GLOB ? UNION SELECT identity FROM reference WHERE path GLOB ?)
                """)
            arguments += [path, path, path]
        }
        return (parts.isEmpty ? "true" : parts.joined(separator: " AND "), arguments)
    }

    /// Where few sources are meant, what stands in them is listed; where many are, each identity is looked up, which ends
    /// at the first place that fits.
    private static func standsIn(_ name: String, _ db: Database) throws -> String {
        let sources = try Int64.fetchAll(db, sql: "SELECT pk FROM source WHERE instr(name, ?) > 0", arguments: [name])
        let isMost = sources.count * 4 > (try Int.fetchOne(db, sql: "SELECT count(*) FROM source") ?? 0)
        let list = sources.map(String.init).joined(separator: ", ")
        let tables = ["sighting", "declaration", "reference"]
        if isMost {
            return "("
                + tables.map {
                    "EXISTS (SELECT 1 FROM \($0) x WHERE x.identity = identity.pk AND +x.source IN (\(list)))"
                }
                .joined(separator: " OR ") + ")"
        }
        return "pk IN ("
            + tables.map { "SELECT identity FROM \($0) WHERE source IN (\(list))" }.joined(separator: " UNION ") + ")"
    }

    /// The id last, so that the order is total; the indexes have it too.
    var orderTerms: String {
        let (column, descends) =
            switch order {
            case .age: ("introduced", false)
            case .name: ("name", false)
            case .places: ("places", true)
            case .sources: ("sources", true)
            case .owner: ("owner", false)
            case .kind: ("kind", false)
            case .provider: ("provider", false)
            case .rotated: ("rotated", false)
            }
        let isDescending = descends != isReversed
        return "\(column) \(isDescending ? "DESC" : "ASC"), id \(isDescending ? "DESC" : "ASC")"
    }
}
