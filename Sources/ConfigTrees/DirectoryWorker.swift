private import Files
internal import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Lists folders and reads files for one visitor, until the queue is empty.
struct DirectoryWorker<Visitor: FileVisitor>: ~Copyable {
    private let walk: DirectoryWalk
    private let queue: DirectoryQueue
    private let visitor: Visitor
    /// Where the walk begins: that folder is what was asked for, whatever it is.
    private let start: [UInt8]
    private let cancellation: CancellationFlag
    private var buffer = FileBuffer()
    private static var filesPerTask: Int { 128 }

    init(walk: DirectoryWalk, queue: DirectoryQueue, visitor: Visitor, start: [UInt8], cancellation: CancellationFlag) {
        self.walk = walk
        self.queue = queue
        self.visitor = visitor
        self.start = start
        self.cancellation = cancellation
    }

    mutating func run() {
        while let task = queue.next() {
            switch task {
            case .folder(let path, let anchor): list(path, from: anchor)
            case .files(let folder, let names, let path):
                for name in names where !cancellation.isSet { read(name, in: folder, path: path) }
            }
            queue.finish()
        }
    }

    private func list(_ path: [UInt8], from anchor: FolderAnchor?) {
        if cancellation.isSet { return }
        let shown = Array(path.isEmpty ? path[...] : path.dropLast())
        let descriptor = walk.open(shown, from: anchor)
        guard descriptor >= 0 else { return noteUnlisted(shown) }
        let folder = OpenFolder(descriptor)
        guard let listing = FolderListing(of: folder) else { return noteUnlisted(shown) }
        if listing.isRepository, path != start, visitor.takesRepository(at: shown) { return }
        for name in listing.links {
            visitor.skip(path: path + name, reason: .symbolicLink, detail: "symbolic links are not followed")
        }
        for name in listing.others {
            visitor.skip(path: path + name, reason: .specialFile, detail: "not a regular file")
        }
        let isFar = path.count - (anchor?.length ?? 0) > FolderAnchor.spacing
        let next = isFar ? FolderAnchor(folder: folder, length: path.count) : anchor
        let files = stride(from: 0, to: listing.files.count, by: Self.filesPerTask).map { first in
            let names = listing.files[first..<min(first + Self.filesPerTask, listing.files.count)]
            return DirectoryTask.files(folder, names: Array(names), path: path)
        }
        let folders = listing.folders.filter { takesFolder($0, in: path, listing) }.map { name in
            DirectoryTask.folder(path: path + name + [UInt8(ascii: "/")], anchor: next)
        }
        // The last task is the next that is done: while a folder's files are not all read it stays open.
        queue.add(folders + files)
    }

    private func noteUnlisted(_ path: [UInt8]) {
        visitor.skip(
            path: path, reason: .unreadable,
            detail: "the folder cannot be listed: \(SystemError.last); check its permissions")
    }

    /// Whether a folder is walked; the visitor is told of what is left out.
    private func takesFolder(_ name: [UInt8], in path: [UInt8], _ listing: FolderListing) -> Bool {
        let child = path + name
        if walk.skipsFolder(child) { return false }
        if walk.excludesFolder(child) {
            visitor.skip(path: child, reason: .excluded, detail: "the folder is excluded by a pattern")
            return false
        }
        if walk.skipsBuildProducts, listing.makesBuildProducts(of: name) {
            visitor.skip(
                path: child, reason: .excluded,
                detail: "what SwiftPM built and fetched is passed over; --no-default-skips scans it")
            return false
        }
        return true
    }

    private mutating func read(_ name: [UInt8], in folder: OpenFolder, path: [UInt8]) {
        let full = path + name
        guard walk.takes(full) else {
            visitor.skip(path: full, reason: .excluded, detail: "excluded by a pattern")
            return
        }
        let descriptor = openat(
            folder.descriptor, name.map { CChar(bitPattern: $0) } + [0], O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let detail = errno == ENOENT ? "it vanished while the folder was read" : "\(SystemError.last)"
            visitor.skip(path: full, reason: .unreadable, detail: "\(detail); check its permissions and scan again")
            return
        }
        defer { close(descriptor) }
        let visitor = visitor
        do {
            try buffer.withContent(of: descriptor, upTo: visitor.greatestWhole) {
                visitor.needsWhole(path: full, start: $0, size: $1)
            } whole: {
                visitor.visit(path: full, content: $0)
            } large: {
                visitor.visit(path: full, stream: $0)
            }
        } catch {
            visitor.skip(path: full, error)
        }
    }
}
