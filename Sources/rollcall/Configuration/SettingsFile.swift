import ArgumentParser
import Configuration
import Files
import Foundation
import Repositories

/// Finds and reads `.rollcall.yaml`.
enum SettingsFile {
    /// The configuration of a target: the file that was given, else the nearest at or above the target within its
    /// repository; nil if there is none.
    static func of(_ target: String, given: String?) throws -> ScanConfiguration? {
        if let given { return try read(given) }
        return try place(for: target).map { try read($0) }
    }

    /// Where the configuration of a target is; nil if there is none.
    static func place(for target: String) -> String? {
        guard target != "-", let start = FileSystem.absolutePath(target) else { return nil }
        // A bare repository has no files of its own; what lies around it is somebody else's.
        let layout = RepositoryLayout.find(at: start)
        if let layout, layout.worktree == nil { return nil }
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: start, isDirectory: &isFolder)
        let folder = isFolder.boolValue ? start : URL(fileURLWithPath: start).deletingLastPathComponent().path
        return ScanConfiguration.nearest(to: folder, top: layout?.worktree)
    }

    /// The configuration that lies in the target itself, and not above it; nil if there is none.
    static func inside(_ target: String) throws -> ScanConfiguration? {
        try ScanConfiguration.nearest(to: target, top: target).map { try read($0) }
    }

    static func read(_ path: String) throws -> ScanConfiguration {
        let text: String
        do { text = try NamedFile.text(at: path) } catch {
            throw ValidationError("\(error); give other settings with --config, or none with --no-config")
        }
        return try telling { try ScanConfiguration(text, file: path) }
    }
}
