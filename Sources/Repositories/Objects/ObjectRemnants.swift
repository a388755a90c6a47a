package import Model

/// What lies among a repository's objects and is none: packs of transfers that were cut off (`pack/tmp_pack_…`), what came
/// with a push that was never taken (`tmp_objdir-incoming-…`), objects half written (`17/tmp_obj_…`), notes in `.keep` and
/// `.promisor`, and whatever people put there. Git passes it over until `git gc` removes it.
package enum ObjectRemnants {
    /// - Parameter folder: `objects` of a repository; those that it borrows from are another repository's business.
    /// - Returns: files, relative to the folder, in order.
    package static func files(in folder: String, _ format: ObjectFormat) -> [String] {
        var files: [String] = []
        for name in FileSystem.names(in: folder) ?? [] {
            switch name {
            case "pack", "info":
                files += names(in: folder, name).filter { !isGits($0, in: name) }.flatMap { all(in: folder, $0) }
            case _ where name.utf8.count == 2 && name.utf8.allSatisfy(isHexDigit):
                files += names(in: folder, name).filter { path in
                    let file = path.dropFirst(3).utf8
                    return file.count != format.digitCount - 2 || !file.allSatisfy(isHexDigit)
                }.flatMap { all(in: folder, $0) }
            default: files += all(in: folder, name)
            }
        }
        return files.sorted()
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    /// Whether a file is read as what it is, or holds nothing but names and numbers (gitrepository-layout(5)).
    private static func isGits(_ path: String, in folder: String) -> Bool {
        let name = path.dropFirst(folder.utf8.count + 1)
        guard folder == "pack" else { return ["packs", "commit-graph", "commit-graphs"].contains(name) }
        if name.hasPrefix("multi-pack-index") { return true }
        let endings = [".pack", ".idx", ".rev", ".bitmap", ".mtimes"]
        return endings.contains { name.hasSuffix($0) }
    }

    private static func names(in folder: String, _ name: String) -> [String] {
        (FileSystem.names(in: folder + "/" + name) ?? []).map { name + "/" + $0 }
    }

    /// The files below a path, or the path itself if it is one; links are not followed.
    private static func all(in folder: String, _ path: String) -> [String] {
        let place = folder + "/" + path
        if FileSystem.isLink(place) { return [] }
        guard FileSystem.isDirectory(place) else { return [path] }
        return names(in: folder, path).flatMap { all(in: folder, $0) }
    }
}
