private import Discovery
private import Foundation
private import Model
private import Repositories

/// One thing to scan in a sweep.
package struct SweepTarget: Sendable {
    /// Where it is.
    package enum Place: Sendable, Hashable {
        case path(String)
        case url(CloneURL)
    }

    package let place: Place
    /// What findings and the manifest call it: the path, or the URL.
    package let name: String
    /// The item of the configuration that named it.
    package let entry: String
    package let options: SweepConfiguration.TargetOptions
    /// Equal for equal targets, however they are named.
    package let identity: String
}

/// The targets of a configuration, each once.
package struct TargetList: Sendable {
    /// Those named by themselves first, then those of globs.
    package private(set) var targets: [SweepTarget] = []
    /// Globs that match nothing.
    package private(set) var emptyGlobs: [String] = []
    /// What people should know: targets that are named twice.
    package private(set) var notices: [String] = []

    package init(_ configuration: SweepConfiguration) {
        var known: [String: Int] = [:]
        // Names before globs: what is named by itself has options of its own, wherever it stands.
        let named = configuration.targets.filter { !Self.isGlob($0) }
        for entry in named + configuration.targets.filter(Self.isGlob) {
            for target in expand(entry) {
                if configuration.except.contains(where: { Self.covers($0, target.name) }) { continue }
                guard let place = known[target.identity] else {
                    known[target.identity] = targets.count
                    targets.append(target)
                    continue
                }
                let other = targets[place]
                // A mirror has nothing of the index, the working tree, the stashes and the settings.
                if case .url = other.place, case .path = target.place { targets[place] = target }
                if other.name != target.name {
                    let (kept, left) = (targets[place].name, targets[place].name == other.name ? target : other)
                    notices.append("\(left.name) is the same target as \(kept) and is scanned once")
                }
            }
        }
    }

    /// Paths that are named twice and would be scanned in different ways: one of them would be left out.
    static func conflicts(in configuration: SweepConfiguration) -> [(
        SweepConfiguration.Entry, SweepConfiguration.Entry
    )] {
        var first: [String: SweepConfiguration.Entry] = [:]
        return configuration.targets.compactMap { entry in
            guard entry.kind != .url, !isGlob(entry),
                !configuration.except.contains(where: { Self.covers($0, entry.text) })
            else { return nil }
            // Of what is not there yet, the name.
            let identity =
                FileSystem.absolutePath(entry.text).map(Self.identity)
                ?? URL(fileURLWithPath: entry.text).standardizedFileURL.path
            guard let other = first[identity] else {
                first[identity] = entry
                return nil
            }
            return other.options == entry.options && other.kind == entry.kind ? nil : (other, entry)
        }
    }

    private static func isGlob(_ entry: SweepConfiguration.Entry) -> Bool { entry.kind != .url && isGlob(entry.text) }

    private mutating func expand(_ entry: SweepConfiguration.Entry) -> [SweepTarget] {
        guard entry.kind != .url else {
            guard let url = try? CloneURL(entry.text) else { return [] }
            // A file URL and the path are one target.
            let local = url.localPath.flatMap { FileSystem.absolutePath($0) }.map(Self.identity)
            return [
                SweepTarget(
                    place: .url(url), name: url.text, entry: entry.text, options: entry.options,
                    identity: local ?? url.normalised)
            ]
        }
        guard Self.isGlob(entry.text) else { return [target(at: entry.text, entry)] }
        let paths = Self.matches(of: entry.text)
        if paths.isEmpty { emptyGlobs.append(entry.text) }
        return paths.map { target(at: $0, entry) }
    }

    private func target(at path: String, _ entry: SweepConfiguration.Entry) -> SweepTarget {
        SweepTarget(
            place: .path(path), name: path, entry: entry.text, options: entry.options,
            identity: FileSystem.absolutePath(path).map(Self.identity) ?? path)
    }

    /// Of an existing path: links resolved, and a repository is the same by its working tree and by its `.git`.
    private static func identity(_ path: String) -> String {
        guard let layout = RepositoryLayout.exactly(at: path) else { return path }
        return layout.worktree ?? layout.commonDirectory
    }

    /// Whether a shell would expand it.
    static func isGlob(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

    /// Whether a glob covers a path or URL.
    package static func covers(_ pattern: String, _ name: String) -> Bool {
        pattern == name || PathFilter(include: [pattern]).takes(Array(name.drop { $0 == "/" }.utf8))
            || name.contains("://") && PathFilter(include: [pattern]).takes(Array(name.utf8))
    }

    /// Paths that a shell's glob matches, sorted; folders and files, but no hidden ones.
    private static func matches(of pattern: String) -> [String] {
        var result = glob_t()
        defer { globfree(&result) }
        // Without GLOB_ERR: a folder that cannot be read hides what is in it and stops nothing else.
        guard glob(pattern, 0, nil, &result) == 0 else { return [] }
        return (0..<Int(result.gl_pathc)).compactMap { result.gl_pathv[$0].map { String(cString: $0) } }
    }
}
