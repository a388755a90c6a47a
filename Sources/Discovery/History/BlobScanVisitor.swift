internal import Detection
internal import Model
internal import Repositories

/// Scans blobs. One worker's own.
final class BlobScanVisitor: ObjectVisitor {
    private let context: ScanContext
    private let catalog: ObjectCatalog
    private let source: String
    private var scanner: ContentScanner?
    /// By number in the catalog; only blobs in which something stands.
    private(set) var holdings: [Int32: [Holding]] = [:]
    private(set) var counts = RunRecord.Counts()
    private(set) var coverage = Coverage()
    private(set) var binaryCount = 0
    /// What the next scan need not look at again; empty if there is no state.
    private(set) var scanned: ContiguousArray<BlobMemory.Blob> = []
    private(set) var notes: [ObjectID: [BlobMemory.Note]] = [:]

    /// Whether a blob could not be read.
    private(set) var hasMissed = false

    init(_ context: ScanContext, catalog: ObjectCatalog, source: String) {
        self.context = context
        self.catalog = catalog
        self.source = source
        scanner = try? ContentScanner(context, expectsRepetition: true)
    }

    /// What was found in a blob, for its versions.
    private final class State: ObjectState {
        let content: VersionState

        init(_ content: VersionState) { self.content = content }
    }

    func visit(
        _ object: WalkedObject, content: UnsafeRawBufferPointer, copies: UnsafeBufferPointer<CopiedSpan>,
        baseState: (any ObjectState)?
    ) -> (any ObjectState)? {
        // Its versions are scanned whole then, as it would be itself.
        if object.isKnown { return nil }
        let base = context.options.isExhaustive ? nil : state(baseState)?.content
        guard let version = scanner?.version(content, base: base, copies: copies) else {
            note(.unreadable, catalog.id(of: object.number).hex, ContentScanner.shortage)
            return nil
        }
        // Another pack's copy is the one that counts; this one only passes its state on.
        if object.isRepeat { return version.state.map(State.init) }
        keep(
            version.holdings, of: object, size: content.count, isBinary: scanner?.isBinary ?? false,
            isWhole: !object.isMisnamed)
        if LFSPointer.matches(content) {
            note(
                .lfsPointer, of: object, catalog.id(of: object.number).hex,
                "a Git LFS pointer: its content is elsewhere; `git lfs fetch --all` brings it")
        }
        return object.isBase ? version.state.map(State.init) : nil
    }

    /// A cast that asks the runtime takes its time, and this is asked for every version.
    private func state(_ state: (any ObjectState)?) -> State? {
        state.flatMap { type(of: $0) == State.self ? unsafeDowncast($0, to: State.self) : nil }
    }

    var greatestWhole: Int { context.options.greatestWhole }

    func visit(_ object: WalkedObject, stream: any ContentStream) throws(ContentStreamFailure) {
        if object.isKnown { return }
        guard var scanner = self.scanner.take() else {
            note(.unreadable, catalog.id(of: object.number).hex, ContentScanner.shortage)
            return
        }
        var pieces = scanner.pieces(of: stream)
        let outcome = Result { () throws(ContentStreamFailure) in try scanner.holdings(in: &pieces) }
        self.scanner = consume scanner
        // What was stopped on the way is not known by what it held so far.
        let isWhole = !context.progress.cancellation.isSet
        keep(try outcome.get(), of: object, size: pieces.count, isBinary: pieces.isBinary, isWhole: isWhole)
    }

    func exceeded(_ id: ObjectID, detail: String) { note(.tooLarge, id.hex, detail) }

    private func keep(
        _ found: [Holding], of object: WalkedObject, size: Int, isBinary: Bool, isWhole: Bool = true
    ) {
        counts.blobs += 1
        counts.bytes += Int64(size)
        if !found.isEmpty {
            holdings[Int32(object.number)] = found
            context.progress.countFindings(found.count)
        }
        let isBinary = isBinary && scanner?.isUnfolded != true
        let innerCount = scanner?.innerCount ?? 0
        if isBinary { binaryCount += 1 }
        counts.otherContents += innerCount
        for limit in scanner?.limitHits ?? [] {
            note(.limitHit, of: object, catalog.id(of: object.number).hex, CoverageText.detail(limit))
        }
        for opening in scanner?.notes ?? [] {
            let subject = CoverageText.subject(catalog.id(of: object.number).hex, opening)
            note(opening.reason, of: object, subject, opening.detail)
        }
        if context.options.stateFolder != nil, isWhole {
            scanned.append(
                BlobMemory.Blob(
                    id: catalog.id(of: object.number), isBinary: isBinary, size: size, innerCount: innerCount))
        }
    }

    func missed(_ id: ObjectID, reason: String) {
        hasMissed = true
        let unread = UnreadObject(reason, advice: "`git fsck` shows the damage, another clone may have the object")
        note(unread.reason, id.hex, unread.detail)
    }

    private func note(_ reason: Coverage.Reason, of object: WalkedObject, _ subject: String, _ detail: String) {
        note(reason, subject, detail)
        guard context.options.stateFolder != nil else { return }
        notes[catalog.id(of: object.number), default: []].append(
            BlobMemory.Note(reason: reason, subject: subject, detail: detail))
    }

    private func note(_ reason: Coverage.Reason, _ subject: String, _ detail: String) {
        coverage.note(reason, subject, in: source, detail)
    }
}
