internal import Detection
internal import Model
internal import Repositories

/// Reads commits and tags: their links for the history, their texts for credentials. One worker's own.
final class MessageScanVisitor: ObjectVisitor {
    /// A credential in the text of a commit or tag.
    struct Found {
        /// Number in the catalog.
        let object: Int
        let carrier: Carrier
        let sighting: Sighting
    }

    /// What is asked for: links for the history, texts for credentials.
    enum Reading { case all, links, texts }

    private let context: ScanContext
    private let catalog: ObjectCatalog
    private let source: String
    private let kind: ObjectKind
    private let reading: Reading
    private var scanner: ContentScanner?
    private var builder: CommitTable.Builder
    private(set) var found: [Found] = []
    private(set) var count = 0
    private(set) var bytes: Int64 = 0
    private(set) var coverage = Coverage()

    init(_ context: ScanContext, catalog: ObjectCatalog, source: String, kind: ObjectKind, _ reading: Reading = .all) {
        self.context = context
        self.catalog = catalog
        builder = CommitTable.Builder(catalog)
        self.source = source
        self.kind = kind
        self.reading = reading
        scanner = reading == .links ? nil : try? ContentScanner(context, expectsRepetition: true)
    }

    /// The links, which are not kept here any longer.
    func takeBuilder() -> CommitTable.Builder {
        defer { builder = CommitTable.Builder(catalog) }
        return builder
    }

    func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
        baseState: (any ObjectState)?
    ) -> (any ObjectState)? {
        if object.isRepeat || object.isKnown { return nil }
        if reading != .links {
            count += 1
            bytes += Int64(content.count)
        }
        if reading != .texts {
            if kind == .commit {
                builder.add(CommitObject(content), number: object.number, content: content)
            } else {
                builder.add(TagObject(content), id: catalog.id(of: object.number))
            }
        }
        guard var scanner = scanner.take() else {
            if reading != .links {
                coverage.note(.unreadable, catalog.id(of: object.number).hex, in: source, ContentScanner.shortage)
            }
            return nil
        }
        for (carrier, sighting) in ObjectTexts.sightings(of: kind, in: content, with: &scanner) {
            found.append(Found(object: object.number, carrier: carrier, sighting: sighting))
        }
        self.scanner = consume scanner
        return nil
    }

    func missed(_ id: ObjectID, reason: String) {
        // Then the links were read before, and it was missed there.
        if reading == .texts { return }
        let unread = UnreadObject(reason, advice: "`git fsck` shows the damage, another clone may have the object")
        coverage.note(unread.reason, id.hex, in: source, unread.detail)
    }
}
