package import Model

/// A file whose content is another one than before.
package struct FileChange: Hashable, Sendable {
    /// From the top of the working tree; raw bytes.
    package let path: [UInt8]
    /// The blob.
    package let new: ObjectID
    /// The contents at this path before: HEAD's, or those of a commit's parents; empty for a new file.
    package var old: [ObjectID]
    /// Contents of files that the same change takes away: a new file may be one of them under another name.
    package var gone: [ObjectID] = []

    package init(path: [UInt8], new: ObjectID, old: [ObjectID]) {
        self.path = path
        self.new = new
        self.old = old
    }
}

/// What a commit changes, or would.
package struct ChangeSet: Sendable {
    /// In the order of their paths.
    package var files: [FileChange] = []
    /// Contents of files that are gone.
    package var removed: Set<ObjectID> = []

    /// The files without those that are only renamed, new ones with what they may be made of.
    package var filesToScan: [FileChange] {
        if removed.isEmpty { return files }
        let gone = removed.sorted()
        return files.filter { !removed.contains($0.new) }.map { file in
            var file = file
            if file.old.isEmpty { file.gone = gone }
            return file
        }
    }

    /// What has changed against both of two commits.
    func common(with other: ChangeSet) -> ChangeSet {
        let others = Dictionary(other.files.map { ($0.path, $0) }) { first, _ in first }
        var common = ChangeSet()
        for file in files {
            guard let twin = others[file.path], twin.new == file.new else { continue }
            common.files.append(FileChange(path: file.path, new: file.new, old: file.old + twin.old))
        }
        common.removed = removed.union(other.removed)
        return common
    }
}
