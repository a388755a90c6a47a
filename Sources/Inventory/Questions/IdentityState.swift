/// Where an identity's credentials stand now, if it has any.
package enum IdentityState: String, Sendable, CaseIterable {
    /// A literal stands at HEAD, in a file, or in the repository's own folder.
    case exposed
    /// Only in history.
    case inHistory = "in-history"
    case expired, vaulted, declared, gone

    /// - Parameter text: from a roll; what no version of ours writes counts as gone.
    init(stored text: String) { self = IdentityState(rawValue: text) ?? .gone }

    /// The state as an expression on the table `identity`. Time passes without anybody writing: what has expired is told
    /// when it is asked.
    /// - Parameter now: the present, as SQL.
    static func expression(now: String = "?1") -> String {
        "CASE WHEN state IN ('exposed', 'in-history') AND expires < \(now) THEN 'expired' ELSE state END"
    }
}
