/// Literals of which one stands in every match of a pattern, worked out from the pattern: anchors for rules that come
/// without any.
package struct RequiredLiterals {
    /// The best such set: its shortest literal is as long as can be. nil if there is none of three bytes or more.
    package static func anchors(of pattern: PatternSyntax) -> [AnchorLiteral]? {
        let search = RequiredLiterals(worth: length(of:))
        func isGood(_ literals: [Literal]) -> Bool { literals.allSatisfy { $0.bytes.count >= leastLength } }
        // Nothing before an anchor's line is looked at, so that the first of several lines has a better one.
        let first = search.required(.sequence(firstLine(of: pattern.root))).flatMap { isGood($0) ? $0 : nil }
        guard let best = first ?? search.required(pattern.root), isGood(best)
        else {
            return nil
        }
        return Set(best).map(\.anchor).sorted { ($0.text, $0.ignoresCase ? 1 : 0) < ($1.text, $1.ignoresCase ? 1 : 0) }
    }

    /// Up to where each match has a line feed.
    private static func firstLine(of root: PatternNode) -> [PatternNode] {
        guard case .sequence(let nodes) = root else { return [root] }
        return Array(nodes.prefix { !endsLine($0) })
    }

    private static func endsLine(_ node: PatternNode) -> Bool {
        switch node {
        case .bytes(let set): set.bytes == [0x0A]
        case .repeated(let node, let least, _): least > 0 && endsLine(node)
        case .sequence(let nodes): nodes.contains(where: endsLine)
        case .choice(let nodes): nodes.allSatisfy(endsLine)
        }
    }

    /// Whether such a set shows that every match holds one of the anchors; a no shows nothing.
    package static func hold(oneOf anchors: [AnchorLiteral], in pattern: PatternSyntax) -> Bool {
        func hold(_ literals: [Literal]) -> Bool {
            !literals.isEmpty && literals.allSatisfy { literal in anchors.contains { literal.holds($0) } }
        }
        let search = RequiredLiterals { hold($0) ? 1 : 0 }
        return search.required(pattern.root).map(hold) ?? false
    }

    /// Of several sets the one that is worth most is taken, and none that is worth nothing.
    private let worth: ([Literal]) -> Int

    /// Bytes, what an anchor must have.
    private static let leastLength = 3
    /// Literals of a set, and bytes of each: more make no better anchors.
    private static let greatestChoice = 24
    private static let greatestLength = 32

    private struct Literal: Hashable {
        var bytes: [UInt8] = []
        var ignoresCase = false

        /// Lower-case where case does not matter.
        var anchor: AnchorLiteral {
            let text = String(decoding: bytes, as: UTF8.self)
            return .init(text: ignoresCase ? text.lowercased() : text, ignoresCase: ignoresCase)
        }

        func holds(_ anchor: AnchorLiteral) -> Bool {
            guard anchor.ignoresCase || !ignoresCase else { return false }
            func folded(_ bytes: [UInt8]) -> [UInt8] {
                anchor.ignoresCase ? bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } : bytes
            }
            return folded(bytes).contains(folded(Array(anchor.text.utf8)))
        }

        static func + (left: Literal, right: Literal) -> Literal {
            Literal(bytes: left.bytes + right.bytes, ignoresCase: left.ignoresCase || right.ignoresCase)
        }
    }

    /// All that the node can match, if that is little.
    private func exact(_ node: PatternNode) -> [Literal]? {
        switch node {
        case .bytes(let set):
            let bytes = set.bytes
            // Anchors are part of one line.
            if set.contains(0x0A) || set.contains(0x0D) { return nil }
            if bytes.count == 1 { return [Literal(bytes: bytes)] }
            if bytes.count == 2, bytes[0] ^ 0x20 == bytes[1], ByteSet.lower.contains(bytes[1]) {
                return [Literal(bytes: [bytes[1]], ignoresCase: true)]
            }
            guard bytes.count <= 4, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
            return bytes.map { Literal(bytes: [$0]) }
        case .sequence(let nodes):
            var all = [Literal()]
            for node in nodes {
                guard let own = exact(node), let product = product(all, own) else { return nil }
                all = product
            }
            return all
        case .choice(let nodes):
            var all: [Literal] = []
            for node in nodes {
                guard let own = exact(node), all.count + own.count <= Self.greatestChoice else { return nil }
                all += own
            }
            return all
        case .repeated(let node, let least, let most):
            guard let most, most <= 8 else { return nil }
            var all: [Literal] = []
            for count in least...most {
                guard let own = exact(.sequence(Array(repeating: node, count: count))),
                    all.count + own.count <= Self.greatestChoice
                else { return nil }
                all += own
            }
            return all
        }
    }

    private func product(_ left: [Literal], _ right: [Literal]) -> [Literal]? {
        guard left.count * right.count <= Self.greatestChoice else { return nil }
        let all = left.flatMap { prefix in right.map { prefix + $0 } }
        return all.allSatisfy { $0.bytes.count <= Self.greatestLength } ? all : nil
    }

    private func required(_ node: PatternNode) -> [Literal]? {
        switch node {
        case .bytes: return exact(node)
        case .sequence(let nodes): return requiredInSequence(nodes)
        case .choice(let nodes):
            var all: [Literal] = []
            for node in nodes {
                guard let own = required(node), all.count + own.count <= Self.greatestChoice else { return nil }
                all += own
            }
            return all
        case .repeated(let node, let least, let most):
            if least == most, let all = exact(.repeated(node, min: least, max: most)) { return all }
            return least > 0 ? required(node) : nil
        }
    }

    private func requiredInSequence(_ nodes: [PatternNode]) -> [Literal]? {
        var best: [Literal]?
        var run: [Literal] = []
        func consider(_ candidate: [Literal]?) {
            guard let candidate, !candidate.isEmpty else { return }
            if worth(candidate) > best.map(worth) ?? 0 { best = candidate }
        }
        for node in nodes {
            if let own = exact(node) {
                if let joined = product(run.isEmpty ? [Literal()] : run, own) {
                    run = joined
                    continue
                }
                consider(run)
                run = own
            } else {
                consider(run)
                run = []
                consider(required(node))
            }
        }
        consider(run)
        return best
    }

    /// Long literals first, then few of them.
    private static func length(of literals: [Literal]) -> Int {
        (literals.map(\.bytes.count).min() ?? 0) * 64 - literals.count
    }
}
