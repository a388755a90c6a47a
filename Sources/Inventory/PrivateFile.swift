#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// Files that nobody but their owner may read, from their first moment on.
enum PrivateFile {
    /// Makes a file that was not there; follows no link that somebody put in its place.
    /// - Returns: whether it was made and holds all of the bytes.
    static func create(_ path: String, _ bytes: [UInt8] = []) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return false }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            written += count
        }
        let isWhole = written == bytes.count && fsync(descriptor) == 0
        return close(descriptor) == 0 && isWhole
    }
}
