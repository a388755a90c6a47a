/// Files that one commit both moved and gave another secret: the old file went with the old secret, the new one came with
/// the new, and the secret was rotated all the same.
enum MovedRotations {
    private struct Kind: Hashable {
        let rule: Int32
        let slot: UInt32
    }

    /// Says of removals what replaced them elsewhere, where only one thing can have.
    ///
    /// Files are the same if they have the same name, or if they stand in one folder and no other file with such a secret
    /// came or went. Anything else may be two files that have nothing to do with each other.
    static func mark(_ changes: inout [TreeDifference.Change], paths: PathTable) {
        // Most commits do not move files that hold secrets.
        guard changes.contains(where: { $0.isWholeFile && $0.kind == .removal }),
            changes.contains(where: { $0.isWholeFile && $0.isAddition })
        else { return }
        var gone: [Kind: [Int]] = [:]
        var come: [Kind: [Int]] = [:]
        let (lost, won) = (Self.credentials(of: .removal, in: changes), Self.credentials(of: .addition, in: changes))
        for (index, change) in changes.enumerated() where change.isWholeFile {
            let kind = Kind(rule: change.holding.rule, slot: change.holding.slot)
            // What stands elsewhere now was moved.
            if change.kind == .removal, !won.contains(change.place.credential) { gone[kind, default: []].append(index) }
            if change.kind == .addition, !lost.contains(change.place.credential) {
                come[kind, default: []].append(index)
            }
        }
        for (kind, gone) in gone {
            guard let come = come[kind] else { continue }
            for (removal, addition) in pairs(gone, come, of: changes, paths: paths) {
                changes[removal].replacedBy = changes[addition].place.credential
            }
        }
    }

    private static func credentials(of kind: TreeDifference.Change.Kind, in changes: [TreeDifference.Change]) -> Set<
        Int32
    > {
        Set(changes.lazy.filter { $0.kind == kind }.map(\.place.credential))
    }

    private static func pairs(
        _ gone: [Int], _ come: [Int], of changes: [TreeDifference.Change], paths: PathTable
    ) -> [(Int, Int)] {
        if gone.count == 1, come.count == 1 {
            let (old, new) = (changes[gone[0]].place.path, changes[come[0]].place.path)
            let isSame = paths.name(of: old) == paths.name(of: new) || paths.folder(of: old) == paths.folder(of: new)
            return isSame ? [(gone[0], come[0])] : []
        }
        // A commit may move thousands of test vectors: each file is looked at once.
        var arrivals: [Int32: Named] = [:]
        for index in come { arrivals[name(index), default: Named()].add(index) }
        var departures: [Int32: Named] = [:]
        for index in gone { departures[name(index), default: Named()].add(index) }
        func name(_ index: Int) -> Int32 { paths.name(of: changes[index].place.path) }
        return gone.compactMap { removal in
            guard departures[name(removal)]?.only == removal, let addition = arrivals[name(removal)]?.only else {
                return nil
            }
            return (removal, addition)
        }
    }

    /// The changes in files of one name.
    private struct Named {
        private var first = 0
        private var count = 0

        /// The one there is, if there is just one.
        var only: Int? { count == 1 ? first : nil }

        mutating func add(_ index: Int) {
            if count == 0 { first = index }
            count += 1
        }
    }
}
