private import Dispatch
private import Files
package import Model
private import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Receives what a directory walk finds. One visitor serves one worker.
package protocol FileVisitor: AnyObject, SendableMetatype {
    /// - Parameter content: lent until the call returns.
    func visit(path: [UInt8], content: UnsafeRawBufferPointer)
    /// Larger files come as streams unless `needsWhole` says otherwise; in bytes.
    var greatestWhole: Int { get }
    /// Whether a larger file cannot be read as a stream.
    /// - Parameters:
    ///   - start: its first bytes, lent until the call returns.
    ///   - size: in bytes.
    func needsWhole(path: [UInt8], start: UnsafeRawBufferPointer, size: Int) -> Bool
    func visit(path: [UInt8], stream: any ContentStream)
    /// Something on the way has no content or could not be read.
    func skip(path: [UInt8], reason: Coverage.Reason, detail: String)
    /// A folder below the root looks like a repository.
    /// - Returns: whether it is looked after elsewhere, so that the walk leaves it out.
    func takesRepository(at path: [UInt8]) -> Bool
}

extension FileVisitor {
    package func skip(path: [UInt8], _ failure: FileBuffer.Failure) {
        switch failure {
        case .unreadable(let reason): skip(path: path, reason: .unreadable, detail: "\(reason); scan again")
        case .notRegular: skip(path: path, reason: .specialFile, detail: "not a regular file")
        case .endless(let bytes):
            skip(
                path: path, reason: .limitHit,
                detail: "it says that it is smaller and goes on behind \(bytes >> 20) MiB, where reading it ended")
        }
    }

    package func takesRepository(at path: [UInt8]) -> Bool { false }
}

/// What the names in a folder say about it.
private struct FolderSigns {
    private var hasGit = false
    private var hasHead = false
    private var hasObjects = false
    private var hasPackageManifest = false

    mutating func see(_ name: [UInt8]) {
        switch name.count {
        case 4:
            if name.elementsEqual(".git".utf8) { hasGit = true }
            if name.elementsEqual("HEAD".utf8) { hasHead = true }
        case 7: if name.elementsEqual("objects".utf8) { hasObjects = true }
        case 13: if name.elementsEqual("Package.swift".utf8) { hasPackageManifest = true }
        default: break
        }
    }

    /// A working tree, or a bare repository (gitrepository-layout(5)).
    var areOfRepository: Bool { hasGit || hasHead && hasObjects }

    /// Whether the folder `name` in it holds what a build made of its sources and fetched for them: SwiftPM's `.build`
    /// lies beside the package's manifest. Elsewhere `.build` is any folder.
    func makesBuildProducts(of name: [UInt8]) -> Bool {
        hasPackageManifest && name.elementsEqual(".build".utf8)
    }
}

/// Reads every file below a directory, on several threads, in no particular order. Links are not followed.
package struct DirectoryWalk: Sendable {
    package let root: String
    private let filter: PathFilter
    private let skipsBuildProducts: Bool
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
    fileprivate func open(_ path: [UInt8], from anchor: FolderAnchor?) -> Int32 {
        // The root may be a link (it was named by the user); nothing below it may.
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (path.isEmpty ? 0 : O_NOFOLLOW)
        if let anchor {
            return openat(anchor.folder.descriptor, path[anchor.length...].map { CChar(bitPattern: $0) } + [0], flags)
        }
        var full = root.utf8.map { CChar(bitPattern: $0) }
        if !path.isEmpty { full += [CChar(bitPattern: UInt8(ascii: "/"))] + path.map { CChar(bitPattern: $0) } }
        return openat(AT_FDCWD, full + [0], flags)
    }

    fileprivate func takes(_ path: [UInt8]) -> Bool { filter.takesAll || filter.takes(path) }
    fileprivate func skipsFolder(_ name: [UInt8], asProductOf signs: FolderSigns) -> Bool {
        skipsBuildProducts && signs.makesBuildProducts(of: name)
    }
    fileprivate func skipsFolder(_ path: [UInt8]) -> Bool { isSkippedFolder(path) }
    fileprivate func excludesFolder(_ path: [UInt8]) -> Bool { filter.excludesFolder(path) }
}

/// An open folder, closed with its last user.
private final class OpenFolder: Sendable {
    let descriptor: Int32
    init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }
}

/// An open folder from which those below it are opened: the system takes no path of any length, and walks along all of
/// it each time. Only deep folders have one, so that few stay open.
private struct FolderAnchor: Sendable {
    let folder: OpenFolder
    /// Bytes of its path, with the `/` behind it.
    let length: Int

    static let spacing = 1024
}

private enum DirectoryTask: Sendable {
    /// `path` is relative to the root and has `/` behind it unless it is empty.
    case folder(path: [UInt8], anchor: FolderAnchor?)
    case files(OpenFolder, names: [[UInt8]], path: [UInt8])
}

/// Folders to list and files to read. A folder of many files is cut into tasks that several workers take.
private final class DirectoryQueue: Sendable {
    private struct State {
        var tasks: [DirectoryTask]
        var busy = 0
    }
    private let state: Locked<State>

    init(first: DirectoryTask) { state = Locked(State(tasks: [first])) }

    /// The next task; nil when none is left and nobody is working who could add one.
    func next() -> DirectoryTask? {
        while true {
            let (task, isDone) = state.withLock { state -> (DirectoryTask?, Bool) in
                if let task = state.tasks.popLast() {
                    state.busy += 1
                    return (task, false)
                }
                return (nil, state.busy == 0)
            }
            if let task { return task }
            if isDone { return nil }
            usleep(50)
        }
    }

    func add(_ tasks: [DirectoryTask]) { state.withLock { $0.tasks += tasks } }
    func finish() { state.withLock { $0.busy -= 1 } }
}

private struct DirectoryWorker<Visitor: FileVisitor>: ~Copyable {
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
        let shown = path.isEmpty ? path : path.dropLast()
        let descriptor = walk.open(Array(shown), from: anchor)
        // fdopendir takes the descriptor over, so the files get one of their own.
        guard descriptor >= 0, let stream = fdopendir(dup(descriptor)) else {
            visitor.skip(
                path: Array(shown), reason: .unreadable,
                detail: "the folder cannot be listed: \(SystemError.last); check its permissions")
            if descriptor >= 0 { close(descriptor) }
            return
        }
        let folder = OpenFolder(descriptor)
        defer { closedir(stream) }
        var tasks: [DirectoryTask] = []
        var folders: [[UInt8]] = []
        var names: [[UInt8]] = []
        var signs = FolderSigns()
        var skipped: [(path: [UInt8], reason: Coverage.Reason, detail: String)] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
            signs.see(name)
            var type = Int32(entry.pointee.d_type)
            if type == Int32(DT_UNKNOWN) { type = Self.type(of: name, in: folder) }
            let child = path + name
            switch type {
            case Int32(DT_DIR):
                if walk.skipsFolder(child) { continue }
                if walk.excludesFolder(child) {
                    skipped.append((child, .excluded, "the folder is excluded by a pattern"))
                } else {
                    folders.append(name)
                }
            case Int32(DT_REG): names.append(name)
            case Int32(DT_LNK): skipped.append((child, .symbolicLink, "symbolic links are not followed"))
            default: skipped.append((child, .specialFile, "not a regular file"))
            }
            if names.count == Self.filesPerTask {
                tasks.append(.files(folder, names: names, path: path))
                names = []
            }
        }
        if signs.areOfRepository, path != start, visitor.takesRepository(at: Array(shown)) { return }
        let isFar = path.count - (anchor?.length ?? 0) > FolderAnchor.spacing
        let anchor = isFar ? FolderAnchor(folder: folder, length: path.count) : anchor
        // Names come in any order, so what a folder is to its neighbours is known only now.
        for name in folders {
            if walk.skipsFolder(name, asProductOf: signs) {
                skipped.append((path + name, .excluded, Self.buildProducts))
            } else {
                tasks.append(.folder(path: path + name + [UInt8(ascii: "/")], anchor: anchor))
            }
        }
        for skip in skipped { visitor.skip(path: skip.path, reason: skip.reason, detail: skip.detail) }
        if !names.isEmpty { tasks.append(.files(folder, names: names, path: path)) }
        queue.add(tasks)
    }

    private static var buildProducts: String {
        "what SwiftPM built and fetched is passed over; --no-default-skips scans it"
    }

    private static func type(of name: [UInt8], in folder: OpenFolder) -> Int32 {
        var status = stat()
        guard fstatat(folder.descriptor, name.map { CChar(bitPattern: $0) } + [0], &status, AT_SYMLINK_NOFOLLOW) == 0
        else {
            return Int32(DT_REG)
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return Int32(DT_DIR)
        case S_IFREG: return Int32(DT_REG)
        case S_IFLNK: return Int32(DT_LNK)
        default: return Int32(DT_FIFO)
        }
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
