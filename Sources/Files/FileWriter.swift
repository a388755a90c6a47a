#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A file that is being written, from its beginning to its end.
///
/// Once a write has failed nothing more is written, and `finish` says what it was; a file of ours that could not be finished
/// is taken away. Who does not come to finish calls `abandon`, or its temporary name stays behind.
package struct FileWriter {
    /// What is sure to be there after a power cut.
    package enum Durability: Sendable {
        /// Nothing: the system writes to the disk when it likes.
        case none
        /// Whoever finds the file under its name finds all of it.
        case content
        /// That, and the file is there.
        case contentAndName
    }

    private enum Name {
        /// Given to us open: not ours to close or take away.
        case none
        /// Standing there before, and written over: a device, a pipe.
        case device
        case new(String)
        case replaced(String, temporary: String)
    }

    private var output: DescriptorBuffer
    private let name: Name

    private init(_ descriptor: Int32, _ name: Name) throws(SystemError) {
        guard descriptor >= 0 else { throw .last }
        output = DescriptorBuffer(descriptor)
        self.name = name
    }

    /// What is open already; `finish` leaves it open.
    package init(descriptor: Int32) {
        output = DescriptorBuffer(descriptor)
        name = .none
    }

    /// A device or a pipe, which is written to and not replaced.
    package init(device path: String) throws(SystemError) {
        try self.init(open(path, O_WRONLY | O_CLOEXEC), .device)
    }

    /// A file that must not be there yet; a link in its place is not followed.
    /// - Parameter mode: of the file, from its first moment on, less what the umask takes.
    package init(new path: String, mode: UInt32 = 0o600) throws(SystemError) {
        try self.init(Self.create(path, mode), .new(path))
    }

    /// A file that takes the place of what is there, if anything, in one step when it is finished: whoever looks sees the old
    /// or the new, whole.
    package init(replacing path: String, mode: UInt32 = 0o600) throws(SystemError) {
        let temporary = TemporaryName.of(path)
        // Left by a process of the same number that was killed.
        unlink(temporary)
        try self.init(Self.create(temporary, mode), .replaced(path, temporary: temporary))
    }

    private static func create(_ path: String, _ mode: UInt32) -> Int32 {
        open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    }

    package mutating func append(_ bytes: some Collection<UInt8>) { output.append(bytes) }

    /// Writes what is left, and gives the file its name.
    package mutating func finish(_ durability: Durability = .none) throws(SystemError) {
        output.flush()
        if durability != .none, output.failure == nil, fsync(output.descriptor) != 0 { output.failure = .last }
        closeOwn()
        if case .replaced(let path, let temporary) = name, output.failure == nil, rename(temporary, path) != 0 {
            output.failure = .last
        }
        if let failure = output.failure {
            removeOwn()
            throw failure
        }
        if durability == .contentAndName, let folder = path.flatMap(Folder.parent) { Folder.sync(folder) }
    }

    /// Takes away what was written so far; what would have been replaced stays.
    package mutating func abandon() {
        closeOwn()
        removeOwn()
    }

    /// Replaces a file in one step; see `init(replacing:mode:)`.
    package static func replace(
        _ path: String, with bytes: some Collection<UInt8>, mode: UInt32 = 0o600, _ durability: Durability
    ) throws(SystemError) {
        var file = try FileWriter(replacing: path, mode: mode)
        file.append(bytes)
        try file.finish(durability)
    }

    private var path: String? {
        switch name {
        case .none, .device: nil
        case .new(let path), .replaced(let path, _): path
        }
    }

    private mutating func closeOwn() {
        if case .none = name { return }
        if close(output.descriptor) != 0, output.failure == nil { output.failure = .last }
    }

    private func removeOwn() {
        switch name {
        case .none, .device: break
        case .new(let path): unlink(path)
        case .replaced(_, let temporary): unlink(temporary)
        }
    }
}
