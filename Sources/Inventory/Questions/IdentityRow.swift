internal import GRDB

/// What a list says of one identity.
package struct IdentityRow: Sendable {
    /// In this file of the roll only; merged rolls number anew.
    package let pk: Int64
    /// 12 hexadecimal digits that follow from `key`, for people to type.
    package let id: String
    package let key: String
    package let kind: String
    package let provider: String
    package let name: String
    package let account: String?
    /// Whether it is known whose the credential is.
    package let isResolved: Bool
    package let state: IdentityState
    /// How many it has, in how many places and sources they stand, and what else tells of it.
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
    /// Who answers for it by the best evidence; nil if nothing tells.
    package let owner: String?
    /// What was decided and still holds.
    package let decision: String?
    /// Seconds since 1970; only of an acceptance.
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
        state = IdentityState(stored: row["effective_state"])
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

    /// Of the present, which is `?1`.
    static let columns = """
        identity.*, \(IdentityState.expression()) AS effective_state,
        CASE WHEN decision_until < ?1 THEN NULL ELSE decision END AS effective_decision
        """
}
