/// Why libgit2 did not read an index.
enum IndexFault {
    /// Tells it so that something can be done: libgit2 calls an index gone that is too short to be one.
    static func error(_ failure: GitError, path: String) -> GitError {
        guard case .library(_, let reason) = failure, FileSystem.exists(path) else { return failure }
        if FileSystem.isDenied(path) { return .denied(path: path) }
        if reason.contains("unsupported") { return .unreadable(path: path, reason: reason) }
        return .damagedIndex(
            path: path, reason: reason.contains("no longer exists") ? "it is too short to be an index" : reason)
    }
}
