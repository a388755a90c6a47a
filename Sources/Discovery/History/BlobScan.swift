internal import Detection
internal import Model
internal import Repositories
internal import RuleFormat

/// Scans all blobs of a repository, or with a state those that no scan has seen yet.
struct BlobScan {
    let context: ScanContext
    let layout: RepositoryLayout
    let source: String
    let catalog: ObjectCatalog
    /// Blobs that are asked for, by number; nil for all.
    var only: Set<Int32>?

    /// - Returns: per blob by number, what stands in it; only blobs in which something does.
    func run(into result: inout TargetResult) -> [Int32: [Holding]] {
        context.progress.begin("blobs", total: only?.count ?? catalog.count(of: .blob))
        let conditions = context.blobConditions
        let folder = context.stateFolder(ofTarget: layout.commonDirectory)
        let memory = folder?.read(.blobs, conditions: conditions).flatMap(BlobMemory.init)
        var holdings: [Int32: [Holding]] = [:]
        var kept = BlobMemory()
        var binaryCount = 0
        var known = memory.map {
            restore($0, holdings: &holdings, kept: &kept, binaryCount: &binaryCount, into: &result)
        }
        if let only {
            let wanted = only.filter { !(known?.contains(Int($0)) ?? false) }
            known = NumberSet(allBut: wanted, count: catalog.count)
        }
        let (context, catalog, source) = (context, catalog, source)
        let visitors = catalog.walk(.blob, besides: known, jobs: context.options.jobs, progress: context.progress.walk)
        {
            BlobScanVisitor(context, catalog: catalog, source: source)
        }
        for visitor in visitors {
            result.counts.add(visitor.counts)
            result.coverage.merge(visitor.coverage)
            holdings.merge(visitor.holdings) { first, _ in first }
            binaryCount += visitor.binaryCount
        }
        if binaryCount > 0 {
            result.coverage.note(
                Coverage.Entry(
                    source: source, reason: .binary, subject: "history",
                    detail: "binary blobs were scanned for credentials with a format of their own only"),
                count: binaryCount)
        }
        // With a blob that could not be read no pack is taken for sound.
        let packs =
            visitors.contains { $0.hasMissed } || context.progress.cancellation.isSet ? [] : catalog.packSignatures
        if let folder,
            memory == nil || kept.blobs.count != memory?.blobs.count || memory?.packs != packs
                || visitors.contains(where: { !$0.scanned.isEmpty })
        {
            var all = remember(visitors, holdings: holdings, kept: kept)
            all.packs = packs
            if let problem = folder.write(.blobs, all.encoded, conditions: conditions) {
                result.notices.append(problem)
            }
        }
        if let only { return holdings.filter { only.contains($0.key) } }
        return holdings
    }

    /// Takes over what is known of the blobs that are there.
    /// - Returns: their numbers.
    private func restore(
        _ memory: BlobMemory, holdings: inout [Int32: [Holding]], kept: inout BlobMemory, binaryCount: inout Int,
        into result: inout TargetResult
    ) -> NumberSet {
        let rules = Dictionary(
            uniqueKeysWithValues: context.library.rules.enumerated().map { ($1.definition.id, Int32($0)) })
        var known = NumberSet(count: catalog.count)
        var all: [(place: Int, number: Int)] = []
        var firsts: ContiguousArray<(index: Int, number: Int)> = []
        catalog.forEachNumber(ofSorted: memory.blobs.map(\.id)) { index, number, isFirst in
            all.append((index, number))
            if isFirst { firsts.append((index, number)) }
        }
        // What was damaged since is read again, so that it is told as without a state.
        let isSound = catalog.soundBlobs(
            all, count: memory.blobs.count, trusting: Set(memory.packs), jobs: context.options.jobs)
        for (place, number) in all where isSound[place] { known.insert(number) }
        let found = firsts.filter { isSound[$0.index] }
        for (index, number) in found {
            let blob = memory.blobs[index]
            kept.blobs.append(blob)
            // What is not asked for is kept for the next scan.
            let isAsked = only?.contains(Int32(number)) ?? true
            if isAsked {
                result.counts.blobs += 1
                result.counts.bytes += Int64(blob.size)
                result.counts.otherContents += blob.innerCount
                if blob.isBinary { binaryCount += 1 }
            }
            if let own = memory.holdings[blob.id] {
                // The conditions hold the rules' digest, so that no rule can be missing.
                holdings[Int32(number)] = own.compactMap { holding in
                    rules[holding.rule].map {
                        Holding(
                            credential: context.book.number(
                                ofRemembered: memory.credentials[holding.credential],
                                provider: context.library.rules[Int($0)].credentialProvider),
                            rule: $0,
                            score: Int32(clamping: holding.score),
                            allowance: holding.allowance, evidence: EvidenceSet(bits: holding.evidence),
                            slot: holding.slot)
                    }
                }
            }
            for note in memory.notes[blob.id] ?? [] {
                kept.notes[blob.id, default: []].append(note)
                guard isAsked else { continue }
                result.coverage.note(note.reason, note.subject, in: source, note.detail)
            }
        }
        return known
    }

    private func remember(
        _ visitors: [BlobScanVisitor], holdings: [Int32: [Holding]], kept: BlobMemory
    ) -> BlobMemory {
        var memory = kept
        for visitor in visitors {
            memory.blobs += visitor.scanned
            memory.notes.merge(visitor.notes) { first, _ in first }
        }
        memory.blobs.sort { $0.id < $1.id }
        var numbers: [Int32: Int] = [:]
        for (blob, own) in holdings {
            memory.holdings[catalog.id(of: Int(blob))] = own.map { holding in
                let number = numbers[holding.credential] ?? memory.credentials.count
                if numbers[holding.credential] == nil {
                    numbers[holding.credential] = number
                    memory.credentials.append(context.book.entry(holding.credential).fingerprint)
                }
                return BlobMemory.Holding(
                    credential: number, rule: context.library.rules[Int(holding.rule)].definition.id,
                    score: Int(holding.score),
                    allowance: holding.allowance, evidence: holding.evidence.bits, slot: holding.slot)
            }
        }
        return memory
    }
}
