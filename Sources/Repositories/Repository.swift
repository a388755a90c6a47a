internal import CLibgit2
package import Model

/// An open repository, for everything but the bulk of its objects: refs, HEAD, configuration, index.
///
/// It belongs to one worker. It is opened without looking upwards and never written to.
package struct Repository: ~Copyable {
    private let raw: OpaquePointer

    /// Opens what `RepositoryLayout` has found. Throws where a file of Git's is a pipe or device, and what libgit2
    /// refuses.
    package init(_ layout: RepositoryLayout) throws(GitError) {
        LibGit2.start
        try PlainFiles.check(layout)
        let opened = try GitError.create("open the repository at \(layout.gitDirectory)") {
            git_repository_open_ext(
                &$0, layout.gitDirectory,
                UInt32(GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue), nil)
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
        guard git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0, let commit else {
            throw .unknownCommit(name: name)
        }
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
        /// From the top of the working tree; raw bytes.
        package let path: [UInt8]
        package let blob: ObjectID
        /// 0, or 1–3 for the sides of a conflict.
        package let stage: Int
        package let isSubmodule: Bool
    }

    /// Lets it read objects that lie elsewhere too: those of a push that is not accepted yet.
    package func add(objectFolders: [String]) throws(GitError) {
        if !objectFolders.isEmpty { try GuardedObjects.install(in: raw, others: objectFolders) }
    }

    /// What `git diff --cached` would list. On an unborn branch everything is new.
    /// - Parameters:
    ///   - indexFile: another index than the repository's own: `git commit FILE` and `git commit -a` have one.
    ///   - others: commits that are about to be merged; what one of them has too is no change.
    package func stagedChanges(indexFile: String? = nil, besides others: [ObjectID] = []) throws(GitError) -> ChangeSet
    {
        let index = try index(indexFile)
        defer { git_index_free(index) }
        return try changes(from: (head().commit.map { [$0] } ?? []) + others) { diff, tree in
            git_diff_tree_to_index(&diff, raw, tree, index, nil)
        }
    }

    /// - Parameter file: nil for the repository's own.
    private func index(_ file: String?) throws(GitError) -> OpaquePointer {
        let place = file ?? git_repository_path(raw).map { String(cString: $0) + "index" }
        if let place { try PlainFiles.check(place) }
        do {
            guard let file else { return try GitError.create("read the index") { git_repository_index(&$0, raw) } }
            return try GitError.create("read the index \(file)") { git_index_open(&$0, file) }
        } catch {
            throw IndexFault.error(error, path: place ?? "")
        }
    }

    /// What a commit changes against all of its parents.
    package func changes(of commit: ObjectID, parents: [ObjectID]) throws(GitError) -> ChangeSet {
        let tree = try tree(of: commit)
        defer { git_tree_free(tree) }
        return try changes(from: parents) { diff, old in git_diff_tree_to_tree(&diff, raw, old, tree, nil) }
    }

    private func changes(
        from commits: [ObjectID], _ compare: (inout OpaquePointer?, OpaquePointer?) -> Int32
    ) throws(GitError) -> ChangeSet {
        if commits.isEmpty { return try changes(from: nil, compare) }
        var changes: ChangeSet?
        for commit in commits {
            let tree = try tree(of: commit)
            defer { git_tree_free(tree) }
            let own = try self.changes(from: tree, compare)
            changes = changes?.common(with: own) ?? own
        }
        return changes ?? ChangeSet()
    }

    private func changes(
        from tree: OpaquePointer?, _ compare: (inout OpaquePointer?, OpaquePointer?) -> Int32
    ) throws(GitError) -> ChangeSet {
        let diff = try GitError.create("compare trees") { compare(&$0, tree) }
        defer { git_diff_free(diff) }
        var changes = ChangeSet()
        for number in 0..<git_diff_num_deltas(diff) {
            guard let delta = git_diff_get_delta(diff, number) else { continue }
            let (new, old) = (delta.pointee.new_file, delta.pointee.old_file)
            if delta.pointee.status == GIT_DELTA_DELETED {
                if old.mode != 0o160000 { changes.removed.insert(ObjectID(old.id)) }
                continue
            }
            let id = ObjectID(new.id)
            // Submodules' commits, and files of which `git add --intent-to-add` made known the name alone.
            guard let path = new.path, new.mode != 0o160000, id != .zero, id != FileChange.emptyBlob else { continue }
            changes.files.append(
                FileChange(
                    path: Array(UnsafeRawBufferPointer(start: path, count: strlen(path))), new: id,
                    old: old.mode == 0o160000 || ObjectID(old.id) == .zero ? [] : [ObjectID(old.id)]))
        }
        return changes
    }

    private func tree(of commit: ObjectID) throws(GitError) -> OpaquePointer {
        var name = git_oid()
        _ = commit.bytes.withUnsafeBufferPointer { git_oid_fromraw(&name, $0.baseAddress) }
        let handle = try GitError.create("read commit \(commit.hex)") { git_commit_lookup(&$0, raw, &name) }
        defer { git_commit_free(handle) }
        return try GitError.create("read the tree of commit \(commit.hex)") { git_commit_tree(&$0, handle) }
    }

    /// Everything in the index, in its order.
    package func stagedFiles() throws(GitError) -> [StagedFile] {
        let index = try index(nil)
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
