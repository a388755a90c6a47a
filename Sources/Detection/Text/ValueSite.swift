internal import Model

/// Where a value stands and how it is written; the value itself is judged elsewhere.
struct ValueSite {
    var span: ByteSpan
    /// Behind the value's closing quote or tag.
    var end: Int
    var evidence: EvidenceSet
    /// Further parts of a value that is written as several literals.
    var tail: [ByteSpan] = []
}
