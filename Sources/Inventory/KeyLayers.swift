private import Crypto
private import Files
private import Foundation
internal import GRDB
private import Model

/// The roll's own keys. A secret is known in the roll by its fingerprint in findings, hashed again under each of them.
///
/// Findings' fingerprints cannot be computed anew without the secrets. A layer on top can: whoever got hold of the
/// fingerprint key still cannot guess weak passwords in copies of a roll that was given a key of its own.
struct KeyLayers: Sendable {
    private let keys: [[UInt8]]

    init(_ keys: [[UInt8]] = []) { self.keys = keys }

    func apply(_ fingerprint: Fingerprint) -> Fingerprint {
        keys.reduce(fingerprint) { Self.apply($1, to: $0) }
    }

    static func apply(_ key: [UInt8], to fingerprint: Fingerprint) -> Fingerprint {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("rollcall.rekey/1\0".utf8) + fingerprint.bytes, using: SymmetricKey(data: key))
        guard let layered = Fingerprint(bytes: Array(code)) else {
            preconditionFailure("SHA-256 has as many bytes as a fingerprint")
        }
        return layered
    }

    /// Names a key without telling it.
    static func id(_ key: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("rollcall.key/1\0".utf8), using: SymmetricKey(data: key))
        return String(Hexadecimal.text(code).prefix(16))
    }

    static func random() -> [UInt8] { SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) } }
}

extension Roll {
    /// Beside the roll, so that a copy of the roll alone does not hold them.
    package var keyPath: String { path + ".key" }

    /// What the file of keys holds; nothing where there is none.
    func keyText() throws(RollError) -> String {
        do { return String(decoding: try NamedFile.bytes(at: keyPath), as: UTF8.self) } catch {
            if error.isAbsence { return "" }
            throw .refused(
                "cannot read the roll's key file \(keyPath): \(error); make it readable, nothing was changed")
        }
    }

    /// The keys that the roll was given, from the file beside it.
    func keyLayers(_ db: Database) throws -> KeyLayers {
        let wanted = (try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'key-layers'") ?? "").split(
            separator: " "
        ).map(String.init)
        if wanted.isEmpty { return KeyLayers() }
        let keys = try keyText().textLines.compactMap { Hexadecimal.bytes($0) }
        let known = Dictionary(keys.map { (KeyLayers.id($0), $0) }) { first, _ in first }
        let layers = wanted.compactMap { known[$0] }
        guard layers.count == wanted.count else { throw RollError.absentKey(path: keyPath) }
        return KeyLayers(layers)
    }
}
