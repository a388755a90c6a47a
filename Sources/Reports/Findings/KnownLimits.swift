internal import Model

extension Finding {
    /// What is known of the credential that makes it open less, for people: `encrypted with a passphrase`,
    /// `expired on 2017-07-14`.
    /// - Parameter now: when that is asked.
    func knownLimits(at now: Timestamp) -> [String] {
        let protection = publicFacts["encrypted"] == "yes" ? "encrypted with a passphrase" : nil
        let expiry = hasExpired(by: now) ? expiry.map { "expired on \(CivilDate(seconds: $0))" } : nil
        return [protection, expiry].compactMap(\.self)
    }

    func hasExpired(by now: Timestamp) -> Bool { expiry.map { $0 <= now.seconds } ?? false }

    /// Seconds since 1970; nil where it is not known to end.
    private var expiry: Int64? { publicFacts["expires_at"].flatMap { Int64($0) } }
}
