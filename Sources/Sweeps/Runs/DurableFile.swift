private import Crypto
private import Foundation
internal import Discovery
internal import Reports

/// A file of a run: what is written is on the disk when `finish()` returns, and its digest is known.
///
/// Once something has failed nothing more is written; `finish()` says what it was.
struct DurableFile: ByteOutput {
    private let path: String
    private var output: DescriptorBuffer
    private var hash = SHA256()
    private var size = 0

    /// - Parameter path: of a file that must not exist; it gets mode 0600.
    init(_ path: String) throws(SweepError) {
        self.path = path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
        output = DescriptorBuffer(descriptor)
    }

    mutating func write(_ text: String) { write(bytes: Array(text.utf8)) }

    mutating func write(bytes: [UInt8]) { write(bytes: bytes[...]) }

    mutating func write(bytes: ArraySlice<UInt8>) {
        hash.update(data: bytes)
        size += bytes.count
        output.append(bytes)
    }

    /// - Returns: size in bytes and SHA-256 of what was written.
    mutating func finish() throws(SweepError) -> (size: Int, digest: String) {
        output.flush()
        if output.failure == nil, fsync(output.descriptor) != 0 { output.failure = errno }
        if close(output.descriptor) != 0, output.failure == nil { output.failure = errno }
        if let failure = output.failure { throw .cannotWrite(path: path, reason: String(cString: strerror(failure))) }
        return (size, hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }
}

/// Names in folders that outlive a power cut.
enum DurableName {
    /// Makes a folder that only its owner may enter, and those above it.
    static func makeFolder(_ path: String) throws(SweepError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotWrite(path: path, reason: reason(of: error))
        }
    }

    /// Renames within one folder, and sees to it that the name is on the disk.
    static func rename(_ old: String, to new: String) throws(SweepError) {
        guard Foundation.rename(old, new) == 0 else {
            throw .cannotWrite(path: new, reason: String(cString: strerror(errno)))
        }
        sync(URL(fileURLWithPath: new).deletingLastPathComponent().path)
    }

    /// Writes a small file over what is there, in one step.
    static func replace(_ path: String, with text: String) throws(SweepError) {
        let temporary = path + ".\(getpid()).tmp"
        unlink(temporary)
        var file = try DurableFile(temporary)
        file.write(text)
        do { _ = try file.finish() } catch {
            unlink(temporary)
            throw error
        }
        try rename(temporary, to: path)
    }

    /// Points a symbolic link elsewhere, in one step.
    static func link(_ path: String, to target: String) throws(SweepError) {
        let temporary = path + ".\(getpid()).tmp"
        unlink(temporary)
        guard symlink(target, temporary) == 0 else {
            throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
        }
        try rename(temporary, to: path)
    }

    /// A file system that cannot do that is as good as it is.
    static func sync(_ folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    static func isFolder(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType == .typeDirectory
    }

    static func reason(of error: any Error) -> String {
        let error = error as NSError
        if let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError, underlying.domain == NSPOSIXErrorDomain {
            return String(cString: strerror(Int32(underlying.code)))
        }
        return error.localizedDescription
    }
}
