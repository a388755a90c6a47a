private import Crypto
private import Model

/// Content-derived names of facts: the same fact has the same name in every roll.
enum FactID {
    /// 16 bytes; parts are ended by a zero byte each.
    static func make(_ domain: StaticString, _ parts: [[UInt8]]) -> [UInt8] {
        var hash = SHA256()
        domain.withUTF8Buffer { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        for part in parts {
            hash.update(data: [0])
            hash.update(data: part)
        }
        return Array(hash.finalize().prefix(16))
    }

    /// One credential at one path of one carrier of one source. Dangling blobs and sides of conflicts have no path that
    /// tells them apart, so their blob does.
    static func sighting(_ record: FindingRecord, source: String, fingerprint: Fingerprint) -> [UInt8] {
        let needsBlob = record.carrier == "dangling-blob" || record.carrier == "index"
        return make(
            "rollcall.sighting/1",
            [
                Array(source.utf8), Array(record.carrier.utf8), record.pathBytes ?? Array(record.path.utf8),
                fingerprint.bytes,
                needsBlob ? Array((record.blob ?? "").utf8) : [],
            ])
    }

    /// Hexadecimal digits people use for an identity; derived from its key.
    static func identity(_ key: String) -> String {
        // Of a credential without an owner it is the head of the fingerprint, which scans print too.
        if key.hasPrefix("credential:") { return String(key.dropFirst("credential:".count).prefix(12)) }
        return String(Hexadecimal.text(make("rollcall.identity/1", [Array(key.utf8)])).prefix(12))
    }

    static func run(_ document: String) -> String {
        Hexadecimal.text(make("rollcall.run/1", [Array(document.utf8)]))
    }
}
