internal import ConfigTrees
internal import Identities
internal import Model
internal import Repositories

/// Reads what configuration declares and refers to: in repositories at HEAD, elsewhere in the files as they are.
struct ArtefactScan {
    let context: ScanContext
    let source: String

    /// Of a repository: the tree of `head`.
    /// - Parameter ownersOnly: what else there is has been read with its history.
    func run(_ layout: RepositoryLayout, head: ObjectID, ownersOnly: Bool, into result: inout TargetResult) {
        context.progress.begin("artefacts", total: nil)
        let catalog = ObjectCatalog(of: layout, jobs: context.options.jobs, memory: context.options.memory)
        let reader = ObjectReader(catalog: catalog)
        let prefix = Array(layout.prefix.utf8)
        for (path, blob) in HeadFiles.list(head, in: catalog)
        where path.starts(with: prefix) && context.options.paths.takes(path)
            && ArtefactReader.wants(String(decoding: path, as: UTF8.self))
            && (!ownersOnly || ArtefactReader.namesOwners(String(decoding: path, as: UTF8.self)))
        {
            if context.progress.cancellation.isSet { return }
            // What cannot be read is in coverage by the scan of all blobs.
            guard let content = reader.read(blob)?.content else { continue }
            let (artefacts, coverage) = content.withUnsafeBytes { Self.read(path: path, content: $0, source: source) }
            result.artefacts += artefacts
            result.coverage.merge(coverage)
        }
        result.artefacts = TerraformAddresses.resolve(result.artefacts, besides: .init([]))
    }

    static func read(
        path: [UInt8], content: UnsafeRawBufferPointer, source: String
    ) -> (artefacts: [PlacedArtefact], coverage: Coverage) {
        let name = String(decoding: path, as: UTF8.self)
        let (artefacts, faults) = ArtefactReader.read(path: name, content: content)
        var coverage = Coverage()
        for fault in faults {
            coverage.note(
                .unparsed, name, in: source,
                "\(fault): it was scanned for credentials, but not for what it declares; templates are read where they are filled in"
            )
        }
        return (artefacts.map { PlacedArtefact(source: source, path: name, artefact: $0) }, coverage)
    }
}

extension PlacedArtefact {
    /// Without anything in it that looks like a credential, or is one of the scan's findings.
    func scrubbed(_ scrubber: Scrubber) -> PlacedArtefact {
        var placed = PlacedArtefact(source: source, path: scrubber.scrub(name: path), artefact: artefact)
        placed.provenance = provenance
        placed.artefact.name = scrubber.scrub(name: artefact.name)
        placed.artefact.store = scrubber.scrub(name: artefact.store)
        placed.artefact.target = scrubber.scrub(name: artefact.target)
        placed.artefact.facts = artefact.facts.mapValues { scrubber.scrub(name: $0) }
        // Public keys and certificates are read whole; lists of owners are prose.
        if artefact.kind == .ownership { placed.artefact.text = scrubber.scrub(artefact.text) }
        return placed
    }
}
