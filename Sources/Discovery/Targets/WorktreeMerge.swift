internal import Model

/// Joins what the working tree holds with what history told.
enum WorktreeMerge {
    private struct Place: Hashable {
        let credential: Int32
        let path: [UInt8]
        let isName: Bool

        init(_ draft: Draft) {
            (credential, path) = (draft.sighting.holding.credential, draft.path)
            isName = draft.carrier == .fileName
        }
    }

    /// A credential that stands at HEAD or in the index at the same path is one finding, not two.
    static func merge(files: [Draft], into drafts: [Draft], _ context: ScanContext) -> [Draft] {
        var worktree: [Place: Int] = [:]
        for (index, file) in files.enumerated() {
            worktree[Place(file)] = index
        }
        var merged = drafts
        var taken: Set<Int> = []
        for index in merged.indices where [.blob, .index, .fileName].contains(merged[index].carrier) {
            let file = worktree[Place(merged[index])]
            merged[index].isInWorktree = file != nil
            guard let file, merged[index].isAtHead || merged[index].carrier != .blob else { continue }
            if context.isTold(merged[index]) || !context.isTold(files[file]) { taken.insert(file) }
        }
        for (index, file) in files.enumerated() where !taken.contains(index) {
            var own = file
            own.isInWorktree = true
            own.note(.uncommitted)
            if own.carrier == .fileName, let note = own.note { own.note = "\(NameScan.note); \(note)" }
            merged.append(own)
        }
        return merged
    }
}
