internal import CLibgit2
package import Model

/// An open repository, for everything but the bulk of its objects: refs, HEAD, configuration, index.
///
/// It belongs to one worker. It is opened without looking upwards and never written to.
package struct Repository: ~Copyable {
    private let raw: OpaquePointer

    package init(_ layout: RepositoryLayout) throws(GitError) {
        LibGit2.start
        let opened = try GitError.create("open the repository at \(layout.gitDirectory)") {
            git_repository_open_ext(
                &$0, layout.gitDirectory, UInt32(GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue), nil)
        }
        do throws(GitError) { try GuardedObjects.install(in: opened) } catch {
            git_repository_free(opened)
            throw error
        }
        raw = opened
    }

    deinit { git_repository_free(raw) }

    /// A ref and the object it names directly.
    package struct Reference: Hashable, Sendable {
        /// Full name: `refs/heads/main`.
        package let name: String
        package let target: ObjectID

        package init(name: String, target: ObjectID) {
            self.name = name
            self.target = target
        }
    }

    /// All refs, symbolic ones resolved, sorted by name. Broken ones are left out and counted.
    package func references() throws(GitError) -> (references: [Reference], broken: [String]) {
        let iterator = try GitError.create("list the refs") { git_reference_iterator_new(&$0, raw) }
        defer { git_reference_iterator_free(iterator) }
        var references: [Reference] = []
        var broken: [String] = []
        var reference: OpaquePointer?
        while true {
            let code = git_reference_next(&reference, iterator)
            if code == GIT_ITEROVER.rawValue { break }
            guard code == 0, let current = reference else { throw GitError.last("list the refs", code: code) }
            defer { git_reference_free(current) }
            let name = String(cString: git_reference_name(current))
            if let target = target(of: current) {
                references.append(Reference(name: name, target: target))
            } else {
                broken.append(name)
            }
        }
        let names = Set(references.map(\.name) + broken)
        return (references.sorted { $0.name < $1.name }, (broken + refFiles().filter { !names.contains($0) }).sorted())
    }

    /// Names of all loose refs but those that belong to one worktree alone. libgit2 passes over files that hold no name.
    private func refFiles() -> [String] {
        guard let start = git_repository_commondir(raw).map({ String(cString: $0) }) else { return [] }
        var names: [String] = []
        var pending = ["refs"]
        while let folder = pending.popLast() {
            for file in FileSystem.names(in: start + folder) ?? [] where !file.hasSuffix(".lock") {
                let name = folder + "/" + file
                if FileSystem.isDirectory(start + name) { pending.append(name) } else { names.append(name) }
            }
        }
        let ownedByWorktrees = ["refs/bisect/", "refs/worktree/", "refs/rewritten/"]
        // `refs/heads` itself is a file where refs stand in reftables.
        return names.filter { name in name != "refs/heads" && !ownedByWorktrees.contains { name.hasPrefix($0) } }
    }

    private func target(of reference: OpaquePointer) -> ObjectID? {
        if let name = git_reference_target(reference) { return ObjectID(name.pointee) }
        var resolved: OpaquePointer?
        guard git_reference_resolve(&resolved, reference) == 0, let resolved else { return nil }
        defer { git_reference_free(resolved) }
        return git_reference_target(resolved).map { ObjectID($0.pointee) }
    }

    /// What HEAD names: the branch (nil if detached) and the commit (nil on an unborn branch).
    package func head() -> (branch: String?, commit: ObjectID?) {
        var reference: OpaquePointer?
        guard git_reference_lookup(&reference, raw, "HEAD") == 0, let reference else { return (nil, nil) }
        defer { git_reference_free(reference) }
        let branch = git_reference_symbolic_target(reference).map { String(cString: $0) }
        return (branch, target(of: reference))
    }

    /// The commit that a revision expression names (gitrevisions(7)).
    package func commit(named name: String) throws(GitError) -> ObjectID {
        var object: OpaquePointer?
        guard git_revparse_single(&object, raw, name) == 0, let object else { throw .unknownCommit(name: name) }
        defer { git_object_free(object) }
        var commit: OpaquePointer?
        guard git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0, let commit else { throw .unknownCommit(name: name) }
        defer { git_object_free(commit) }
        return ObjectID(git_object_id(commit).pointee)
    }

    /// URL of the remote `origin`, or of the first one; with whatever user and password stand in it.
    package func remoteURL() -> String? {
        var names = git_strarray()
        guard git_remote_list(&names, raw) == 0 else { return nil }
        defer { git_strarray_dispose(&names) }
        let all = (0..<names.count).compactMap { names.strings[$0].map { String(cString: $0) } }
        guard let name = all.contains("origin") ? "origin" : all.first else { return nil }
        var remote: OpaquePointer?
        guard git_remote_lookup(&remote, raw, name) == 0, let remote else { return nil }
        defer { git_remote_free(remote) }
        return git_remote_url(remote).map { String(cString: $0) }
    }

    /// A file as the index has it.
    package struct StagedFile: Hashable, Sendable {
        package let path: [UInt8]
        package let blob: ObjectID
        /// 0, or 1–3 for the sides of a conflict.
        package let stage: Int
        package let isSubmodule: Bool
    }

    /// A path whose staged content differs from HEAD's.
    package struct StagedChange: Hashable, Sendable {
        package let path: [UInt8]
        package let new: ObjectID
        /// HEAD's content; nil for a new file.
        package let old: ObjectID?
    }

    /// What `git diff --cached` would list, deletions apart. On an unborn branch everything is new.
    package func stagedChanges() throws(GitError) -> [StagedChange] {
        var tree: OpaquePointer?
        if let commit = head().commit {
            var name = git_oid()
            _ = commit.bytes.withUnsafeBufferPointer { git_oid_fromraw(&name, $0.baseAddress) }
            let handle = try GitError.create("read HEAD") { git_commit_lookup(&$0, raw, &name) }
            defer { git_commit_free(handle) }
            let code = git_commit_tree(&tree, handle)
            guard code == 0 else { throw GitError.last("read HEAD's tree", code: code) }
        }
        defer { git_tree_free(tree) }
        let index = try GitError.create("read the index") { git_repository_index(&$0, raw) }
        defer { git_index_free(index) }
        let diff = try GitError.create("compare the index with HEAD") { git_diff_tree_to_index(&$0, raw, tree, index, nil) }
        defer { git_diff_free(diff) }
        return (0..<git_diff_num_deltas(diff)).compactMap { number in
            guard let delta = git_diff_get_delta(diff, number), let path = delta.pointee.new_file.path else { return nil }
            let file = delta.pointee.new_file
            guard delta.pointee.status != GIT_DELTA_DELETED, file.mode != 0o160000 else { return nil }
            let old = ObjectID(delta.pointee.old_file.id)
            return StagedChange(
                path: Array(UnsafeRawBufferPointer(start: path, count: strlen(path))), new: ObjectID(file.id),
                old: old == .zero ? nil : old)
        }
    }

    /// Everything in the index, in its order.
    package func stagedFiles() throws(GitError) -> [StagedFile] {
        let index = try GitError.create("read the index") { git_repository_index(&$0, raw) }
        defer { git_index_free(index) }
        return (0..<git_index_entrycount(index)).compactMap { position in
            guard let entry = git_index_get_byindex(index, position) else { return nil }
            let path = Array(UnsafeRawBufferPointer(start: entry.pointee.path, count: strlen(entry.pointee.path)))
            return StagedFile(
                path: path, blob: ObjectID(entry.pointee.id), stage: Int(git_index_entry_stage(entry)),
                isSubmodule: entry.pointee.mode & 0o170000 == 0o160000)
        }
    }
}

extension ObjectID {
    init(_ raw: git_oid) {
        self = withUnsafeBytes(of: raw) { $0.objectID(at: 0) }
    }
}

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif
