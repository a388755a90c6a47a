/// Paths into the folders of repositories that stand below what is walked.
enum GitFolderPath {
    private static let objects = Array("/.git/objects".utf8)

    /// Whether a path is that of a repository's objects.
    static func isObjectStore(_ path: some BidirectionalCollection<UInt8>) -> Bool {
        path.elementsEqual(objects.dropFirst()) || path.suffix(objects.count).elementsEqual(objects)
    }
}
