#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Folders as those who write into them need them.
package enum Folder {
    /// Makes a folder and those above it that are missing; one that is there stays as it is.
    /// - Parameter mode: what the umask may take from; by default nobody but the owner may enter.
    package static func make(_ path: String, mode: UInt32 = 0o700) throws(SystemError) {
        if mkdir(path, mode) == 0 { return }
        let failure = SystemError.last
        if failure.number == EEXIST {
            guard exists(path) else { throw SystemError(ENOTDIR) }
            return
        }
        guard failure.number == ENOENT, let parent = parent(of: path) else { throw failure }
        try make(parent, mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw .last }
    }

    /// Whether a folder stands there; links are followed.
    package static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder, in no order, without `.` and `..`. An error is told from a folder that is empty.
    package static func names(in path: String) throws(SystemError) -> [String] {
        guard let stream = opendir(path) else { throw .last }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw .last }
                return names
            }
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
    }

    /// Sees to it that what was named, renamed or removed in a folder stays so through a power cut. A file system that
    /// cannot do that is as good as it is.
    package static func sync(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// Renames within one folder, in one step that outlives a power cut.
    package static func renameDurably(_ old: String, to new: String) throws(SystemError) {
        guard rename(old, new) == 0 else { throw .last }
        if let folder = parent(of: new) { sync(folder) }
    }

    /// Points a symbolic link at `target`, in one step that outlives a power cut, whatever it pointed at before.
    package static func pointLink(_ link: String, to target: String) throws(SystemError) {
        let temporary = TemporaryName.of(link)
        unlink(temporary)
        guard symlink(target, temporary) == 0 else { throw .last }
        try renameDurably(temporary, to: link)
    }

    /// The folder in which a file or folder stands; nil for what has none, `/` and the empty path.
    package static func parent(of path: String) -> String? {
        let trimmed = path.dropLast(path.reversed().prefix { $0 == "/" }.count)
        guard !trimmed.isEmpty else { return nil }
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }
}
