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
                result.coverage.note(
                    Coverage.Entry(source: source, reason: .unreadable, subject: "index", detail: "\(error); `git status` rebuilds it"))
            }
            return []
        }
    }

    func drafts(
        of files: [Repository.StagedFile], notIn known: [Draft], into result: inout TargetResult
    ) -> [Draft] {
        let atHead = Set(known.filter(\.isAtHead).map { Place(credential: $0.sighting.holding.credential, path: $0.outerPath) })
        let prefix = Array(layout.prefix.utf8)
        let reader = ObjectReader(catalog: catalog)
        guard var scanner = try? ContentScanner(context) else { return [] }
        var drafts: [Draft] = []
        for file in files where file.path.starts(with: prefix) && context.options.paths.takes(file.path) {
            guard let number = catalog.number(of: file.blob) else {
                result.coverage.note(
                    Coverage.Entry(
                        source: source, reason: .missingObject, subject: "\(file.blob.hex) (\(String(decoding: file.path, as: UTF8.self)))",
                        detail: "the index names the object and it is absent; `git fsck` shows the damage"))
                continue
            }
            guard let found = holdings[Int32(number)],
                found.contains(where: { !atHead.contains(Place(credential: $0.credential, path: file.path)) }),
                let sightings = scanner.sightings(in: file.blob, with: reader)
            else { continue }
            for sighting in sightings
            where !atHead.contains(Place(credential: sighting.holding.credential, path: file.path)) {
                var draft = Draft(carrier: .index, path: file.path, blob: file.blob, sighting: sighting)
                draft.note = file.stage == 0 ? "staged, not committed" : "in the index as side \(file.stage) of a conflict"
                drafts.append(draft)
            }
        }
        return drafts
    }
}

/// Scans what `git diff --cached` would show: staged contents, and of their credentials those that HEAD does not have.
struct StagedScan {
    let context: ScanContext
    let layout: RepositoryLayout
    let source: String

    func run(into result: inout TargetResult) -> [Draft] {
        let prefix = Array(layout.prefix.utf8)
        do {
            let repository = try Repository(layout)
            let changes = try repository.stagedChanges()
            let database = ObjectDatabase(objectFolder: layout.commonDirectory + "/objects")
            var scanner = try ContentScanner(context)
            var drafts: [Draft] = []
            for change in changes where change.path.starts(with: prefix) && context.options.paths.takes(change.path) {
                let sightings: [Sighting]
                let size: Int
                do { (sightings, size) = try self.sightings(in: change.new, database, with: &scanner) } catch {
                    note(.missingObject, String(decoding: change.path, as: UTF8.self), "\(error)", into: &result)
                    continue
                }
                result.counts.blobs += 1
                result.counts.bytes += Int64(size)
                let limits = scanner.limitHits
                let known =
                    sightings.isEmpty
                    ? [] : Set((change.old.flatMap { try? self.sightings(in: $0, database, with: &scanner) }?.0 ?? []).map(\.holding.credential))
                for sighting in sightings
                where !known.contains(sighting.holding.credential) {
                    var draft = Draft(carrier: .index, path: change.path, blob: change.new, sighting: sighting)
                    draft.note = "staged, not committed"
                    drafts.append(draft)
                }
                for limit in limits {
                    note(.limitHit, String(decoding: change.path, as: UTF8.self), LimitNote.detail(limit), into: &result)
                }
            }
            return drafts
        } catch {
            note(.unreadable, "index", "\(error)", into: &result)
            return []
        }
    }

    /// What stands in an object, and its size.
    private func sightings(
        in id: ObjectID, _ database: ObjectDatabase, with scanner: inout ContentScanner
    ) throws(GitError) -> ([Sighting], Int) {
        if let size = database.size(id), size > context.options.greatestWhole {
            // libgit2 would hold it whole.
            let catalog = ObjectCatalog(
                objectFolder: layout.commonDirectory + "/objects", jobs: context.options.jobs, memory: context.options.memory)
            let found = scanner.sightings(in: id, with: ObjectReader(catalog: catalog))
            if let found { return (found, size) }
        }
        let content = try database.read(id).content
        return (content.withUnsafeBytes { scanner.sightings(in: $0) }, content.count)
    }

    private func note(_ reason: Coverage.Reason, _ subject: String, _ detail: String, into result: inout TargetResult) {
        result.coverage.note(Coverage.Entry(source: source, reason: reason, subject: subject, detail: detail))
    }
}
