/// What is given up in one content, and what has been.
struct ScanLimits {
    /// Limits hit in this content.
    private(set) var hits: [Scanner.LimitHit] = []
    /// By rule: how often it ran into limits.
    private var counts: [Int: Int] = [:]
    private var patience = ScanPatience()

    /// After so many limits hit, a rule is given up for a content: a hostile line has thousands of anchors, and each would
    /// cost the whole limit. Coverage names the rule all the same.
    static let hitsPerRule = 3

    mutating func begin(count: Int) {
        hits.removeAll(keepingCapacity: true)
        counts.removeAll(keepingCapacity: true)
        patience.begin(count: count)
    }

    /// Whether no more time is left for this content. Asked before each try.
    var isOver: Bool {
        mutating get { patience.isOver }
    }

    func hasGivenUp(_ rule: Int) -> Bool { !counts.isEmpty && counts[rule, default: 0] >= Self.hitsPerRule }

    mutating func note(_ rule: Int, id: @autoclosure () -> String, at offset: Int) {
        hits.append(Scanner.LimitHit(rule: id(), offset: offset))
        counts[rule, default: 0] += 1
    }

    /// Notes a limit, unless that is done already, and tries the rule no more in this content.
    mutating func giveUp(_ rule: Int, id: @autoclosure () -> String, at offset: Int) {
        guard !hasGivenUp(rule) else { return }
        note(rule, id: id(), at: offset)
        counts[rule] = Self.hitsPerRule
    }
}
