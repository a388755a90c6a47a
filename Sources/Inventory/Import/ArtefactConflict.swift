/// What becomes of an artefact that the roll knows already, whether a findings file or another roll tells of it again: the
/// widest times, and the rest as the latest run saw it.
enum ArtefactConflict {
    /// Ends an `INSERT INTO declaration` or `reference` with its columns by these names.
    static let clause = """
        ON CONFLICT (id) DO UPDATE SET
            first_seen = min(coalesce(first_seen, excluded.first_seen), coalesce(excluded.first_seen, first_seen)),
            introduced = min(coalesce(introduced, excluded.introduced), coalesce(excluded.introduced, introduced)),
            removed = max(coalesce(removed, excluded.removed), coalesce(excluded.removed, removed)),
            line = CASE WHEN \(isLater) THEN excluded.line ELSE line END,
            facts = CASE WHEN \(isLater) THEN excluded.facts ELSE facts END,
            at_head = CASE WHEN \(isLater) THEN excluded.at_head ELSE at_head END,
            as_of = CASE WHEN as_of_rank < excluded.as_of_rank THEN excluded.as_of ELSE as_of END,
            as_of_rank = max(as_of_rank, excluded.as_of_rank)
        """

    /// Of one run the order decides that does not depend on which came first.
    private static let isLater =
        "(as_of_rank, at_head, line, facts) < (excluded.as_of_rank, excluded.at_head, excluded.line, excluded.facts)"
}
