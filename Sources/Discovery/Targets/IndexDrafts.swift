internal import Detection
internal import Model
internal import Repositories

/// Makes drafts of what is staged and not at HEAD. The blobs were scanned with all others.
struct IndexDrafts {
    let context: ScanContext
    let layout: RepositoryLayout
    let source: String
    let catalog: ObjectCatalog
    let holdings: [Int32: [Holding]]

    private struct Place: Hashable {
        let credential: Int32
        let path: [UInt8]
    }

    /// What the index lists.
    func files(into result: inout TargetResult) -> [Repository.StagedFile] {
        guard layout.worktree != nil || layout.hasIndex else { return [] }
        do { return try Repository(layout).stagedFiles().filter { !$0.isSubmodule } } catch {
            // A repository that does not open at all is in coverage already.
            if layout.hasIndex {
                result.coverage.note(.unreadable, "index", in: source, "\(error)")
            }
            return []
        }
    }

    func drafts(
        of files: [Repository.StagedFile], notIn known: [Draft], into result: inout TargetResult
    ) -> [Draft] {
        let atHead = known.filter(\.isAtHead)
        func places(_ drafts: [Draft]) -> Set<Place> {
            Set(drafts.map { Place(credential: $0.sighting.holding.credential, path: $0.outerPath) })
        }
        let (held, told) = (places(atHead), places(atHead.filter(context.isTold)))
        /// Whether the index says more of it than HEAD does.
        func isNews(_ holding: Holding, at path: [UInt8]) -> Bool {
            let place = Place(credential: holding.credential, path: path)
            return !held.contains(place) || !told.contains(place) && context.isTold(holding, at: path)
        }
        let prefix = Array(layout.prefix.utf8)
        let reader = ObjectReader(catalog: catalog)
        guard var scanner = ContentScanner.orNote(context, "index", in: source, into: &result.coverage) else {
            return []
        }
        var drafts: [Draft] = []
        for file in files where file.path.starts(with: prefix) && context.options.paths.takes(file.path) {
            guard let number = catalog.number(of: file.blob) else {
                let absence = AbsentObject(in: catalog)
                result.coverage.note(
                    absence.reason, "\(file.blob.hex) (\(String(decoding: file.path, as: UTF8.self)))", in: source,
                    "the index names the object, \(absence.detail)")
                continue
            }
            guard let found = holdings[Int32(number)],
                found.contains(where: { isNews($0, at: file.path) }),
                let sightings = scanner.sightings(in: file.blob, with: reader)
            else { continue }
            for sighting in sightings where isNews(sighting.holding, at: file.path) {
                var draft = Draft(carrier: .index, path: file.path, blob: file.blob, sighting: sighting)
                if file.stage == 0 {
                    draft.note(.staged)
                } else {
                    draft.note = "in the index as side \(file.stage) of a conflict"
                }
                drafts.append(draft)
            }
        }
        return drafts
    }
}
