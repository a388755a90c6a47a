internal import Model
private import Dispatch
private import Synchronization

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// Whether what is stored is still what was written, for objects that are known and need not be read.
extension ObjectCatalog {
    /// What tells each pack as it is now from how it is after any change, by name, size and times.
    package var packSignatures: [String] { packs.map(Self.signature) }

    /// The index may be damaged while the pack is not.
    private static func signature(_ pack: PackFile) -> String {
        signature(pack.path) + " " + signature(pack.path.dropLast(4) + "idx")
    }

    private static func signature(_ path: String) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { return path }
        let numbers = [
            Int(status.st_dev), Int(status.st_ino), Int(status.st_size), Int(status.st_mtim.tv_sec),
            Int(status.st_mtim.tv_nsec), Int(status.st_ctim.tv_sec), Int(status.st_ctim.tv_nsec),
        ]
        return path + " " + numbers.map(String.init).joined(separator: " ")
    }

    /// Which blobs are stored as they were written, with all that they build on: those whose bytes have the checksums of
    /// their index, and loose ones that have their name.
    /// - Parameters:
    ///   - numbers: of blobs, with the places in some list that they stand for; of one place one sound copy is enough.
    ///   - count: of the list.
    ///   - trusted: signatures of packs that were sound before.
    /// - Returns: whether that is so, for each place.
    package func soundBlobs(
        _ numbers: [(place: Int, number: Int)], count: Int, trusting trusted: Set<String>, jobs: Int
    ) -> [Bool] {
        var isSound = [Bool](repeating: false, count: count)
        let tables = packs.map { trusted.contains(Self.signature($0)) ? nil : Self.soundEntries(of: $0, jobs: jobs) }
        let inflater = Inflater()
        var pack = 0
        for (place, number) in numbers where !isSound[place] {
            if number >= starts[packs.count] {
                isSound[place] = isSoundLooseBlob(number, inflater)
                continue
            }
            if number < starts[pack] { pack = 0 }
            while number >= starts[pack + 1] { pack += 1 }
            isSound[place] = tables[pack].map { $0[packs[pack].entry(atPosition: number - starts[pack])] } ?? true
        }
        return isSound
    }

    private func isSoundLooseBlob(_ number: Int, _ inflater: borrowing Inflater) -> Bool {
        var place = 0
        while number >= starts[packs.count + place + 1] { place += 1 }
        let id = loose[place].names[number - starts[packs.count + place]]
        let object = try? LooseObject(path: loose[place].path(of: id), inflater: inflater, limit: largeObjects.budget)
        return object.map { $0.kind == .blob && id.isName(of: .blob, content: $0.content, format) } ?? false
    }

    /// Whether each blob of a pack, and all that it builds on, has the checksum of the index.
    private static func soundEntries(of pack: PackFile, jobs: Int) -> [Bool] {
        let chunk = 4096
        let chunks = (pack.count + chunk - 1) / chunk
        let cursor = Atomic(0)
        var isSound = [Bool](unsafeUninitializedCapacity: pack.count) { buffer, initializedCount in
            // Safe: the cursor gives each chunk to one thread, and nobody reads before all have finished.
            nonisolated(unsafe) let slots = buffer
            DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, chunks))) { _ in
                while true {
                    let number = cursor.add(1, ordering: .relaxed).oldValue
                    guard number < chunks else { return }
                    for entry in (number * chunk)..<min(pack.count, (number + 1) * chunk) {
                        let isSound = pack.kind(entry) == .blob && pack.tables.agreesWithChecksum(entry)
                        slots.initializeElement(at: entry, to: isSound)
                    }
                }
            }
            initializedCount = pack.count
        }
        var isSettled = [Bool](repeating: false, count: pack.count)
        var chain: [Int] = []
        for entry in 0..<pack.count where !isSettled[entry] {
            var own = entry
            // A circle has no kind, so that none of it is sound.
            while own >= 0, !isSettled[own] {
                isSettled[own] = true
                chain.append(own)
                own = pack.base(own)
            }
            var base = own
            while let entry = chain.popLast() {
                if base >= 0, !isSound[base] { isSound[entry] = false }
                base = entry
            }
        }
        return isSound
    }
}
