private import CBytes
internal import Model

/// Refs that stand in files: one each, or all in `packed-refs` (gitrepository-layout(5), git-pack-refs(1)).
struct ReferenceFiles {
    private let layout: RepositoryLayout

    private static let ownedByWorktrees = ["refs/bisect/", "refs/worktree/", "refs/rewritten/"]

    init(_ layout: RepositoryLayout) { self.layout = layout }

    /// One ref; nil if there is none of that name. Names come from users and from refs: what leads out of the Git directory
    /// is none.
    func value(of name: String) -> ReferenceValue? {
        guard
            !name.split(separator: "/", omittingEmptySubsequences: false).contains(where: { $0 == ".." || $0.isEmpty })
        else { return nil }
        let isOwn = !name.hasPrefix("refs/") || Self.isOwned(name)
        let path = (isOwn ? layout.gitDirectory : layout.commonDirectory) + "/" + name
        let isDirectory = FileSystem.isDirectory(path)
        if !isDirectory, let value = loose(path) { return value }
        if let value = name.hasPrefix("refs/") ? packed(name) : nil { return value }
        // Where other refs are below it there can be none; of an empty folder Git says nothing.
        return isDirectory && FileSystem.names(in: path) != [] ? .unreadable : nil
    }

    /// All refs below `refs`, and what other worktrees have checked out.
    func all() -> [String: ReferenceValue] {
        var values: [String: ReferenceValue] = [:]
        // Git keeps the folder even where all refs are packed.
        if !FileSystem.isDirectory(layout.commonDirectory + "/refs") { values["refs"] = .unreadable }
        let isLinked = layout.gitDirectory != layout.commonDirectory
        for name in names(in: layout.commonDirectory) where !isLinked || !Self.isOwned(name) {
            if let value = loose(layout.commonDirectory + "/" + name) { values[name] = value }
        }
        if isLinked {
            for name in names(in: layout.gitDirectory) where Self.isOwned(name) {
                if let value = loose(layout.gitDirectory + "/" + name) { values[name] = value }
            }
        }
        values.merge(headsOfWorktrees()) { ref, _ in ref }
        // Read last: `git pack-refs` writes it before it takes the files away.
        return packed().merging(values) { _, loose in loose }
    }

    /// What linked worktrees have checked out without a branch: `worktrees/NAME/HEAD` (git-worktree(1)). One's own is HEAD.
    private func headsOfWorktrees() -> [String: ReferenceValue] {
        var heads: [String: ReferenceValue] = [:]
        for worktree in FileSystem.names(in: layout.commonDirectory + "/worktrees") ?? [] {
            let name = "worktrees/\(worktree)"
            guard layout.commonDirectory + "/" + name != layout.gitDirectory else { continue }
            switch loose("\(layout.commonDirectory)/\(name)/HEAD") {
            case .object(let id): heads["\(name)/HEAD"] = .object(id)
            case .unreadable: heads["\(name)/HEAD"] = .unreadable
            case .symbolic, nil: break
            }
        }
        return heads
    }

    /// Whether a ref belongs to one worktree alone.
    static func isOwned(_ name: String) -> Bool { ownedByWorktrees.contains { name.hasPrefix($0) } }

    // MARK: Loose refs

    /// Names of all files below `refs`, and of folders there that cannot be listed.
    private func names(in directory: String) -> [String] {
        var names: [String] = []
        var pending = ["refs"]
        // Links can lead back to where they stand. By number, for a path is resolved folder by folder.
        var seen: Set<[UInt64]> = []
        while let folder = pending.popLast() {
            let path = directory + "/" + folder
            guard FileSystem.identity(path).map({ seen.insert($0).inserted }) ?? true else {
                names.append(folder)
                continue
            }
            guard let files = FileSystem.names(in: path) else {
                if FileSystem.exists(path) { names.append(folder) }
                continue
            }
            for file in files where !file.hasSuffix(".lock") {
                let name = folder + "/" + file
                if FileSystem.isDirectory(directory + "/" + name) { pending.append(name) } else { names.append(name) }
            }
        }
        return names
    }

    /// A file that holds the digits of an object's name, or `ref: ` and the name of another ref. A link to where refs are
    /// was a symbolic one once, and is still.
    private func loose(_ path: String) -> ReferenceValue? {
        if let target = FileSystem.linkTarget(path), target.hasPrefix("refs/") { return .symbolic(target) }
        guard let text = FileSystem.smallFile(path) else { return FileSystem.stands(path) ? .unreadable : nil }
        return Self.value(text)
    }

    private static func value(_ text: String) -> ReferenceValue {
        if text.hasPrefix("ref:") {
            let name = text.dropFirst(4).trimmingWhitespace()
            return name.isEmpty ? .unreadable : .symbolic(String(name))
        }
        // Git passes over what stands behind the name, as long as a blank is between.
        guard let id = ObjectID(hex: text.prefix { !$0.isWhitespace }) else { return .unreadable }
        return .object(id)
    }

    // MARK: Packed refs

    private var packedPath: String { layout.commonDirectory + "/packed-refs" }

    /// The line that ends with the name.
    private func packed(_ name: String) -> ReferenceValue? {
        guard let file = try? MappedFile(path: packedPath), let base = file.bytes.baseAddress else { return nil }
        let needle = Array(" \(name)\n".utf8)
        guard let found = memmem(base, file.bytes.count, needle, needle.count) else { return nil }
        let end = base.distance(to: UnsafeRawPointer(found))
        let start = file.bytes[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return ObjectID(hexDigits: file.bytes, in: ByteSpan(start, end)).map { .object($0) } ?? .unreadable
    }

    /// `<object> <name>` a line; `^<object>` says what the tag before points at.
    private func packed() -> [String: ReferenceValue] {
        guard let file = try? MappedFile(path: packedPath) else {
            return FileSystem.exists(packedPath) ? ["packed-refs": .unreadable] : [:]
        }
        var values: [String: ReferenceValue] = [:]
        var start = 0
        while start < file.bytes.count {
            let end = file.bytes.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? file.bytes.count
            defer { start = end + 1 }
            let line = file.bytes[start..<end]
            guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "^") else { continue }
            guard let space = line.firstIndex(of: UInt8(ascii: " ")), space + 1 < end,
                let id = ObjectID(hexDigits: file.bytes, in: ByteSpan(start, space))
            else {
                values["packed-refs"] = .unreadable
                continue
            }
            values[String(decoding: line[(space + 1)...], as: UTF8.self)] = .object(id)
        }
        return values
    }
}

extension StringProtocol {
    fileprivate func trimmingWhitespace() -> SubSequence {
        let start = drop(while: \.isWhitespace)
        return start[..<(start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) } ?? start.startIndex)]
    }
}
