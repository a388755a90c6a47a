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
