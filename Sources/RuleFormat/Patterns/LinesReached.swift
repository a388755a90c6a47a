extension PatternSyntax {
    /// How many lines behind its first a match may reach into, as far as a rule should look: 0 where it holds no line
    /// feed, `block` where anything may stand between its beginning and its end.
    package var linesReached: Int { Self.lines(of: root) }

    /// Whether it has no match on one line, or anything may stand between its beginning and its end.
    package var crossesLines: Bool { Self.needsLineFeed(root) || linesReached >= Self.block }

    private static func needsLineFeed(_ node: PatternNode) -> Bool {
        switch node {
        case .bytes(let set): set.contains(0x0A) && set.count <= 2
        case .sequence(let nodes): nodes.contains(where: needsLineFeed)
        case .choice(let nodes): !nodes.isEmpty && nodes.allSatisfy(needsLineFeed)
        case .repeated(let node, let least, _): least > 0 && needsLineFeed(node)
        }
    }

    /// Private keys and the like.
    package static let block = 120
    /// Blanks between a key and its value.
    private static let few = 3
    /// Where the pattern says how many there may be, so many are looked at.
    private static let many = 20
    /// Repetitions from which on a class with line feeds in it is a block's body.
    private static let longText = 64

    private static func lines(of node: PatternNode) -> Int {
        switch node {
        case .bytes(let set): set.contains(0x0A) ? 1 : 0
        case .sequence(let nodes): combined(nodes.map { lines(of: $0) })
        case .choice(let nodes): nodes.map { lines(of: $0) }.max() ?? 0
        case .repeated(let node, _, let most):
            switch lines(of: node) {
            case 0: 0
            case let lines where most ?? Int.max >= longText && isWide(node): max(lines, block)
            case let lines:
                if let most, isLines(node) {
                    min(lines * min(most, many), many)
                } else {
                    min(lines * min(most ?? few, few), max(lines, few))
                }
            }
        }
    }

    private static func combined(_ lines: [Int]) -> Int {
        if lines.contains(where: { $0 >= block }) { return block }
        return min(lines.reduce(0, +), max(few, lines.max() ?? 0))
    }

    /// Whether some repetition of what holds line feeds has no end, or one far away, and less than a block is looked at.
    package var isCutShort: Bool { Self.isCutShort(root) }

    private static func isCutShort(_ node: PatternNode) -> Bool {
        switch node {
        case .bytes: false
        case .sequence(let nodes), .choice(let nodes): nodes.contains(where: isCutShort)
        case .repeated(let node, _, let most):
            // Blanks between a key and its value go on for ever in nearly all patterns, and in no text.
            if case .bytes = node { false } else { lines(of: node) > 0 && (most ?? Int.max) > many }
        }
    }

    /// Whether it may go on for more than a block.
    package var isLongerThanBlocks: Bool { Self.isEndless(root) }

    private static func isEndless(_ node: PatternNode) -> Bool {
        switch node {
        case .bytes: false
        case .sequence(let nodes), .choice(let nodes): nodes.contains(where: isEndless)
        case .repeated(let node, _, let most): isWide(node) && (most ?? .max) > blockBytes || isEndless(node)
        }
    }

    /// How far behind its anchor a block may end, in bytes.
    package static let blockBytes = 16384

    /// `(?:\s*\n)`, and no filler of single bytes.
    private static func isLines(_ node: PatternNode) -> Bool {
        if case .bytes = node { false } else { !isWide(node) }
    }

    /// `[\s\S]`, `(?:.|\n)`: every byte, line feeds among them. What stands between quotes (`[^"]*`) is no text of lines.
    private static func isWide(_ node: PatternNode) -> Bool {
        switch node {
        case .bytes(let set): set.count == 256
        case .choice(let nodes):
            nodes.contains { if case .bytes(let set) = $0 { set.count >= 254 } else { false } }
        case .sequence, .repeated: false
        }
    }
}
