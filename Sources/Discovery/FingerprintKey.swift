private import Crypto
private import Files
private import Foundation
private import Model

/// The key under which secrets are known: made on first use, kept in the user's data folder, readable by nobody else.
package struct FingerprintKey: Sendable {
    /// swift-crypto wipes it when the last copy goes.
    private let key: SymmetricKey
    /// Why fingerprints of this run cannot be compared with those of other runs; nil if they can.
    package let notice: String?

    /// Why a key that was named cannot be used.
    package enum Failure: Error, CustomStringConvertible {
        case unreadable(path: String, reason: String)
        case badLength(path: String)

        package var description: String {
            switch self {
            case .unreadable(let path, let reason): "cannot read the fingerprint key \(path): \(reason)"
            case .badLength(let path): "the fingerprint key \(path) is not 32 bytes or 64 hexadecimal digits"
            }
        }
    }

    /// A key that lives as long as the process.
    package init(ephemeralBecause notice: String) {
        key = SymmetricKey(size: .bits256)
        self.notice = notice
    }

    /// - Parameter bytes: 32 of them.
    package init(bytes: [UInt8]) {
        key = SymmetricKey(data: bytes)
        notice = nil
    }

    /// Reads a key file that the user named: 32 raw bytes or 64 hexadecimal digits.
    package init(file path: String) throws(Failure) {
        let read: [UInt8]
        do { read = try NamedFile.bytes(at: path) } catch { throw .unreadable(path: path, reason: "\(error)") }
        guard let bytes = Self.key(in: read) else { throw .badLength(path: path) }
        self.init(bytes: bytes)
    }

    /// The user's own key; makes it if there is none yet. Where it cannot be kept, the key lives for this run.
    package static func standard(environment: [String: String]) -> FingerprintKey {
        guard let path = standardPath(environment: environment) else {
            return FingerprintKey(ephemeralBecause: notKept("neither HOME nor XDG_DATA_HOME is set"))
        }
        do { return try kept(at: path) ?? make(at: path) } catch let failure as Failure {
            return FingerprintKey(ephemeralBecause: notKept(failure.description))
        } catch {
            return FingerprintKey(ephemeralBecause: notKept("\(path) cannot be written: \(error)"))
        }
    }

    /// Where the user's own key is kept, in the data folder; nil if there is no such folder.
    package static func standardPath(environment: [String: String]) -> String? {
        UserFolder.data(environment).map { $0 + "/fingerprint.key" }
    }

    /// Nil if there is no key yet. Waits for a run that is writing it this moment.
    private static func kept(at path: String) throws -> FingerprintKey? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let failure = SystemError.last
            if failure.number == ENOENT || failure.number == ENOTDIR { return nil }
            throw Failure.unreadable(path: path, reason: "\(failure)")
        }
        defer { close(descriptor) }
        flock(descriptor, LOCK_SH)
        return try kept(in: descriptor, path: path)
    }

    /// Of several first runs at once the one that gets the lock first writes the key, and the others read it.
    private static func make(at path: String) throws -> FingerprintKey {
        if let folder = Folder.parent(of: path) { try Folder.make(folder) }
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SystemError.last }
        defer { close(descriptor) }
        flock(descriptor, LOCK_EX)
        if let key = try kept(in: descriptor, path: path) { return key }
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        let text = Hexadecimal.text(bytes) + "\n"
        guard fchmod(descriptor, 0o600) == 0, write(descriptor, text, text.utf8.count) == text.utf8.count else {
            let failure = SystemError.last
            ftruncate(descriptor, 0)
            throw failure
        }
        return FingerprintKey(bytes: bytes)
    }

    /// Nil if the file is empty: a run that made it did not come to write.
    private static func kept(in descriptor: Int32, path: String) throws -> FingerprintKey? {
        let data: Data?
        do { data = try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readToEnd() } catch {
            throw Failure.unreadable(path: path, reason: error.localizedDescription)
        }
        guard let data, !data.isEmpty else { return nil }
        guard let bytes = key(in: Array(data)) else { throw Failure.badLength(path: path) }
        return FingerprintKey(bytes: bytes)
    }

    private static func key(in data: [UInt8]) -> [UInt8]? {
        if data.count == 32 { return data }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return text.utf8.count == 64 ? Hexadecimal.bytes(text) : nil
    }

    private static func notKept(_ reason: String) -> String {
        "fingerprints of this run cannot be compared with those of other runs: \(reason); give a key with --key-file"
    }

    /// Names the key without telling it, 16 hexadecimal digits.
    package var id: String { String(fingerprint("rollcall.key/1", []).prefix(16)) }

    /// 64 hexadecimal digits: HMAC-SHA-256 over the parts, each ended by a zero byte.
    func fingerprint(_ domain: String, _ parts: [[UInt8]]) -> String {
        var code = HMAC<SHA256>(key: key)
        code.update(data: Array(domain.utf8) + [0])
        for part in parts { code.update(data: part + [0]) }
        return Hexadecimal.text(code.finalize())
    }
}

/// Plain digests, for what is no secret.
package enum Digest {
    /// SHA-256, 64 hexadecimal digits.
    package static func sha256(_ text: String) -> String { Hexadecimal.text(SHA256.hash(data: Array(text.utf8))) }

    static func sha256(_ bytes: ArraySlice<UInt8>) -> String { Hexadecimal.text(SHA256.hash(data: bytes)) }
}
