/// Follows a pattern byte by byte, and how much of each anchor the bytes may have begun.
struct AnchorProgress {
    struct Place: Hashable {
        let state: Int
        /// For each anchor, as bits, how much of it the bytes before may have begun.
        let begun: [UInt64]
    }

    private let automaton: PatternAutomaton
    private let sets: [[ByteSet]]
    private let alphabet: [UInt8]
    /// Where nothing is read yet.
    let start: [Place]

    /// nil if an anchor is longer than can be followed.
    init?(_ automaton: PatternAutomaton, for anchors: [AnchorReach.Anchor]) {
        let sets = anchors.map(\.sets)
        guard sets.allSatisfy({ $0.count < 64 }) else { return nil }
        self.automaton = automaton
        self.sets = sets
        alphabet = Self.alphabet(of: sets, states: automaton.states)
        start = automaton.closure(of: [automaton.start]).map { Place(state: $0, begun: sets.map { _ in 1 }) }
    }

    /// Where one byte may lead.
    /// - Parameter body: is given each place, and the length of the shortest anchor that the byte completes, if any.
    func forEachStep(from place: Place, _ body: (Place, Int?) -> Void) {
        guard case .bytes(let set, let next) = automaton.states[place.state] else { return }
        let states = automaton.closure(of: [next])
        for byte in alphabet where set.contains(byte) {
            var begun = place.begun
            var completed: Int?
            for index in sets.indices {
                let anchor = sets[index]
                var after: UInt64 = 1
                var open = begun[index] & ~(1 << UInt64(anchor.count))
                while open != 0 {
                    let position = open.trailingZeroBitCount
                    open &= open - 1
                    guard anchor[position].contains(byte) else { continue }
                    after |= 1 << UInt64(position + 1)
                    if position + 1 == anchor.count { completed = min(completed ?? .max, anchor.count) }
                }
                begun[index] = after
            }
            for state in states { body(Place(state: state, begun: begun), completed) }
        }
    }

    /// The bytes that anchors tell apart, and of each of the pattern's classes one that stands for all others.
    private static func alphabet(of anchors: [[ByteSet]], states: [PatternAutomaton.State]) -> [UInt8] {
        let told = anchors.joined().reduce(ByteSet()) { $0.union($1) }
        var alphabet = Set(told.bytes)
        // A class that is repeated has a state for each time.
        var seen: Set<ByteSet> = []
        for case .bytes(let set, _) in states where seen.insert(set).inserted {
            if alphabet.contains(where: { set.contains($0) && !told.contains($0) }) { continue }
            if let other = set.bytes.first(where: { !told.contains($0) }) { alphabet.insert(other) }
        }
        return alphabet.sorted()
    }
}
