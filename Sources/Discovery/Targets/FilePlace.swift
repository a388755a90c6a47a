internal import Repositories

/// What a file that is a target by itself is called: as a scan of its repository calls it, or as it stands below the folder
/// one stands in.
package struct FilePlace: Sendable {
    /// Its path in findings. Links to the file keep their name, links to folders are resolved.
    package let path: [UInt8]
    /// Whether the path counts from the top of a repository.
    package let isInRepository: Bool

    package init(of target: String) {
        let slash = target.lastIndex(of: "/")
        let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
        let folder = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
        guard let place = FileSystem.absolutePath(folder) else {
            (path, isInRepository) = (Array(name.utf8), false)
            return
        }
        let layout = RepositoryLayout.find(at: place)
        if let layout, layout.worktree != nil {
            // `.git/config`: a scan of that folder means the repository, too.
            let prefix = place == layout.gitDirectory ? ".git/" : layout.prefix
            (path, isInRepository) = (Array((prefix + name).utf8), true)
            return
        }
        isInRepository = false
        let here = FileSystem.absolutePath(".").map { $0 == "/" ? "/" : $0 + "/" }
        guard layout == nil, let here, (place + "/").hasPrefix(here), place + "/" != here else {
            path = Array(name.utf8)
            return
        }
        path = Array((place.dropFirst(here.utf8.count) + "/" + name).utf8)
    }

    /// In bytes, of all that stands before the name.
    var folderCount: Int { path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0 }
}

extension Suppressions {
    /// How the settings call a file that is a target by itself.
    package func path(of place: FilePlace, at target: String) -> [UInt8] { paths(of: target, file: place)(place.path) }

    /// How the settings call what a scan of a folder or file that is no repository calls by a path.
    func paths(of target: String, file: FilePlace?) -> SettingsPaths {
        if let file, file.isInRepository { return SettingsPaths() }
        guard let prefix = prefix(of: target) else { return SettingsPaths() }
        return SettingsPaths(prefix: prefix, dropped: file?.folderCount ?? 0)
    }
}

/// From paths in findings to paths below the folder of the settings.
struct SettingsPaths: Sendable {
    var prefix: [UInt8] = []
    /// So many bytes of a path stand for what `prefix` says.
    var dropped = 0

    func callAsFunction(_ path: [UInt8]) -> [UInt8] {
        prefix.isEmpty && dropped == 0 ? path : prefix + path.dropFirst(dropped)
    }
}
