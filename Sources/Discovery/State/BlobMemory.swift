internal import Detection
internal import Model

/// The blobs that earlier scans of a target have seen, and what they found in them. Equal bytes have equal matches, so a
/// blob that is known need not be scanned again, whatever pack it has moved to.
struct BlobMemory: Sendable {
    struct Holding: Sendable {
        /// Index in `credentials`.
        let credential: Int
        /// Rule by its id.
        let rule: String
        let score: Int
        let allowance: InlineAllowance
        let evidence: UInt128
        let slot: UInt32
    }

    /// Something that belongs into coverage whenever the blob is there.
    struct Note: Sendable {
        let reason: Coverage.Reason
        let subject: String
        let detail: String
    }

    struct Blob: Sendable {
        let id: ObjectID
        var isBinary = false
        var size = 0
        /// Contents that it holds, if it is a container.
        var innerCount = 0
    }

    /// Signatures of packs whose blobs were all there and sound.
    var packs: [String] = []
    /// In order of their names.
    var blobs: ContiguousArray<Blob> = []
    /// By their fingerprints.
    var credentials: [String] = []
    /// Of the blobs in which something stands.
    var holdings: [ObjectID: [Holding]] = [:]
    var notes: [ObjectID: [Note]] = [:]

    /// Where a blob stands in `blobs`.
    func position(of id: ObjectID) -> Int? {
        let place = blobs.partitioningIndex { !($0.id < id) }
        return place < blobs.count && blobs[place].id == id ? place : nil
    }
}

extension BlobMemory {
    var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(packs.count)
        for pack in packs { writer.write(pack) }
        writer.write(credentials.count)
        for credential in credentials { writer.write(credential) }
        let rules = Set(holdings.values.joined().map(\.rule)).sorted()
        writer.write(rules.count)
        for rule in rules { writer.write(rule) }
        let ruleNumbers = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
        writer.write(blobs.count)
        for blob in blobs {
            let (own, ownNotes) = (holdings[blob.id] ?? [], notes[blob.id] ?? [])
            writer.write(blob.id)
            writer.write(blob.size)
            // Three kinds of blobs by far outnumber the others: they take one byte.
            writer.write(
                (blob.isBinary ? 1 : 0) | (own.isEmpty ? 0 : 2) | (ownNotes.isEmpty ? 0 : 4)
                    | (blob.innerCount == 0 ? 0 : 8))
            if blob.innerCount > 0 { writer.write(blob.innerCount) }
            if !own.isEmpty { writer.write(own.count) }
            for holding in own {
                writer.write(holding.credential)
                writer.write(ruleNumbers[holding.rule] ?? 0)
                writer.write(holding.score)
                writer.write(holding.allowance.number)
                writer.write(Int(truncatingIfNeeded: holding.evidence))
                writer.write(Int(truncatingIfNeeded: holding.evidence >> 64))
                writer.write(Int(holding.slot))
            }
            if !ownNotes.isEmpty { writer.write(ownNotes.count) }
            for note in ownNotes {
                writer.write(note.reason.rawValue)
                writer.write(note.subject)
                writer.write(note.detail)
            }
        }
        return writer.bytes
    }

    /// nil if the bytes are not what `encoded` gave.
    init?(_ bytes: ArraySlice<UInt8>) {
        var reader = ByteReader(bytes)
        guard let packCount = reader.count() else { return nil }
        for _ in 0..<packCount {
            guard let pack = reader.text() else { return nil }
            packs.append(pack)
        }
        guard let credentialCount = reader.count() else { return nil }
        for _ in 0..<credentialCount {
            guard let fingerprint = reader.text() else { return nil }
            credentials.append(fingerprint)
        }
        guard let ruleCount = reader.count() else { return nil }
        var rules: [String] = []
        for _ in 0..<ruleCount {
            guard let rule = reader.text() else { return nil }
            rules.append(rule)
        }
        guard let blobCount = reader.count(of: 21) else { return nil }
        blobs.reserveCapacity(blobCount)
        for _ in 0..<blobCount {
            guard let id = reader.id(), let size = reader.number(), size >= 0, let kind = reader.number() else {
                return nil
            }
            // In order, or nothing would be found.
            if let last = blobs.last, !(last.id < id) { return nil }
            var innerCount = 0
            if kind & 8 != 0 {
                guard let count = reader.number(), count > 0 else { return nil }
                innerCount = count
            }
            blobs.append(Blob(id: id, isBinary: kind & 1 != 0, size: size, innerCount: innerCount))
            if kind & 2 != 0 {
                guard let own = reader.holdings(rules: rules, credentialCount: credentialCount) else { return nil }
                holdings[id] = own
            }
            if kind & 4 != 0 {
                guard let own = reader.notes() else { return nil }
                notes[id] = own
            }
        }
        guard reader.isAtEnd else { return nil }
    }
}

extension ByteReader {
    fileprivate mutating func holdings(rules: [String], credentialCount: Int) -> [BlobMemory.Holding]? {
        guard let count = count() else { return nil }
        var holdings: [BlobMemory.Holding] = []
        for _ in 0..<count {
            guard let credential = number(), (0..<credentialCount).contains(credential), let rule = number(),
                rules.indices.contains(rule), let score = number(),
                let allowance = number().flatMap({ InlineAllowance(number: $0) }), let low = number(),
                let high = number(),
                let slot = number().flatMap({ UInt32(exactly: $0) })
            else { return nil }
            holdings.append(
                BlobMemory.Holding(
                    credential: credential, rule: rules[rule], score: score, allowance: allowance,
                    evidence: UInt128(UInt(bitPattern: high)) << 64 | UInt128(UInt(bitPattern: low)), slot: slot))
        }
        return holdings
    }

    fileprivate mutating func notes() -> [BlobMemory.Note]? {
        guard let count = count() else { return nil }
        var notes: [BlobMemory.Note] = []
        for _ in 0..<count {
            guard let reason = text().flatMap(Coverage.Reason.init), let subject = text(), let detail = text() else {
                return nil
            }
            notes.append(BlobMemory.Note(reason: reason, subject: subject, detail: detail))
        }
        return notes
    }
}
