/// What the next commit changes.
package enum StagedChanges {
    /// - Returns: the changes of the index that the environment names against HEAD and what is being merged into it.
    package static func read(_ layout: RepositoryLayout, _ environment: HookEnvironment) throws(GitError) -> ChangeSet {
        var repository = try Repository(layout)
        repository.add(objectFolders: environment.objectFolders)
        return try repository.stagedChanges(indexFile: environment.indexFile, besides: layout.mergedCommits)
    }
}
