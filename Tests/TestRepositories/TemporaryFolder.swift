import Foundation

/// A folder that is no repository, gone with its last owner.
package final class TemporaryFolder: Sendable {
    /// Without links on the way, as programs tell it.
    package let path: String

    package init() throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "rollcall-test-folder-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        path = place.resolvingSymlinksInPath().path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file, and makes the folders on the way to it.
    /// - Returns: its whole path.
    @discardableResult
    package func write(_ file: String, _ text: String) throws -> String { try write(file, bytes: Array(text.utf8)) }

    @discardableResult
    package func write(_ file: String, bytes: [UInt8]) throws -> String {
        let whole = URL(fileURLWithPath: "\(path)/\(file)")
        try FileManager.default.createDirectory(
            at: whole.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: whole)
        return whole.path
    }
}
