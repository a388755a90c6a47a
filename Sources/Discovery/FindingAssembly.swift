private import CBytes
internal import Detection
internal import Model
internal import Repositories
internal import RuleFormat

/// Turns drafts into findings: judges paths, looks commits up, computes fingerprints, scrubs secrets.
struct FindingAssembly {
    let context: ScanContext
    let layout: RepositoryLayout?
    let source: String
    let commits: CommitLookup?

    func findings(from drafts: [Draft]) -> [Finding] {
        let judged = drafts.compactMap { draft -> (Draft, Confidence)? in
            let confidence = confidence(of: draft)
            return confidence.score >= context.options.minimumConfidence ? (draft, confidence) : nil
        }
        let scrubber = Scrubber(judged.map { context.book.entry($0.0.sighting.holding.credential).secret })
        var details = CommitDetails(lookup: commits, scrubber: scrubber)
        var credentials: [Int32: Credential] = [:]
        func described(_ number: Int32) -> Credential {
            if let known = credentials[number] { return known }
            let made = context.book.credential(number, key: context.key, showSecrets: context.options.showSecrets)
            credentials[number] = made
            return made
        }
        return judged.map { draft, confidence in
            let holding = draft.sighting.holding
            let rule = context.library.rules[Int(holding.rule)].definition
            let credential = described(holding.credential)
            let path = draft.carrier.holdsSecretInPath ? scrubber.scrub(draft.path) : draft.path
            return Finding(
                id: String(
                    context.key.fingerprint(
                        "rollcall.finding/1",
                        [
                            Array(source.utf8), Array(draft.carrier.rawValue.utf8), draft.path,
                            Array(credential.fingerprint.utf8), Array(draft.distinction.utf8),
                        ]
                    ).prefix(32)),
                rule: RuleReference(id: rule.id, name: rule.name, revision: rule.revision), credential: credential,
                confidence: confidence,
                location: Location(
                    source: source, carrier: draft.carrier, path: path, blob: draft.blob,
                    start: draft.sighting.places.first ?? TextPosition(line: 1, column: 1), end: draft.sighting.end),
                places: draft.sighting.places, versions: draft.versions,
                provenance: Provenance(
                    introduced: draft.introduced.compactMap { details.reference($0) },
                    removed: draft.removed.compactMap { removal in
                        details.reference(removal.commit).map {
                            Removal(commit: $0, replacedBy: removal.replacedBy.map { described($0).fingerprint })
                        }
                    },
                    presentIn: draft.presentIn.map(scrubber.scrub), isAtHead: draft.isAtHead,
                    isInWorktree: draft.isInWorktree, note: draft.note),
                excerpt: draft.sighting.excerpt,
                suppression: holding.isAllowedInline
                    ? Suppression(kind: .inline, reason: "a marker on its line allows it") : nil)
        }
    }

    private func confidence(of draft: Draft) -> Confidence {
        let holding = draft.sighting.holding
        let rule = context.library.rules[Int(holding.rule)]
        let path = draft.carrier.isFile ? draft.path : []
        let judged = PathJudgement.confidence(
            of: holding, at: path, isGeneric: rule.isGeneric, prior: rule.definition.prior)
        return PathJudgement.confidence(score: judged.score, evidence: judged.evidence, prior: rule.definition.prior)
    }
}

extension Carrier {
    /// Whether the path is a file's, so that its name says something about the content.
    var isFile: Bool {
        switch self {
        case .blob, .worktree, .index, .file, .gitConfig, .hook, .gitDirectory: true
        default: false
        }
    }

    /// Whether the path itself is the content.
    var holdsSecretInPath: Bool { self == .fileName || self == .refName }
}

/// Takes every secret of the scan out of texts that are printed beside findings.
struct Scrubber: Sendable {
    private let secrets: [[UInt8]]

    /// - Parameter secrets: those of the findings; what is no finding is no secret.
    init(_ secrets: [[UInt8]]) {
        // Longest first, so that a secret within another does not leave the rest standing.
        self.secrets = Set(secrets).filter { $0.count >= 4 }.sorted {
            $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1)
        }
    }

    func scrub(_ text: String) -> String {
        let scrubbed = scrub(Array(text.utf8))
        return String(decoding: scrubbed, as: UTF8.self)
    }

    func scrub(_ text: [UInt8]) -> [UInt8] {
        var text = text
        for secret in secrets where secret.count <= text.count {
            var from = 0
            while let start = ByteSearch.first(secret, in: text, from: from) {
                guard Self.standsAlone(secret, in: text, at: start) else {
                    from = start + 1
                    continue
                }
                let redacted = Array(Redaction.text(for: secret).utf8)
                text.replaceSubrange(start..<(start + secret.count), with: redacted)
                from = start + redacted.count
            }
        }
        return text
    }
}

extension Scrubber {
    /// Weak passwords are words: `secure` within `has_secure_password` gives nothing away. Anything longer or less like
    /// a word is taken out wherever it stands.
    private static func standsAlone(_ secret: [UInt8], in text: [UInt8], at start: Int) -> Bool {
        guard secret.count < 12, secret.allSatisfy(isLetter) else { return true }
        let end = start + secret.count
        return !(start > 0 && isWordCharacter(text[start - 1])) && !(end < text.count && isWordCharacter(text[end]))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    private static func isWordCharacter(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
    }
}

/// The C library's search, which is many times faster than Swift's generic one.
enum ByteSearch {
    static func first(_ wanted: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        text.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, start <= bytes.count,
                let found = memmem(base + start, bytes.count - start, wanted, wanted.count)
            else { return nil }
            return base.distance(to: UnsafeRawPointer(found))
        }
    }
}

/// Reads the commits that findings name, each once.
struct CommitDetails: ~Copyable {
    private let lookup: CommitLookup?
    private let scrubber: Scrubber
    private var known: [Int32: CommitReference] = [:]
    private let reader: ObjectReader?

    init(lookup: CommitLookup?, scrubber: Scrubber) {
        self.lookup = lookup
        self.scrubber = scrubber
        reader = lookup.map { ObjectReader(catalog: $0.catalog) }
    }

    mutating func reference(_ index: Int32) -> CommitReference? {
        if let reference = known[index] { return reference }
        guard let lookup else { return nil }
        let id = lookup.id(of: index)
        guard let content = reader?.read(id)?.content else { return nil }
        let reference = content.withUnsafeBytes { bytes in
            let commit = CommitObject(bytes)
            return CommitReference(
                id: id, author: signature(commit.author, in: bytes), committer: signature(commit.committer, in: bytes),
                summary: scrubber.scrub(commit.summary(in: bytes)), isMerge: commit.parents.count > 1)
        }
        known[index] = reference
        return reference
    }

    private func signature(_ span: ByteSpan, in content: UnsafeRawBufferPointer) -> Signature {
        let signature = Signature(UnsafeRawBufferPointer(rebasing: content[span.start..<span.end]))
        return Signature(name: scrubber.scrub(signature.name), email: scrubber.scrub(signature.email), time: signature.time)
    }
}
