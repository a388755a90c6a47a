internal import Detection
internal import Model
internal import Repositories

/// Scans what some commits bring in: the contents that each changes against all of its parents, and its own text.
struct CommitScan {
    let context: ScanContext
    let layout: RepositoryLayout
    let source: String
    var environment = HookEnvironment()

    /// - Parameters:
    ///   - refs: what is pushed under which name: commits, annotated tags, and whatever else a ref can name.
    ///   - known: what the other side has.
    func run(
        _ refs: [(name: String, target: ObjectID)], without known: [ObjectID], into result: inout TargetResult
    ) -> [Finding] {
        let tips = refs.map(\.target)
        do {
            var repository = try Repository(layout)
            repository.add(objectFolders: environment.objectFolders)
            let database = ObjectDatabase(of: layout, others: environment.objectFolders)
            var scanner = try ContentScanner(context)
            let range = CommitRange(from: tips, without: known, in: database, grafts: layout.shallowCommits)
            for id in range.missing {
                note(
                    .missingObject, id.hex, "a commit that is pushed is absent; `git fsck` shows the damage",
                    into: &result)
            }
            let files = ChangeScan(
                context: context, layout: layout, source: source, objectFolders: environment.objectFolders)
            var changes: [FileChange] = []
            var commits: [Place: Int] = [:]
            var drafts: [Int: [Draft]] = [:]
            let bare = contents(of: range.others, refs, besides: known + tips, in: repository, into: &result)
            for (number, commit) in range.commits.enumerated() {
                if context.progress.cancellation.isSet { break }
                result.counts.commits += 1
                for file in try repository.changes(of: commit.id, parents: commit.parents).filesToScan {
                    // Whichever commit came first has brought it in.
                    guard commits.updateIfAbsent(Place(path: file.path, blob: file.new), number) else { continue }
                    changes.append(file)
                }
                let own = texts(of: .commit, commit.id, commit.content, with: &scanner)
                if !own.isEmpty { drafts[number] = own }
            }
            for draft in files.drafts(of: changes, as: .blob, condition: nil, into: &result) {
                // The name of a file has no content; it came with the first commit that is pushed, for all we know.
                let number = draft.blob.flatMap { commits[Place(path: draft.outerPath, blob: $0)] } ?? 0
                drafts[number, default: []].append(draft)
            }
            // A tag's text is nobody's change, and no more is what has no commit.
            var loose = files.drafts(of: bare, as: .blob, condition: nil, into: &result)
            for tip in tips {
                var next: ObjectID? = tip
                // Tags can name tags, and a new name may lead to an old one.
                while let id = next, let object = try? database.read(id), object.kind == .tag {
                    loose += texts(of: .tag, id, object.content, with: &scanner)
                    next = object.content.withUnsafeBytes { TagObject($0).target }
                }
            }
            var findings = assembled(loose, of: nil, into: &result)
            for (number, own) in drafts.sorted(by: { $0.key < $1.key }) {
                findings += assembled(own, of: range.commits[number], into: &result)
            }
            return findings
        } catch {
            note(.unreadable, "commits", "\(error)", into: &result)
            return []
        }
    }

    private struct Place: Hashable {
        let path: [UInt8]
        let blob: ObjectID
    }

    /// Files that refs, or tags that they name, lead to without a commit: a blob under the name of its ref, and a tree's, but
    /// for those that the trees of some commits have at the same place.
    private func contents(
        of others: [CommitRange.Other], _ refs: [(name: String, target: ObjectID)], besides commits: [ObjectID],
        in repository: Repository, into result: inout TargetResult
    ) -> [FileChange] {
        var changes: [FileChange] = []
        for other in others {
            if other.kind == .blob {
                let name = refs.first { $0.target == other.tip }?.name ?? other.id.hex
                changes.append(FileChange(path: Array(name.utf8), new: other.id, old: []))
                continue
            }
            do {
                changes += try repository.files(
                    ofTree: other.id, besides: commits.prefix(Self.comparedCommits)
                ).filesToScan
            } catch {
                note(.missingObject, other.id.hex, "\(error)", into: &result)
            }
        }
        return changes
    }

    /// With so many commits a tree is compared; a push to a server may know of thousands.
    private static let comparedCommits = 16

    private func texts(
        of kind: ObjectKind, _ id: ObjectID, _ content: [UInt8], with scanner: inout ContentScanner
    ) -> [Draft] {
        content.withUnsafeBytes { ObjectTexts.sightings(of: kind, in: $0, with: &scanner) }.map {
            Draft(carrier: $0.carrier, path: Array(id.hex.utf8), sighting: $0.sighting)
        }
    }

    private func assembled(_ drafts: [Draft], of commit: CommitRange.Commit?, into result: inout TargetResult)
        -> [Finding]
    {
        if drafts.isEmpty { return [] }
        let assembly = FindingAssembly(context: context, layout: layout, source: source, commits: nil)
        let assembled = assembly.findings(from: drafts)
        let (findings, scrubber) = (assembled.findings, assembled.scrubber)
        result.counts.ignoredMarkers += assembled.ignoredMarkers
        guard let commit else { return findings }
        let reference = commit.content.withUnsafeBytes { bytes in
            let object = CommitObject(bytes)
            return CommitReference(
                id: commit.id, author: signature(object.author, in: bytes, scrubber),
                committer: signature(object.committer, in: bytes, scrubber),
                summary: scrubber.scrub(object.summary(in: bytes)),
                isMerge: commit.parents.count > 1)
        }
        return findings.map { finding in
            var finding = finding
            finding.provenance.introduced = [reference]
            return finding
        }
    }

    private func signature(_ span: ByteSpan, in content: UnsafeRawBufferPointer, _ scrubber: Scrubber) -> Signature {
        let signature = Signature(UnsafeRawBufferPointer(rebasing: content[span.start..<span.end]))
        return Signature(
            name: scrubber.scrub(signature.name), email: scrubber.scrub(signature.email), time: signature.time)
    }

    private func note(_ reason: Coverage.Reason, _ subject: String, _ detail: String, into result: inout TargetResult) {
        result.coverage.note(reason, subject, in: source, detail)
    }
}

extension Dictionary {
    /// - Returns: whether there was nothing under the key.
    fileprivate mutating func updateIfAbsent(_ key: Key, _ value: Value) -> Bool {
        if self[key] != nil { return false }
        self[key] = value
        return true
    }
}
