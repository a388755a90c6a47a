internal import Model

/// Names are met in history and in the working tree, and in every folder below one.
enum DraftSet {
    private struct Key: Hashable {
        let credential: Int32
        let path: [UInt8]
    }

    static func withoutRepeatedNames(_ drafts: [Draft]) -> [Draft] {
        var seen: Set<Key> = []
        return drafts.filter { draft in
            draft.carrier != .fileName
                || seen.insert(Key(credential: draft.sighting.holding.credential, path: draft.path)).inserted
        }
    }
}
