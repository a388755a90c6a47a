/// Tells whether anchors can stand, or must stand, in what a pattern matches.
package struct AnchorReach: Sendable {
    /// A literal that is looked for.
    package struct Anchor: Hashable, Sendable {
        package let text: String
        package let ignoresCase: Bool

        package init(text: String, ignoresCase: Bool) {
            self.text = text
            self.ignoresCase = ignoresCase
        }

        /// What may stand for each of its bytes.
        var sets: [ByteSet] { text.utf8.map { ignoresCase ? ByteSet([$0]).ignoringCase : ByteSet([$0]) } }
    }

    private let automaton: PatternAutomaton

    /// nil if the pattern is too large to tell.
    package init?(_ pattern: PatternSyntax) {
        guard let automaton = PatternAutomaton(pattern.root) else { return nil }
        self.automaton = automaton
    }

    /// Whether any match holds the anchor.
    package func canHold(_ anchor: Anchor) -> Bool {
        var states = Array(automaton.states.indices)
        for set in anchor.sets {
            states = automaton.closure(of: automaton.moves(from: states, over: set))
            if states.isEmpty { return false }
        }
        return true
    }

    /// Whether every match holds one of the anchors. Look-arounds are widened, so a no may be wrong where they decide.
    package func mustHoldOne(of anchors: [Anchor]) -> Bool {
        struct Place: Hashable {
            let state: Int
            /// For each anchor, as bits, how much of it the bytes before may have begun.
            let begun: [UInt64]
        }
        let sets = anchors.map(\.sets)
        guard sets.allSatisfy({ $0.count < 64 }) else { return true }
        let alphabet = Self.alphabet(of: sets, states: automaton.states)
        let start = automaton.closure(of: [automaton.start]).map { Place(state: $0, begun: sets.map { _ in 1 }) }
        var open = start
        var seen = Set(start)
        while let place = open.popLast() {
            if place.state == automaton.accept { return false }
            guard case .bytes(let set, let next) = automaton.states[place.state] else { continue }
            for byte in alphabet where set.contains(byte) {
                var begun = place.begun
                var isComplete = false
                for index in sets.indices {
                    var after: UInt64 = 1
                    for (position, wanted) in sets[index].enumerated()
                    where begun[index] >> UInt64(position) & 1 == 1 && wanted.contains(byte) {
                        after |= 1 << UInt64(position + 1)
                        isComplete = isComplete || position + 1 == sets[index].count
                    }
                    begun[index] = after
                }
                if isComplete { continue }
                for state in automaton.closure(of: [next]) {
                    let place = Place(state: state, begun: begun)
                    if seen.insert(place).inserted { open.append(place) }
                }
            }
            // Undecided within reason: say nothing.
            if seen.count > Self.greatestSearch { return true }
        }
        return true
    }

    /// Pairs of states that are looked at: beyond it the question is left undecided.
    private static let greatestSearch = 400_000

    /// The bytes that anchors tell apart, and of each of the pattern's classes one that stands for all others.
    private static func alphabet(of anchors: [[ByteSet]], states: [PatternAutomaton.State]) -> [UInt8] {
        let told = anchors.joined().reduce(ByteSet()) { $0.union($1) }
        var alphabet = Set(told.bytes)
        for case .bytes(let set, _) in states {
            if alphabet.contains(where: { set.contains($0) && !told.contains($0) }) { continue }
            if let other = set.bytes.first(where: { !told.contains($0) }) { alphabet.insert(other) }
        }
        return alphabet.sorted()
    }
}

/// Thompson's construction (1968), repetitions unrolled as far as they matter for literals.
struct PatternAutomaton: Sendable {
    enum State: Hashable, Sendable {
        case bytes(ByteSet, next: Int)
        case split([Int])
        case accept
    }

    private(set) var states: [State] = [.accept]
    let accept = 0
    private(set) var start = 0

    /// States of a pattern: more are left undecided.
    private static let greatestSize = 20_000
    /// More copies than this in a row are as good as any number.
    private static let greatestUnrolled = 80

    init?(_ node: PatternNode) {
        guard let start = add(node, before: accept) else { return nil }
        self.start = start
    }

    /// - Returns: the state that begins `node` and goes on at `next`; nil when it grows too large.
    private mutating func add(_ node: PatternNode, before next: Int) -> Int? {
        guard states.count < Self.greatestSize else { return nil }
        switch node {
        case .bytes(let set): return append(.bytes(set, next: next))
        case .sequence(let nodes):
            var next = next
            for node in nodes.reversed() {
                guard let state = add(node, before: next) else { return nil }
                next = state
            }
            return next
        case .choice(let nodes):
            var starts: [Int] = []
            for node in nodes {
                guard let state = add(node, before: next) else { return nil }
                starts.append(state)
            }
            return append(.split(starts))
        case .repeated(let node, let least, let most): return add(node, min: least, max: most, before: next)
        }
    }

    private mutating func add(_ node: PatternNode, min least: Int, max most: Int?, before next: Int) -> Int? {
        var next = next
        if let most, most - least <= Self.greatestUnrolled {
            let end = next
            for _ in 0..<(most - least) {
                guard let state = add(node, before: next) else { return nil }
                next = append(.split([state, end]))
            }
        } else {
            let loop = append(.split([]))
            guard let state = add(node, before: loop) else { return nil }
            states[loop] = .split([state, next])
            next = loop
        }
        for _ in 0..<min(least, Self.greatestUnrolled) {
            guard let state = add(node, before: next) else { return nil }
            next = state
        }
        return next
    }

    private mutating func append(_ state: State) -> Int {
        states.append(state)
        return states.count - 1
    }

    /// The states and all that they lead to without a byte, each once.
    func closure(of seeds: [Int]) -> [Int] {
        var open = seeds
        var isSeen = [Bool](repeating: false, count: states.count)
        var all: [Int] = []
        while let state = open.popLast() {
            if isSeen[state] { continue }
            isSeen[state] = true
            if case .split(let next) = states[state] {
                open += next
            } else {
                all.append(state)
            }
        }
        return all
    }

    /// Where one byte of `set` leads from any of the states.
    func moves(from states: [Int], over set: ByteSet) -> [Int] {
        states.compactMap { state in
            guard case .bytes(let own, let next) = self.states[state], own.meets(set) else { return nil }
            return next
        }
    }
}

extension RuleDefinition {
    /// Whether every match of the pattern holds one of the anchors; false also where nobody can tell.
    package var holdsAnchors: Bool {
        guard let syntax = try? PatternSyntax(pattern), let reach = AnchorReach(syntax) else { return false }
        return reach.mustHoldOne(
            of: anchors.map { AnchorReach.Anchor(text: $0, ignoresCase: false) }
                + anchorsIgnoringCase.map { AnchorReach.Anchor(text: $0, ignoresCase: true) })
    }
}
