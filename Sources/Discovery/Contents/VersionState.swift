internal import Detection
internal import Model

/// What scanning a version of a content gives.
struct ScannedVersion {
    /// Its credentials, each once for every place, in order of place.
    var holdings: [Holding]
    /// For further versions; nil where none can take anything over.
    var state: VersionState?
}

/// What a scan knows of a content, plain and decoded, in the form in which versions of it can take it over.
struct VersionState: Sendable {
    let plain: ContentState
    var decoded: [DecodedMatch]
    /// It was opened as a container, and its own bytes were not decoded.
    let isUnfolded: Bool
    /// Decoding ran into a limit in it: its versions are scanned whole, so that each is told of.
    var isCut = false
    /// It is known that no marker of `InlineMarkers` for other lines than its own stands in it.
    var isBare = false

    /// Matches whose lines a version kept, at their new places.
    func decodedMatches(kept: [CopiedSpan]) -> [DecodedMatch] {
        if decoded.isEmpty { return [] }
        return kept.flatMap { lines in
            let source = ByteSpan(lines.source, lines.source + lines.count)
            return decoded.filter { source.contains($0.match.window) }.map { $0.shifted(by: lines.shift) }
        }
    }
}
