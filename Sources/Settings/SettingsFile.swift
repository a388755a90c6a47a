package import Configuration
import Files
import Foundation
import Repositories

/// Finds and reads `.rollcall.yaml`.
package enum SettingsFile {
    /// The configuration of a target: the file that was given, else the nearest at or above the target within its
    /// repository; nil if there is none.
    package static func of(_ target: String, given: String?) throws(SettingsError) -> ScanConfiguration? {
        guard let path = given ?? place(for: target) else { return nil }
        return try read(path)
    }

    /// Where the configuration of a target is; nil if there is none.
    package static func place(for target: String) -> String? {
        guard target != "-", let start = FileSystem.absolutePath(target) else { return nil }
        // A bare repository has no files of its own; what lies around it is somebody else's.
        let layout = RepositoryLayout.find(at: start)
        if let layout, layout.worktree == nil { return nil }
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: start, isDirectory: &isFolder)
        let folder = isFolder.boolValue ? start : URL(fileURLWithPath: start).deletingLastPathComponent().path
        return ScanConfiguration.nearest(to: folder, top: layout?.worktree)
    }

    /// Those of further targets, which do not count beside `chosen`: one scan has one set of rules and exceptions.
    /// - Returns: their paths, in order.
    package static func unused(of targets: [String], beside chosen: ScanConfiguration?) -> [String] {
        var files = Set(targets.dropFirst().compactMap { place(for: $0) })
        if let chosen { files.remove(chosen.file) }
        return files.sorted()
    }

    /// The configuration that lies in the target itself, and not above it; nil if there is none.
    package static func inside(_ target: String) throws(SettingsError) -> ScanConfiguration? {
        guard let path = ScanConfiguration.nearest(to: target, top: target) else { return nil }
        return try read(path)
    }

    package static func read(_ path: String) throws(SettingsError) -> ScanConfiguration {
        let text: String
        do { text = try NamedFile.text(at: path) } catch {
            throw SettingsError("\(error); give other settings with --config, or none with --no-config")
        }
        return try SettingsError.telling { try ScanConfiguration(text, file: path) }
    }
}
