import ArgumentParser
import Discovery

extension FingerprintKey {
    /// - Parameter given: what names the file there, for people: an option, a setting; nil where the environment does.
    init(file: String, given: String?) throws {
        do { try self.init(file: file) } catch {
            throw ValidationError("\(error); name another with \(given ?? "ROLLCALL_KEY_FILE")")
        }
    }
}
