/// Follows a pattern byte by byte, and how much of each anchor the bytes may have begun.
///
/// What is asked again and again is worked out once: where a byte class leads from what has begun, and what a state leads
/// to without a byte.
struct AnchorProgress {
    struct Place: Hashable {
        let state: Int
        /// A number of `begun`.
        fileprivate let begun: Int
    }

    /// What a byte may do to the anchors.
    private struct Step: Hashable {
        let begun: Int
        /// The length of the shortest anchor that the byte completes.
        let completed: Int?
    }

    /// A byte class, met where so much has begun.
    private struct Reading: Hashable {
        let set: ByteSet
        let begun: Int
    }

    private let automaton: PatternAutomaton
    private let anchors: [[ByteSet]]
    private let alphabet: [UInt8]
    /// For each anchor, as bits, how much of it the bytes before may have begun; each state of affairs once.
    private var begun: [[UInt64]]
    private var begunNumbers: [[UInt64]: Int]
    private var steps: [Reading: [Step]] = [:]
    private var closures: [Int: [Int]] = [:]

    /// nil if an anchor is longer than can be followed.
    init?(_ automaton: PatternAutomaton, for anchors: [AnchorLiteral]) {
        let sets = anchors.map(\.sets)
        guard sets.allSatisfy({ $0.count < 64 }) else { return nil }
        self.automaton = automaton
        self.anchors = sets
        alphabet = Self.alphabet(of: sets, states: automaton.states)
        let nothing = sets.map { _ in 1 as UInt64 }
        begun = [nothing]
        begunNumbers = [nothing: 0]
    }

    /// Where nothing is read yet.
    var start: [Place] { automaton.closure(of: [automaton.start]).map { Place(state: $0, begun: 0) } }

    /// Where one byte may lead.
    /// - Parameter body: is given each place, and the length of the shortest anchor that the byte completes, if any.
    mutating func forEachStep(from place: Place, _ body: (Place, Int?) -> Void) {
        guard case .bytes(let set, let next) = automaton.states[place.state] else { return }
        let states = closure(of: next)
        for step in steps(over: set, from: place.begun) {
            for state in states { body(Place(state: state, begun: step.begun), step.completed) }
        }
    }

    private mutating func closure(of state: Int) -> [Int] {
        if let known = closures[state] { return known }
        let states = automaton.closure(of: [state])
        closures[state] = states
        return states
    }

    private mutating func steps(over set: ByteSet, from begun: Int) -> [Step] {
        let reading = Reading(set: set, begun: begun)
        if let known = steps[reading] { return known }
        let found = Array(Set(alphabet.filter(set.contains).map { step(over: $0, from: self.begun[begun]) }))
        steps[reading] = found
        return found
    }

    private mutating func step(over byte: UInt8, from before: [UInt64]) -> Step {
        var after = before
        var completed: Int?
        for index in anchors.indices {
            let anchor = anchors[index]
            var (open, begun): (UInt64, UInt64) = (before[index] & ~(1 << UInt64(anchor.count)), 1)
            while open != 0 {
                let position = open.trailingZeroBitCount
                open &= open - 1
                guard anchor[position].contains(byte) else { continue }
                begun |= 1 << UInt64(position + 1)
                if position + 1 == anchor.count { completed = min(completed ?? .max, anchor.count) }
            }
            after[index] = begun
        }
        return Step(begun: number(of: after), completed: completed)
    }

    private mutating func number(of state: [UInt64]) -> Int {
        if let known = begunNumbers[state] { return known }
        begun.append(state)
        begunNumbers[state] = begun.count - 1
        return begun.count - 1
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
