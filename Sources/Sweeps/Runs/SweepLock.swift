private import Files
private import Foundation
private import Model

/// Keeps a second sweep out of a folder for as long as it lives.
///
/// The kernel holds the lock (flock(2)) and lets go of it when the process ends, however it ends: a lock cannot be stale. What
/// is in the file tells people who holds it, and the next sweep whether the last one came to its end.
final class SweepLock {
    private let descriptor: Int32
    /// Who held the lock last and did not come to its end; nil if it did.
    let abandonedBy: String?

    init(folder: String) throws(SweepError) {
        let path = folder + "/lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: "\(SystemError.last)") }
        guard Self.lock(descriptor) else {
            let reason = SystemError.last
            let owner = Self.text(of: descriptor)
            close(descriptor)
            guard reason.number == EWOULDBLOCK else {
                throw .cannotWrite(path: path, reason: "cannot be locked: \(reason)")
            }
            throw .running(folder: folder, owner: owner.isEmpty ? "it has not said who it is yet" : owner)
        }
        let last = Self.text(of: descriptor)
        abandonedBy = last.isEmpty ? nil : last
        ftruncate(descriptor, 0)
        // A full disk may leave it empty: it is locked all the same.
        let owner = Array(Self.owner.utf8)
        _ = owner.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// Says that the sweep came to its end. Without it the next one says that this one did not.
    func release() { ftruncate(descriptor, 0) }

    deinit { close(descriptor) }

    /// A sweep that was killed this moment may have a process that is still dying; one that is at work takes longer.
    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 0..<20 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK else { return false }
            usleep(50_000)
        }
        return flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    private static var owner: String {
        let start = Timestamp.now.text
        return "process \(getpid()) on \(ProcessInfo.processInfo.hostName), since \(start)"
    }

    private static func text(of descriptor: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
}
