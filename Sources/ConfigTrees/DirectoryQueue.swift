private import Model
private import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// An open folder, closed with its last user.
final class OpenFolder: Sendable {
    let descriptor: Int32
    init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { close(descriptor) }
}

/// An open folder from which those below it are opened: the system takes no path of any length, and walks along all of
/// it each time. Only deep folders have one, so that few stay open.
struct FolderAnchor: Sendable {
    let folder: OpenFolder
    /// Bytes of its path, with the `/` behind it.
    let length: Int

    static let spacing = 1024
}

/// A part of a walk that one worker does.
enum DirectoryTask: Sendable {
    /// `path` is relative to the root and has `/` behind it unless it is empty.
    case folder(path: [UInt8], anchor: FolderAnchor?)
    case files(OpenFolder, names: [[UInt8]], path: [UInt8])
}

/// Folders to list and files to read. A folder of many files is cut into tasks that several workers take.
final class DirectoryQueue: Sendable {
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
