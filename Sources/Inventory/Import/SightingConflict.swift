/// What becomes of a sighting that the roll knows already: its times grow wider, and the rest is as the latest run saw it.
enum SightingConflict {
    /// The columns of a row that are told anew by each run.
    static let snapshot = [
        "rule", "rule_revision", "confidence", "blob", "line", "\"column\"", "occurrences", "versions", "at_head",
        "in_worktree", "refs", "note", "suppressed", "facts", "is_exposed", "traits",
    ]

    /// Compared as rows these say which of two is the later. Of two that say different things in one run the greater wins,
    /// whichever came first.
    /// - Parameter value: what stands for a column.
    static func order(_ value: (String) -> String) -> String {
        func orNothing(_ column: String) -> String { "coalesce(\(value(column)), '')" }
        let terms = [
            value("as_of_rank"), value("at_head"), "coalesce(\(value("in_worktree")), -1)", value("versions"),
            value("occurrences"), value("line"), value("\"column\""), orNothing("blob"), value("rule"),
            value("rule_revision"), value("confidence"), orNothing("refs"), orNothing("note"),
            orNothing("suppressed"), orNothing("facts"),
        ]
        return "(\(terms.joined(separator: ", ")))"
    }

    /// Sets the times to the widest that the row and another telling of it have.
    static func widening(own: (String) -> String, new: (String) -> String) -> String {
        [("introduced", "min"), ("removed", "max"), ("rotated", "max"), ("first_seen", "min")]
            .map { column, function in "\(column) = \(FactConflict.extreme(function, own(column), new(column)))" }
            .joined(separator: ", ")
    }
}
