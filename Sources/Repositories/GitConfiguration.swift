internal import CLibgit2

/// Configuration of Git's with what it includes, read by libgit2.
final class GitConfiguration {
    private let raw: OpaquePointer

    /// Extensions under which everything that is read here means the same (gitrepository-layout(5), git-config(1)).
    private static let extensions: Set<String> = [
        "noop", "noop-v1", "partialclone", "preciousobjects", "worktreeconfig", "relativeworktrees", "refstorage",
        "objectformat", "compatobjectformat", "submodulepathconfig",
    ]

    /// A file, and how much it counts beside others.
    typealias Source = (path: String, level: git_config_level_t)

    /// Throws where it cannot be parsed; a file that is not there is empty.
    convenience init(file: String) throws(GitError) { try self.init([(file, GIT_CONFIG_LEVEL_LOCAL)]) }

    init(_ sources: [Source]) throws(GitError) {
        LibGit2.start
        raw = try GitError.create("read configuration") { git_config_new(&$0) }
        for (path, level) in sources where FileSystem.exists(path) && !FileSystem.isDirectory(path) {
            let code = git_config_add_file_ondisk(raw, path, level, nil, 1)
            if code == 0 { continue }
            if FileSystem.isDenied(path) { throw .denied(path: path) }
            throw GitError.last("read \(path)", code: code)
        }
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
