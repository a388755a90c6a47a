#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Sees to it that what is opened in a Git directory are files: libgit2, which reads configuration, would wait at a named
/// pipe for ever, and what stands where Git keeps a file has to be told.
enum PlainFiles {
    /// What Git opens by name, beside refs and index.
    private static let names = [
        "HEAD", "config", "config.worktree", "packed-refs", "commondir", "gitdir", "shallow", "info/grafts",
        "info/exclude", "info/attributes", "FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD",
    ]
    /// As libgit2 follows them.
    private static let deepestInclude = 10

    static func check(_ layout: RepositoryLayout) throws(GitError) {
        for folder in Set([layout.gitDirectory, layout.commonDirectory]).sorted() {
            for name in names { try check(folder + "/" + name) }
            for name in ["config", "config.worktree"] { try checkIncludes(of: folder + "/" + name, depth: 0) }
            try checkReferences(below: folder + "/refs")
        }
    }

    /// Links are followed; what is not there is no fault.
    static func check(_ path: String) throws(GitError) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        switch status.st_mode & S_IFMT {
        case S_IFREG, S_IFDIR: return
        case S_IFIFO: throw .notAFile(path: path, kind: "a named pipe")
        case S_IFSOCK: throw .notAFile(path: path, kind: "a socket")
        default: throw .notAFile(path: path, kind: "a device")
        }
    }

    // MARK: Refs

    private static func checkReferences(below start: String) throws(GitError) {
        var pending = [start]
        // Folders by device and number: links can lead back to where they stand.
        var seen: Set<[UInt64]> = []
        while let folder = pending.popLast() {
            guard let identity = FileSystem.identity(folder) else { continue }
            guard seen.insert(identity).inserted else {
                throw .notAFile(path: folder, kind: "a link to a folder of refs that was listed already")
            }
            guard let stream = opendir(folder) else { continue }
            defer { closedir(stream) }
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                let type = Int(entry.pointee.d_type)
                if name == "." || name == ".." || type == Int(DT_REG) { continue }
                let path = folder + "/" + name
                if type == Int(DT_DIR) || FileSystem.isDirectory(path) { pending.append(path) } else { try check(path) }
            }
        }
    }

    // MARK: Configuration

    private static func checkIncludes(of file: String, depth: Int) throws(GitError) {
        guard depth < deepestInclude,
            let text = FileSystem.wholeFile(file)?.replacing("\\\n", with: "").replacing("\\\r\n", with: ""),
            text.lowercased().contains("include")
        else { return }
        let folder = file.prefix(upTo: file.lastIndex(of: "/") ?? file.startIndex)
        for path in includes(in: text) {
            let path = path.hasPrefix("/") ? path : folder + "/" + path
            try check(path)
            try checkIncludes(of: path, depth: depth + 1)
        }
    }

    /// Values of `path` in sections `[include]` and `[includeIf "…"]`, whatever their condition (git-config(1)).
    private static func includes(in text: String) -> [String] {
        var paths: [String] = []
        var isInSection = false
        for line in text.split(whereSeparator: \.isNewline) {
            var rest = line.drop(while: \.isWhitespace)
            if rest.hasPrefix("[") {
                isInSection = rest.dropFirst().lowercased().hasPrefix("include")
                guard let end = rest.firstIndex(of: "]") else { continue }
                rest = rest[rest.index(after: end)...].drop(while: \.isWhitespace)
            }
            guard isInSection, rest.lowercased().hasPrefix("path"), let equals = rest.firstIndex(of: "=") else {
                continue
            }
            paths.append(value(rest[rest.index(after: equals)...].drop(while: \.isWhitespace)))
        }
        return paths
    }

    private static func value(_ text: Substring) -> String {
        if text.hasPrefix("\"") { return String(text.dropFirst().prefix { $0 != "\"" }) }
        var value = text.prefix { $0 != "#" && $0 != ";" }
        while value.last?.isWhitespace ?? false { value.removeLast() }
        return String(value)
    }
}
