import Foundation

/// Standard error, for everything that is no result.
enum StandardError {
    static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    /// One line that says who speaks.
    static func note(_ text: String) { write("rollcall: \(text)\n") }
}
