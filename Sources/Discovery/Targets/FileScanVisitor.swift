internal import ConfigTrees
internal import Detection
internal import Model
internal import Repositories

/// Scans files as a directory walk presents them. One worker's own.
final class FileScanVisitor: FileVisitor {
    private let context: ScanContext
    private let source: String
    private let carrier: Carrier
    private var scanner: ContentScanner?
    /// Whose name, and whose parents' names, were looked at last.
    private var folder: ArraySlice<UInt8> = []
    private(set) var drafts: [Draft] = []
    private(set) var artefacts: [PlacedArtefact] = []
    private(set) var counts = RunRecord.Counts()
    private(set) var coverage = Coverage()
    /// Paths of repositories that were left out, to be scanned with their histories.
    private(set) var nested: [String] = []
    private let nesting: Nesting?

    /// Where repositories are looked for.
    struct Nesting {
        /// The folder that is walked.
        let root: String
        /// What all of a repository must lie below to be followed.
        let boundary: String
    }

    /// - Parameters:
    ///   - source: the target's name, for coverage.
    ///   - nesting: nil where repositories on the way are plain folders.
    ///   - knownFolder: whose name, and whose parents' names, are not looked at.
    init(
        _ context: ScanContext, source: String, carrier: Carrier, nesting: Nesting? = nil,
        knownFolder: ArraySlice<UInt8> = []
    ) {
        folder = knownFolder
        self.nesting = nesting
        self.context = context
        self.source = source
        self.carrier = carrier
        scanner = try? ContentScanner(context)
    }

    func visit(path: [UInt8], content: UnsafeRawBufferPointer) {
        visit(path: path, content: content, carrier: carrier)
    }

    func visit(path: [UInt8], content: UnsafeRawBufferPointer, carrier: Carrier) {
        guard scanner != nil else {
            skip(path: path, reason: .unreadable, detail: ContentScanner.shortage)
            return
        }
        counts.files += 1
        counts.bytes += Int64(content.count)
        context.progress.count(bytes: content.count)
        for sighting in scanner?.sightings(in: content, of: carrier.isFile ? .file : .text) ?? [] {
            drafts.append(Draft(carrier: carrier, path: path, sighting: sighting))
        }
        note(scanner?.limitHits ?? [], path: path)
        note(scanner?.notes ?? [], path: path)
        counts.otherContents += scanner?.innerCount ?? 0
        let isUnfolded = scanner?.isUnfolded ?? false
        scanName(of: path, carrier)
        noteNature(of: content, isUnfolded: isUnfolded, path: path)
        if context.options.collectsArtefacts, carrier == .file { readArtefacts(of: content, path: path) }
    }

    func takesRepository(at path: [UInt8]) -> Bool {
        guard let nesting, let name = String(validating: path, as: UTF8.self) else { return false }
        let place = nesting.root + "/" + name
        guard let layout = RepositoryLayout.exactly(at: place) else {
            if let fault = RepositoryLayout.fault(in: place) {
                skip(path: path + Array("/.git".utf8), reason: .unreadable, detail: fault)
            }
            return false
        }
        guard layout.lies(below: nesting.boundary) else {
            skip(
                path: path, reason: .submodule,
                detail: "its repository lies outside of what was named and was not followed; scan it as a target")
            return false
        }
        nested.append(place)
        return true
    }

    /// Reads a file that no walk comes by.
    /// - Parameter path: what it is called in findings.
    func visitFile(at place: String, as path: [UInt8]) throws(FileBuffer.Failure) {
        try SingleContent.withFile(place, upTo: greatestWhole) {
            needsWhole(path: path, start: $0, size: $1)
        } whole: {
            visit(path: path, content: $0)
        } large: {
            visit(path: path, stream: $0)
        }
    }

    private func readArtefacts(of content: UnsafeRawBufferPointer, path: [UInt8]) {
        guard ArtefactReader.wants(String(decoding: path, as: UTF8.self)) else { return }
        let (found, faults) = ArtefactScan.read(path: path, content: content, source: source)
        artefacts += found
        coverage.merge(faults)
    }

    var greatestWhole: Int { context.options.greatestWhole }

    /// Containers are opened and configuration is parsed where all of it is at hand; text in another encoding is held
    /// anew, so that it must not be too large for that.
    func needsWhole(path: [UInt8], start: UnsafeRawBufferPointer, size: Int) -> Bool {
        if ContainerKind(start) != nil { return true }
        if UnicodeText.text(of: start) != nil { return size <= 4 * greatestWhole }
        return context.options.collectsArtefacts && carrier == .file
            && ArtefactReader.wants(String(decoding: path, as: UTF8.self))
    }

    /// What is too large to be held, or comes without an end in sight.
    func visit(path: [UInt8], stream: any ContentStream) {
        guard var scanner = self.scanner.take() else {
            skip(path: path, reason: .unreadable, detail: ContentScanner.shortage)
            return
        }
        var pieces = scanner.pieces(of: stream)
        do {
            for sighting in try scanner.sightings(in: &pieces) {
                drafts.append(Draft(carrier: carrier, path: path, sighting: sighting))
            }
        } catch {
            skip(path: path, reason: .unreadable, detail: "\(error), after \(pieces.count) bytes; scan again")
        }
        note(scanner.limitHits, path: path)
        note(scanner.notes, path: path)
        self.scanner = consume scanner
        scanName(of: path, carrier)
        counts.files += 1
        counts.bytes += Int64(pieces.count)
        context.progress.count(bytes: pieces.count)
        if pieces.isBinary { noteBinary(path) }
    }

    private func noteBinary(_ path: [UInt8]) {
        skip(path: path, reason: .binary, detail: "binary: scanned for credentials with a format of their own only")
    }

    /// The names of folders are looked at once for all files that follow each other in them.
    private func scanName(of path: [UInt8], _ carrier: Carrier) {
        guard carrier == .worktree || carrier == .file, var scanner = scanner.take() else { return }
        let name = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        let isFolderKnown = path[..<name] == folder
        if !isFolderKnown { folder = path[..<name] }
        drafts += NameScan.drafts(in: path, from: isFolderKnown ? name : 0, with: &scanner)
        self.scanner = consume scanner
    }

    func skip(path: [UInt8], reason: Coverage.Reason, detail: String) {
        // The target itself has no path below it.
        let subject = path.isEmpty ? source : String(decoding: path, as: UTF8.self)
        coverage.note(reason, subject, in: source, detail)
    }

    private func note(_ limits: [Scanner.LimitHit], path: [UInt8]) {
        for limit in limits {
            skip(path: path, reason: .limitHit, detail: CoverageText.detail(limit))
        }
    }

    private func note(_ openings: [OpeningNote], path: [UInt8]) {
        for opening in openings {
            coverage.note(
                opening.reason, CoverageText.subject(String(decoding: path, as: UTF8.self), opening), in: source,
                opening.detail)
        }
    }

    private func noteNature(of content: UnsafeRawBufferPointer, isUnfolded: Bool, path: [UInt8]) {
        if !isUnfolded, ContentScanner.isBinary(content) { noteBinary(path) }
        if LFSPointer.matches(content) {
            skip(
                path: path, reason: .lfsPointer,
                detail: "a Git LFS pointer: its content is elsewhere; `git lfs pull` brings it")
        }
    }
}
