internal import Model

/// Where Git says that the parts of a repository lie while it runs a hook (githooks(5), git(1)).
package struct HookEnvironment: Sendable {
    private let gitDirectory: String?
    /// The index that the commit will be made of, where it is not the repository's own.
    let indexFile: String?
    /// Folders of objects beside the repository's own: of a push that is not accepted yet, and borrowed ones.
    package let objectFolders: [String]

    package init(_ variables: [String: String] = [:]) {
        func value(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
        gitDirectory = value("GIT_DIR")
        indexFile = value("GIT_INDEX_FILE")
        let folders =
            [value("GIT_QUARANTINE_PATH"), value("GIT_OBJECT_DIRECTORY")].compactMap(\.self)
            + (value("GIT_ALTERNATE_OBJECT_DIRECTORIES") ?? "").split(separator: ":").map(String.init)
        // Git quotes paths with a colon in them; nobody has such.
        var seen: Set<String> = []
        objectFolders = folders.filter { FileSystem.isDirectory($0) && seen.insert($0).inserted }
    }

    /// The repository that the hook runs for.
    package var layout: RepositoryLayout? {
        gitDirectory.flatMap { RepositoryLayout.exactly(at: $0) } ?? RepositoryLayout.find(at: ".")
    }
}

extension RepositoryLayout {
    /// Commits that are being merged into HEAD (`MERGE_HEAD`).
    var mergedCommits: [ObjectID] {
        (FileSystem.smallFile(gitDirectory + "/MERGE_HEAD") ?? "").textLines.compactMap {
            ObjectID(hex: $0)
        }
    }
}
