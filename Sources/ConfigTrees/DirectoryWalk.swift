private import Dispatch
package import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Reads every file below a directory, on several threads, in no particular order. Links are not followed.
package struct DirectoryWalk: Sendable {
    package let root: String
    private let filter: PathFilter
    let skipsBuildProducts: Bool
    private let isSkippedFolder: @Sendable ([UInt8]) -> Bool

    /// - Parameters:
    ///   - skipsBuildProducts: whether SwiftPM's `.build` folders are passed over, which the visitor is told.
    ///   - isSkippedFolder: folders that somebody else looks after, by path below the root.
    package init(
        root: String, filter: PathFilter, skipsBuildProducts: Bool,
        isSkippedFolder: @escaping @Sendable ([UInt8]) -> Bool
    ) {
        self.root = root
        self.filter = filter
        self.skipsBuildProducts = skipsBuildProducts
        self.isSkippedFolder = isSkippedFolder
    }

    /// - Parameter prefix: folder below the root to begin with, `/` behind it; empty for the root itself.
    package func run<Visitor: FileVisitor>(
        prefix: [UInt8] = [], jobs: Int, cancellation: CancellationFlag, makeVisitor: @Sendable () -> Visitor
    ) -> [Visitor] {
        let queue = DirectoryQueue(first: .folder(path: prefix, anchor: nil))
        let count = max(1, jobs)
        return [Visitor](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            // Safe: each iteration initialises its own element, and nobody reads before all have finished.
            nonisolated(unsafe) let slots = buffer
            DispatchQueue.concurrentPerform(iterations: count) { number in
                let visitor = makeVisitor()
                var worker = DirectoryWorker(
                    walk: self, queue: queue, visitor: visitor, start: prefix, cancellation: cancellation)
                worker.run()
                slots.initializeElement(at: number, to: visitor)
            }
            initializedCount = count
        }
    }

    /// - Parameter path: of a folder, without a `/` behind it.
    func open(_ path: [UInt8], from anchor: FolderAnchor?) -> Int32 {
        // The root may be a link (it was named by the user); nothing below it may.
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (path.isEmpty ? 0 : O_NOFOLLOW)
        if let anchor {
            return openat(anchor.folder.descriptor, path[anchor.length...].map { CChar(bitPattern: $0) } + [0], flags)
        }
        var full = root.utf8.map { CChar(bitPattern: $0) }
        if !path.isEmpty { full += [CChar(bitPattern: UInt8(ascii: "/"))] + path.map { CChar(bitPattern: $0) } }
        return openat(AT_FDCWD, full + [0], flags)
    }

    func takes(_ path: [UInt8]) -> Bool { filter.takesAll || filter.takes(path) }
    func skipsFolder(_ path: [UInt8]) -> Bool { isSkippedFolder(path) }
    func excludesFolder(_ path: [UInt8]) -> Bool { filter.excludesFolder(path) }
}
