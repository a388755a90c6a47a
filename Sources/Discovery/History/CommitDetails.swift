internal import Model
internal import Repositories

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
        return Signature(
            name: scrubber.scrub(signature.name), email: scrubber.scrub(signature.email), time: signature.time)
    }
}
