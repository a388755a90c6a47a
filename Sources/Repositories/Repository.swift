package import Model

/// An open repository, for everything but the bulk of its objects: refs, HEAD, index, what commits change.
///
/// It belongs to one worker. It is opened without looking upwards and never written to. libgit2 does not serve: 1.5 reads
/// neither SHA-256 repositories nor reftables, split or sparse indexes, and has not survived damaged objects.
package struct Repository {
    private let layout: RepositoryLayout
    private let format: ObjectFormat
    /// nil where it is damaged: then nobody knows where it was cloned from, and all else can be read.
    private let configuration: GitConfiguration?
    /// Why configuration cannot be read.
    package let configurationFault: GitError?
    package let references: ReferenceStore
    private var database: ObjectDatabase
    private var trees: TreeStore

    /// Opens what `RepositoryLayout` has found. Throws where a file of Git's is a pipe or device, where its reftables are
    /// damaged, and where it is of a format that nobody knows.
    package init(_ layout: RepositoryLayout) throws(GitError) {
        try PlainFiles.check(layout)
        self.layout = layout
        do {
            configuration = try GitConfiguration(file: layout.commonDirectory + "/config")
            configurationFault = nil
        } catch {
            configuration = nil
            configurationFault = error
        }
        try configuration?.checkFormat(of: layout)
        guard let format = layout.objectFormat else {
            throw .unsupportedFormat(path: layout.gitDirectory, reason: "its objects are named by a hash nobody knows")
        }
        self.format = format
        references = try ReferenceStore(layout)
        database = ObjectDatabase(of: layout)
        trees = TreeStore(database, format)
    }

    /// What HEAD names: the branch (nil if detached) and the commit (nil on an unborn branch).
    package var head: (branch: String?, commit: ObjectID?) { references.head }

    /// The commit that a revision expression names (gitrevisions(7)).
    package func commit(named name: String) throws(GitError) -> ObjectID {
        try RevisionExpression(layout, references, database, configuration).commit(named: name)
    }

    /// URL of the remote `origin`, or of the first one; with whatever user and password stand in it. A path is absolute:
    /// `../app.git` means something else in each repository.
    package func remoteURL() -> String? {
        guard let url = configuration?.remoteURL() else { return nil }
        // What has a colon before its first slash names a host (git-fetch(1)).
        if url.isEmpty || url.hasPrefix("/") || url.prefix(while: { $0 != "/" }).contains(":") { return url }
        var parts = (layout.worktree ?? layout.gitDirectory).split(separator: "/")
        for part in url.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// Lets it read objects that lie elsewhere too: those of a push that is not accepted yet.
    package mutating func add(objectFolders: [String]) {
        if objectFolders.isEmpty { return }
        database = ObjectDatabase(of: layout, others: objectFolders)
        trees = TreeStore(database, format)
    }

    // MARK: The index

    /// A file as the index has it.
    package struct StagedFile: Hashable, Sendable {
        /// From the top of the working tree; raw bytes.
        package let path: [UInt8]
        package let blob: ObjectID
        /// 0, or 1–3 for the sides of a conflict.
        package let stage: Int
        package let isSubmodule: Bool
    }

    /// Everything in the index, in its order; of folders outside of a sparse checkout what their trees list.
    package func stagedFiles() throws(GitError) -> [StagedFile] {
        var files: [StagedFile] = []
        for entry in try index(nil).entries {
            if entry.isFolder {
                var folder = TreeComparison(trees)
                try folder.compare(nil, entry.id, in: entry.path)
                files += folder.changes.files.map {
                    StagedFile(path: $0.path, blob: $0.new, stage: 0, isSubmodule: false)
                }
            } else {
                files.append(
                    StagedFile(path: entry.path, blob: entry.id, stage: entry.stage, isSubmodule: entry.isSubmodule))
            }
        }
        return files
    }

    /// What `git diff --cached` would list. On an unborn branch everything is new.
    /// - Parameters:
    ///   - indexFile: another index than the repository's own: `git commit FILE` and `git commit -a` have one.
    ///   - others: commits that are about to be merged; what one of them has too is no change.
    package func stagedChanges(indexFile: String? = nil, besides others: [ObjectID] = []) throws(GitError) -> ChangeSet
    {
        let index = try index(indexFile)
        return try changes(from: (head.commit.map { [$0] } ?? []) + others) { (tree) throws(GitError) in
            var comparison = IndexComparison(index, trees)
            try comparison.compare(with: tree, knowing: index.trees)
            return comparison.changes
        }
    }

    /// - Parameter file: nil for the repository's own.
    private func index(_ file: String?) throws(GitError) -> IndexFile {
        try IndexFile(path: file ?? layout.gitDirectory + "/index", directory: layout.gitDirectory, format)
    }

    // MARK: Commits

    /// What a commit changes against all of its parents.
    package func changes(of commit: ObjectID, parents: [ObjectID]) throws(GitError) -> ChangeSet {
        let tree = try trees.tree(of: commit)
        return try changes(from: parents) { (old) throws(GitError) in
            var comparison = TreeComparison(trees)
            try comparison.compare(old, tree)
            return comparison.changes
        }
    }

    /// The files of a tree, without those that a commit has at the same place; absent commits have none.
    package func files(ofTree tree: ObjectID, besides commits: some Sequence<ObjectID>) throws(GitError) -> ChangeSet {
        var comparison = TreeComparison(trees)
        try comparison.compare(nil, tree)
        var changes = comparison.changes
        for commit in commits {
            guard let old = try? trees.tree(of: commit) else { continue }
            var comparison = TreeComparison(trees)
            try comparison.compare(old, tree)
            changes = changes.common(with: comparison.changes)
        }
        return changes
    }

    /// What has changed against all of some commits; with none of them all is new.
    private func changes(
        from commits: [ObjectID], _ compare: (ObjectID?) throws(GitError) -> ChangeSet
    ) throws(GitError) -> ChangeSet {
        if commits.isEmpty { return try compare(nil) }
        var changes: ChangeSet?
        for commit in commits {
            let own = try compare(try trees.tree(of: commit))
            changes = changes?.common(with: own) ?? own
        }
        return changes ?? ChangeSet()
    }
}
