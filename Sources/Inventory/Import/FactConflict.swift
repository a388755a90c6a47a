/// What becomes of a fact that the roll knows already, whether a findings file or another roll tells of it again. None of it
/// depends on who comes first.
///
/// Each clause ends an `INSERT` that names the table's columns as they are.
enum FactConflict {
    /// One secret in several spellings (a key with other line breaks): the least describes it. Of two kinds the one that
    /// says something.
    static let credential = """
        ON CONFLICT (fingerprint) DO UPDATE SET
            kind = CASE WHEN (excluded.kind = 'other', excluded.kind) < (kind = 'other', kind) THEN excluded.kind ELSE kind END,
            provider = min(provider, excluded.provider),
            redacted = min(redacted, excluded.redacted), length = min(length, excluded.length),
            entropy = min(entropy, excluded.entropy), expires = \(least("expires"))
        """

    static let identity = """
        ON CONFLICT (key) DO UPDATE SET kind = min(kind, excluded.kind), provider = min(provider, excluded.provider),
            name = min(name, excluded.name), account = \(greatest("account"))
        """

    /// A scan that found less has scrubbed less: the summary with more taken out stays.
    static let commit = """
        ON CONFLICT (id) DO UPDATE SET summary = CASE
            WHEN \(gaps("summary")) > \(gaps("excluded.summary")) THEN summary
            WHEN \(gaps("summary")) < \(gaps("excluded.summary")) THEN excluded.summary
            ELSE min(summary, excluded.summary) END
        """

    static let removal = """
        ON CONFLICT DO UPDATE SET replaced_by = max(coalesce(replaced_by, x''), coalesce(excluded.replaced_by, x''))
            WHERE excluded.replaced_by IS NOT NULL
        """

    static let ownership = """
        ON CONFLICT (source, kind) DO UPDATE SET path = excluded.path, text = excluded.text,
            as_of_rank = excluded.as_of_rank
            WHERE (as_of_rank, path, text) < (excluded.as_of_rank, excluded.path, excluded.text)
        """

    /// Of a declaration or a reference: the widest times, and the rest as the latest run saw it.
    static let artefact = """
        ON CONFLICT (id) DO UPDATE SET
            first_seen = \(least("first_seen")), introduced = \(least("introduced")), removed = \(greatest("removed")),
            line = CASE WHEN \(isLaterArtefact) THEN excluded.line ELSE line END,
            facts = CASE WHEN \(isLaterArtefact) THEN excluded.facts ELSE facts END,
            at_head = CASE WHEN \(isLaterArtefact) THEN excluded.at_head ELSE at_head END,
            as_of = CASE WHEN as_of_rank < excluded.as_of_rank THEN excluded.as_of ELSE as_of END,
            as_of_rank = max(as_of_rank, excluded.as_of_rank)
        """

    /// Of one run the order decides that does not depend on which came first.
    private static let isLaterArtefact =
        "(as_of_rank, at_head, line, facts) < (excluded.as_of_rank, excluded.at_head, excluded.line, excluded.facts)"

    /// How often something was taken out of a text.
    private static func gaps(_ text: String) -> String { "length(\(text)) - length(replace(\(text), '…', ''))" }

    private static func least(_ column: String) -> String { extreme("min", column, "excluded.\(column)") }
    private static func greatest(_ column: String) -> String { extreme("max", column, "excluded.\(column)") }

    /// The least or greatest of two values, of which either may be absent.
    static func extreme(_ function: String, _ own: String, _ new: String) -> String {
        "\(function)(coalesce(\(own), \(new)), coalesce(\(new), \(own)))"
    }
}
