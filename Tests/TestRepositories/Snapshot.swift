import Glibc

/// What a folder looks like, to see afterwards that nobody touched it: names, kinds, bytes, permissions and times.
package struct Snapshot: Equatable, Sendable {
    package struct Entry: Equatable, Sendable {
        package let mode: UInt32
        package let size: Int
        /// 64 bits of the content; of a link its target.
        package let digest: UInt64
        package let modifiedSeconds: Int
        package let modifiedNanoseconds: Int
    }

    /// By path from the folder; the folder itself is `.`.
    package private(set) var entries: [String: Entry] = [:]

    package init(of folder: String) { add(folder, as: ".") }

    /// What differs, readable in a failed expectation; empty when nothing does.
    package func differences(from before: Snapshot) -> [String] {
        Set(entries.keys).union(before.entries.keys).sorted().compactMap { path in
            switch (before.entries[path], entries[path]) {
            case (nil, _?): "\(path): new"
            case (_?, nil): "\(path): gone"
            case (let old?, let new?) where old.digest != new.digest || old.size != new.size: "\(path): other bytes"
            case (let old?, let new?) where old.mode != new.mode: "\(path): other mode"
            case (let old?, let new?) where old != new: "\(path): other time"
            default: nil
            }
        }
    }

    private mutating func add(_ path: String, as name: String) {
        var facts = stat()
        guard lstat(path, &facts) == 0 else { return }
        let kind = facts.st_mode & S_IFMT
        let content: [UInt8] =
            switch kind {
            case S_IFREG: Self.bytes(of: path)
            case S_IFLNK: Self.target(of: path)
            default: []
            }
        entries[name] = Entry(
            mode: facts.st_mode, size: kind == S_IFDIR ? 0 : Int(facts.st_size), digest: Self.digest(content),
            modifiedSeconds: facts.st_mtim.tv_sec, modifiedNanoseconds: facts.st_mtim.tv_nsec)
        guard kind == S_IFDIR, let folder = opendir(path) else { return }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let child = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if child != "." && child != ".." { add("\(path)/\(child)", as: name == "." ? child : "\(name)/\(child)") }
        }
    }

    private static func bytes(of path: String) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = Glibc.read(file, &buffer, buffer.count), count > 0 { result += buffer[..<count] }
        return result
    }

    private static func target(of path: String) -> [UInt8] {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &buffer, buffer.count)
        return buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
    }

    /// FNV-1a, eight bytes a step.
    private static func digest(_ bytes: [UInt8]) -> UInt64 {
        var digest: UInt64 = 0xcbf2_9ce4_8422_2325
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset + 8 <= buffer.count {
                digest = (digest ^ buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x100_0000_01b3
                digest ^= digest >> 29
                offset += 8
            }
            for byte in buffer[offset...] { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return digest
    }
}
