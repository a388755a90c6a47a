/// The small text that stands in a repository for a large file kept elsewhere (git-lfs specification).
enum LFSPointer {
    static func matches(_ content: UnsafeRawBufferPointer) -> Bool {
        content.count < 1024 && content.starts(with: "version https://git-lfs.github.com/spec/".utf8)
    }
}
