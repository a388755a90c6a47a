private import Files

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What stands at a path.
package enum PathKind: Sendable {
    case directory, file, other
    case unreadable(String)

    /// Links are followed.
    package init(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            self = .unreadable("\(SystemError.last)")
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: self = .directory
        case S_IFREG: self = .file
        default: self = .other
        }
    }
}
