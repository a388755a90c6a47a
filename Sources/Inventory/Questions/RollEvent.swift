/// Something that happened to a credential, with the run or commit that shows it.
package struct RollEvent: Sendable, Equatable {
    /// What happened.
    package enum Kind: String, Sendable, CaseIterable {
        case introduced, moved, removed, rotated, vaulted, reintroduced, reused
        /// First met by a run.
        case firstSeen = "first-seen"
        case seen
        /// A whole run of its source did not find it any more, not even in history.
        case gone
        case reappeared
        case expired, expires
        case declared, referenced
        /// A declaration or reference was taken away.
        case withdrawn
        case decided
    }

    /// Seconds since 1970, as the commit or run says.
    package var at: Int64
    package var kind: Kind
    /// Fingerprint in hexadecimal digits; nil for what concerns the whole identity.
    package var credential: String?
    package var source: String?
    package var path: String?
    /// 40 hexadecimal digits.
    package var commit: String?
    /// `Name <mail>` of the author, or who decided.
    package var by: String?
    /// Id of the run that shows it.
    package var run: String?
    /// For people.
    package var detail: String?
}
