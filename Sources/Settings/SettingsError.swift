/// Why settings, or the rules that they choose, cannot be used: in words, with the file and what to do.
package struct SettingsError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }

    /// Gives what `body` throws its own words.
    static func telling<Value>(_ body: () throws -> Value) throws(SettingsError) -> Value {
        do { return try body() } catch { throw SettingsError("\(error)") }
    }
}
