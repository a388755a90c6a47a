internal import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What a fetch leaves in a mirror when it is killed. The caller holds the mirror's lock, so nobody is using any of it.
enum MirrorDebris {
    /// Lock files and half refs would make every later fetch fail, half packs only take room.
    static func remove(from mirror: String) {
        for name in FileSystem.names(in: mirror) ?? [] where name.hasSuffix(".lock") { unlink(mirror + "/" + name) }
        var pending = [mirror + "/refs"]
        while let folder = pending.popLast() {
            for name in FileSystem.names(in: folder) ?? [] {
                let path = folder + "/" + name
                if FileSystem.isDirectory(path), !FileSystem.isLink(path) {
                    pending.append(path)
                } else if name.hasSuffix(".lock") || !isReference(path) {
                    unlink(path)
                }
            }
        }
        // libgit2's names for what it writes: `pack_git2_` and six characters.
        let packs = mirror + "/objects/pack"
        for name in FileSystem.names(in: packs) ?? [] where name.hasPrefix("pack_git2_") { unlink(packs + "/" + name) }
    }

    /// Whether a file names an object or another ref; after a power cut it may be empty.
    private static func isReference(_ path: String) -> Bool {
        guard let text = FileSystem.smallFile(path)?.firstLine else { return false }
        return text.hasPrefix("ref:") || [40, 64].contains(text.utf8.count) && text.allSatisfy(\.isHexDigit)
    }

    /// A folder with all that is in it; links are removed, not followed.
    static func removeFolder(_ path: String) {
        guard FileSystem.isDirectory(path), !FileSystem.isLink(path) else {
            unlink(path)
            return
        }
        for name in FileSystem.names(in: path) ?? [] { removeFolder(path + "/" + name) }
        rmdir(path)
    }
}
