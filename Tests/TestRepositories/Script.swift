import Foundation

/// Shell scripts that tests write and have run.
package enum Script {
    /// Another process writes the file: what a test's own threads start meanwhile would inherit it while it is open for
    /// writing, and such a file cannot be run ("Text file busy").
    /// - Parameter path: the folders on the way are made.
    package static func write(_ text: String, at path: String) throws {
        let folder = try TemporaryFolder()
        let plain = "\(folder.path)/script"
        try Data(text.utf8).write(to: URL(fileURLWithPath: plain))
        let result = try RunningProgram(
            "install", ["-D", "-m", "755", plain, path], environment: ProcessInfo.processInfo.environment,
            folder: folder.path
        ).wait()
        guard result.code == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
