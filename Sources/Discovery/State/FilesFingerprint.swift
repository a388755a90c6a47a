private import CoreFoundation  // where `struct stat` is attributed once a dependency has imported it
private import Crypto
private import Foundation
private import Model

/// Tells whether anything below some folders has changed since, from names, sizes, times and inode numbers alone: what
/// `git status` relies on too.
struct FilesFingerprint: Equatable, Sendable {
    let digest: String
    /// When the youngest change was made, in nanoseconds since 1970.
    let youngestChange: Int64

    /// - Parameter roots: folders or files; one that is absent counts as such.
    init(_ roots: [String]) {
        var hash = SHA256()
        var youngest: Int64 = 0
        for root in roots { Self.add(root, 0, to: &hash, &youngest) }
        digest = Hexadecimal.text(hash.finalize())
        youngestChange = youngest
    }

    /// Whether a change right after the fingerprint was taken would be seen: a file system's clock ticks some
    /// milliseconds apart, and two changes within one tick look alike.
    var isReliable: Bool {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let nanoseconds = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
        return youngestChange < nanoseconds - 50_000_000
    }

    private static func add(_ path: String, _ depth: Int, to hash: inout SHA256, _ youngest: inout Int64) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            hash.update(data: Array("\(path)\0absent\0".utf8))
            return
        }
        let (modified, changed) = (nanoseconds(status.st_mtim), nanoseconds(status.st_ctim))
        youngest = max(youngest, modified, changed)
        hash.update(data: Array(path.utf8) + [0])
        var numbers = [
            UInt64(status.st_mode), UInt64(bitPattern: Int64(status.st_size)), UInt64(bitPattern: modified),
            UInt64(bitPattern: changed), UInt64(status.st_ino), UInt64(status.st_dev),
        ]
        numbers.withUnsafeMutableBytes { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        // Nobody nests folders that deep but to hurt; what lies below has the folder's times to speak for it.
        guard status.st_mode & S_IFMT == S_IFDIR, depth < 4096 else { return }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            hash.update(data: Array("unreadable\0".utf8))
            return
        }
        for name in names.sorted() { add(path + "/" + name, depth + 1, to: &hash, &youngest) }
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
