package import Discovery

extension FingerprintKey {
    /// The key that a file holds which was named, else the one that ROLLCALL_KEY_FILE names, else the user's own.
    /// - Parameter file: its path, and what named it, for people.
    package static func chosen(_ file: (path: String, by: String)?, _ environment: [String: String])
        throws(SettingsError) -> FingerprintKey
    {
        let variable = "ROLLCALL_KEY_FILE"
        let named = environment[variable].flatMap { $0.isEmpty ? nil : ($0, by: variable) }
        guard let (path, by) = file ?? named else { return .standard(environment: environment) }
        do { return try FingerprintKey(file: path) } catch {
            throw SettingsError("\(error); name another with \(by)")
        }
    }
}
