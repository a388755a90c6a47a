package import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Where the parts of a repository lie. Read from the files themselves (gitrepository-layout(5)), so that a repository
/// which libgit2 refuses to open can still be scanned as far as possible.
package struct RepositoryLayout: Sendable {
    /// `.git`, the folder of a linked worktree below `.git/worktrees`, or the bare repository itself.
    package let gitDirectory: String
    /// The part that linked worktrees share: objects, refs, config.
    package let commonDirectory: String
    /// nil for a bare repository.
    package let worktree: String?
    /// The folder that was asked for, relative to the worktree, with `/` behind it; empty for the top.
    package let prefix: String

    /// Where objects lie, those of all linked worktrees.
    package var objectFolder: String { commonDirectory + "/objects" }

    /// Finds the repository that `path` is or lies in; nil if there is none.
    package static func find(at path: String) -> RepositoryLayout? {
        guard let start = FileSystem.absolutePath(path) else { return nil }
        if let bare = layout(gitDirectory: start, worktree: nil, prefix: "") { return bare }
        for folder in parents(of: start) {
            if let gitDirectory = gitDirectory(of: folder) {
                let below = String(start.dropFirst(folder == "/" ? 1 : folder.utf8.count + 1))
                return layout(gitDirectory: gitDirectory, worktree: folder, prefix: below.isEmpty ? "" : below + "/")
            }
            if FileSystem.isFile(folder + "/.git") { return nil }
        }
        return nil
    }

    /// Why `path` has no history although a `.git` says that it should have one, as in a linked worktree or a submodule
    /// that was copied without the rest; nil if nothing is missing. At a `.git` file Git stops; what else is in the way
    /// counts where it was asked for alone.
    package static func fault(at path: String) -> String? {
        guard let start = FileSystem.absolutePath(path) else { return nil }
        if let fault = fault(in: start) { return fault }
        if find(at: path) != nil { return nil }
        return parents(of: start).lazy.filter { FileSystem.isFile($0 + "/.git") }.compactMap(fault(in:)).first
    }

    /// What is wrong with the `.git` of this very folder; nil for nothing, and where there is none.
    package static func fault(in folder: String) -> String? {
        let path = (folder == "/" ? "" : folder) + "/.git"
        guard FileSystem.stands(path), gitDirectory(of: folder) == nil, !isOtherFolder(path) else { return nil }
        let reason =
            if let target = pointer(in: folder) {
                "no repository is at \(target), which it names"
            } else if FileSystem.isDenied(path) {
                "it cannot be read, \(GitError.adviceOnPermissions)"
            } else if FileSystem.isDirectory(path) {
                "the folder has neither the objects nor the refs of a repository"
            } else if FileSystem.isFile(path) {
                "the file does not say where the repository is, as in `gitdir: PATH`"
            } else if FileSystem.isLink(path) {
                "the link leads nowhere"
            } else {
                "it is neither a file nor a folder"
            }
        return "\(reason), so that no history was read; name the repository itself, or put it back"
    }

    /// A folder of that name which has nothing that a repository has is read as any other.
    private static func isOtherFolder(_ path: String) -> Bool {
        guard FileSystem.isDirectory(path), FileSystem.isFile(path + "/config") else { return false }
        let parts = ["HEAD", "objects", "refs", "packed-refs", "index", "logs", "commondir"]
        return !parts.contains { FileSystem.stands("\(path)/\($0)") }
    }

    /// The folder itself, and those that it lies in.
    private static func parents(of start: String) -> some Sequence<String> {
        sequence(first: start) { folder in
            guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
            return slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
    }

    /// The repository that `path` itself is; nil if there is none, or if it lies in another one.
    package static func exactly(at path: String) -> RepositoryLayout? {
        guard let start = FileSystem.absolutePath(path) else { return nil }
        if let bare = layout(gitDirectory: start, worktree: nil, prefix: "") { return bare }
        return gitDirectory(of: start).flatMap { layout(gitDirectory: $0, worktree: start, prefix: "") }
    }

    /// Whether all of it lies below a folder. A `.git` file can point anywhere, and whoever wrote the tree wrote it.
    package func lies(below folder: String) -> Bool {
        guard let folder = FileSystem.absolutePath(folder) else { return false }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return [gitDirectory, commonDirectory].allSatisfy { $0.hasPrefix(prefix) }
    }

    /// What `.git` in `folder` is or points to.
    private static func gitDirectory(of folder: String) -> String? {
        let path = (folder == "/" ? "" : folder) + "/.git"
        if FileSystem.isDirectory(path) { return isGitDirectory(path) ? path : nil }
        return pointer(in: folder).flatMap { FileSystem.absolutePath($0) }.flatMap { isGitDirectory($0) ? $0 : nil }
    }

    /// What the file `.git` in a folder names (gitrepository-layout(5)); nil if there is no such file.
    private static func pointer(in folder: String) -> String? {
        let path = (folder == "/" ? "" : folder) + "/.git"
        guard !FileSystem.isDirectory(path), let text = FileSystem.smallFile(path), text.hasPrefix("gitdir:") else {
            return nil
        }
        let target = text.dropFirst(7).drop { $0 == " " }.firstLine
        return target.hasPrefix("/") ? String(target) : folder + "/" + target
    }

    private static func layout(gitDirectory: String, worktree: String?, prefix: String) -> RepositoryLayout? {
        guard isGitDirectory(gitDirectory) else { return nil }
        let common = commonDirectory(of: gitDirectory) ?? gitDirectory
        var worktree = worktree
        // `rollcall scan repo/.git` means the repository, worktree and all.
        if worktree == nil, gitDirectory.hasSuffix("/.git") { worktree = String(gitDirectory.dropLast(5)) }
        return RepositoryLayout(gitDirectory: gitDirectory, commonDirectory: common, worktree: worktree, prefix: prefix)
    }

    private static func isGitDirectory(_ path: String) -> Bool {
        // Damage does not make it a plain folder: what its objects hold must not pass unseen.
        if path.hasSuffix("/.git") {
            if FileSystem.isDirectory(path + "/objects") { return true }
            if FileSystem.exists(path + "/HEAD"), FileSystem.isDirectory(path + "/refs") { return true }
        }
        let hasHead = FileSystem.stands(path + "/HEAD")
        if hasHead, commonDirectory(of: path) != nil { return true }
        if hasHead, FileSystem.isDirectory(path + "/objects"),
            FileSystem.isDirectory(path + "/refs") || FileSystem.exists(path + "/reftable")
        {
            return true
        }
        // Of a bare one any part may be gone: two of those that Git alone makes are enough. Reflogs have a HEAD, too, that
        // names no ref.
        let hasObjects = ["pack", "info"].contains { FileSystem.isDirectory("\(path)/objects/\($0)") }
        let hasRefs = FileSystem.isDirectory(path + "/refs/heads") || FileSystem.isFile(path + "/packed-refs")
        return hasObjects && (hasRefs || hasHead)
            || hasRefs && FileSystem.smallFile(path + "/HEAD")?.hasPrefix("ref: refs/") ?? false
    }

    /// What the file `commondir` names; nil if that is no folder with objects or refs.
    private static func commonDirectory(of gitDirectory: String) -> String? {
        guard let text = FileSystem.smallFile(gitDirectory + "/commondir") else { return nil }
        let target = text.firstLine
        return FileSystem.absolutePath(target.hasPrefix("/") ? String(target) : gitDirectory + "/" + target).flatMap {
            FileSystem.isDirectory($0 + "/objects") || FileSystem.isDirectory($0 + "/refs") ? $0 : nil
        }
    }
}

/// The few questions to the file system that finding a repository needs.
package enum FileSystem {
    /// Links and dots resolved; nil if there is nothing.
    package static func absolutePath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// What tells a file or folder from all others, however the path leads to it; nil if there is nothing.
    static func identity(_ path: String) -> [UInt64]? {
        var status = stat()
        return stat(path, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : nil
    }

    /// Whether something stands there, a link that leads nowhere too.
    static func stands(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Whether it is there, or may be, and permissions forbid reading it.
    package static func isDenied(_ path: String) -> Bool { access(path, R_OK) != 0 && errno == EACCES }

    /// In bytes; nil if there is nothing.
    static func size(_ path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    package static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether it is a regular file, be it by way of links.
    static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Where a symbolic link points; nil for anything else.
    static func linkTarget(_ path: String) -> String? {
        var target = [UInt8](repeating: 0, count: 4096)
        let count = target.withUnsafeMutableBytes { room in
            room.baseAddress.map { readlink(path, $0.assumingMemoryBound(to: CChar.self), room.count) } ?? -1
        }
        return count >= 0 ? String(decoding: target.prefix(count), as: UTF8.self) : nil
    }

    /// Text of a file; nil if it cannot be read.
    static func wholeFile(_ path: String) -> String? {
        (try? MappedFile(path: path)).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// Text of a file of at most 64 KiB; nil if it cannot be read.
    static func smallFile(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(descriptor, &buffer, buffer.count)
        return count >= 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
    }

    /// Names in a folder, sorted, without `.` and `..`; nil if it cannot be read.
    static func names(in folder: String) -> [String]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

extension RepositoryLayout {
    /// What `extensions.objectFormat` says; SHA-1 where it says nothing, nil where it names what nobody knows.
    package var objectFormat: ObjectFormat? {
        guard let name = extensionValue("objectformat") else { return .sha1 }
        return ObjectFormat(rawValue: name)
    }

    /// Whether refs stand in reftables instead of files.
    package var usesReftable: Bool {
        extensionValue("refstorage").map { $0.hasPrefix("reftable") }
            ?? FileSystem.isDirectory(commonDirectory + "/reftable")
    }

    /// Whether a remote is said to have objects that are not here (`extensions.partialClone`, `remote.NAME.promisor`).
    package var isPartial: Bool {
        extensionValue("partialclone") != nil
            || values(of: "promisor") { $0.hasPrefix("remote") }.contains { $0 != "false" }
    }

    /// Whether there is one: a bare repository and a fresh one have none.
    package var hasIndex: Bool { FileSystem.exists(gitDirectory + "/index") }

    /// Commits at which a shallow clone ends (`shallow` in the common directory).
    package var shallowCommits: Set<ObjectID> {
        guard let text = FileSystem.wholeFile(commonDirectory + "/shallow") else { return [] }
        return Set(text.textLines.compactMap { ObjectID(hex: $0) })
    }

    /// The last value of a key in section `[extensions]`.
    private func extensionValue(_ key: String) -> String? { values(of: key) { $0 == "extensions" }.last }

    /// Values of a key, in lower case, in sections of such a name, without blanks. Read from the text, because they have to
    /// be known where the rest is damaged too: lines `key = value`, which may begin behind the section's name and have
    /// quotes or a comment.
    private func values(of key: String, in isSection: (String) -> Bool) -> [String] {
        guard let text = FileSystem.wholeFile(commonDirectory + "/config") else { return [] }
        var isInSection = false
        var values: [String] = []
        for line in text.split(whereSeparator: \.isNewline) {
            var rest = line.lowercased()[...].drop(while: \.isWhitespace)
            if rest.hasPrefix("[") {
                let name = rest.dropFirst().prefix { $0 != "]" }
                isInSection = isSection(name.filter { !$0.isWhitespace })
                rest = rest.dropFirst(name.count + 2)
            }
            let words = rest.prefix { $0 != "#" && $0 != ";" }.split { " \t=\"".contains($0) }
            if isInSection, words.count > 1, words[0] == key { values.append(String(words[1])) }
        }
        return values
    }
}
