internal import CLibgit2

/// A configuration file of Git's with those that it includes, read by libgit2.
final class GitConfiguration {
    private let raw: OpaquePointer

    /// Extensions under which everything that is read here means the same (gitrepository-layout(5), git-config(1)).
    private static let extensions: Set<String> = [
        "noop", "noop-v1", "partialclone", "preciousobjects", "worktreeconfig", "relativeworktrees", "refstorage",
        "objectformat", "compatobjectformat", "submodulepathconfig",
    ]

    /// Throws where it cannot be parsed; one that is not there is empty.
    init(file: String) throws(GitError) {
        LibGit2.start
        let raw = try GitError.create("read \(file)") { git_config_new(&$0) }
        if FileSystem.exists(file), !FileSystem.isDirectory(file) {
            let code = git_config_add_file_ondisk(raw, file, GIT_CONFIG_LEVEL_LOCAL, nil, 1)
            guard code == 0 else {
                defer { git_config_free(raw) }
                if FileSystem.isDenied(file) { throw .denied(path: file) }
                throw GitError.last("read \(file)", code: code)
            }
        }
        self.raw = raw
    }

    deinit { git_config_free(raw) }

    /// The last value of a key in full, `core.bare`; nil if there is none.
    func value(of key: String) -> String? {
        var text = git_buf()
        guard git_config_get_string_buf(&text, raw, key) == 0, let start = text.ptr else { return nil }
        defer { git_buf_dispose(&text) }
        return String(cString: start)
    }

    /// Keys in full that a regular expression matches, in the order in which they stand, each with its value.
    func values(matching expression: String) -> [(key: String, value: String)] {
        var iterator: OpaquePointer?
        guard git_config_iterator_glob_new(&iterator, raw, expression) == 0, let iterator else { return [] }
        defer { git_config_iterator_free(iterator) }
        var values: [(key: String, value: String)] = []
        var entry: UnsafeMutablePointer<git_config_entry>?
        while git_config_next(&entry, iterator) == 0, let current = entry?.pointee {
            values.append((String(cString: current.name), current.value.map { String(cString: $0) } ?? ""))
        }
        return values
    }

    /// Throws what Git says of a repository that a later one has made.
    func checkFormat(of layout: RepositoryLayout) throws(GitError) {
        let version = value(of: "core.repositoryformatversion").flatMap { Int($0) } ?? 0
        guard version <= 1 else {
            throw .unsupportedFormat(path: layout.gitDirectory, reason: "repository format version \(version)")
        }
        if version == 0 { return }
        for (key, _) in values(matching: #"^extensions\."#) {
            guard let dot = key.firstIndex(of: "."),
                !Self.extensions.contains(key[key.index(after: dot)...].lowercased())
            else { continue }
            throw .unsupportedFormat(path: layout.gitDirectory, reason: "unsupported extension \(key)")
        }
    }

    /// URL of the remote `origin`, or of the first one; with whatever user and password stand in it.
    func remoteURL() -> String? {
        if let own = value(of: "remote.origin.url") { return own }
        return values(matching: #"^remote\..*\.url$"#).first { !$0.value.isEmpty }?.value
    }
}
