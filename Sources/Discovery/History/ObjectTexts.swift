internal import Detection
internal import Model
internal import Repositories

/// What people wrote into a commit or a tag: its message, who made it, and headers that Git does not interpret
/// (`encoding`, `gpgsig`, `mergetag`, forged ones), which can hold anything.
enum ObjectTexts {
    /// What of the object is not the names of other objects.
    static func words(of kind: ObjectKind, in content: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        kind == .commit
            ? UnsafeRawBufferPointer(rebasing: content[CommitObject.endOfLinks(in: content)...]) : content
    }

    /// The credentials in the object, part by part.
    static func sightings(
        of kind: ObjectKind, in content: UnsafeRawBufferPointer, with scanner: inout ContentScanner
    ) -> [(carrier: Carrier, sighting: Sighting)] {
        // Nearly all have none.
        if scanner.holdings(in: words(of: kind, in: content)).isEmpty { return [] }
        let message: ByteSpan
        let people: [(carrier: Carrier, span: ByteSpan)]
        if kind == .commit {
            let commit = CommitObject(content)
            message = commit.message
            people = [(.commitAuthor, commit.author), (.commitCommitter, commit.committer)]
        } else {
            let tag = TagObject(content)
            message = tag.message
            people = [(.tagger, tag.tagger)]
        }
        var found: [(carrier: Carrier, sighting: Sighting)] = []
        func scan(_ text: UnsafeRawBufferPointer, as carrier: Carrier) {
            if text.isEmpty { return }
            found += scanner.sightings(in: text, of: .text).map { (carrier, $0) }
        }
        for (carrier, span) in [(kind == .commit ? Carrier.commitMessage : .tagMessage, message)] + people {
            scan(UnsafeRawBufferPointer(rebasing: content[span.start..<span.end]), as: carrier)
        }
        var headers = Array(content[..<message.start])
        for person in people {
            for offset in person.span.start..<person.span.end { headers[offset] = UInt8(ascii: " ") }
        }
        headers.withUnsafeBytes { scan($0, as: .objectHeader) }
        return found
    }
}
