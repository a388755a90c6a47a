/// Tells whether anchors can stand, or must stand, in what a pattern matches.
package struct AnchorReach: Sendable {
    private let automaton: PatternAutomaton

    /// nil if the pattern is too large to tell.
    package init?(_ pattern: PatternSyntax) {
        guard let automaton = PatternAutomaton(pattern.root) else { return nil }
        self.automaton = automaton
    }

    /// Whether any match holds the anchor.
    package func canHold(_ anchor: AnchorLiteral) -> Bool {
        var states = Array(automaton.states.indices)
        for set in anchor.sets {
            states = automaton.closure(of: automaton.moves(from: states, over: set))
            if states.isEmpty { return false }
        }
        return true
    }

    /// Whether every match holds one of the anchors. Look-arounds are widened, so a no may be wrong where they decide.
    package func mustHoldOne(of anchors: [AnchorLiteral]) -> Bool {
        guard var search = AnchorProgress(automaton, for: anchors) else { return true }
        var open = search.start
        var seen = Set(open)
        while let place = open.popLast() {
            if place.state == automaton.accept { return false }
            search.forEachStep(from: place) { next, length in
                if length == nil, seen.insert(next).inserted { open.append(next) }
            }
            // Undecided within reason: say nothing.
            if seen.count > Self.greatestSearch { return true }
        }
        return true
    }

    /// The most bytes that a match may have before the first anchor that it holds.
    /// - Returns: nil if they are more than `limit`, if a match may hold none of the anchors, or if that is too much work
    ///   to tell.
    package func lead(before anchors: [AnchorLiteral], atMost limit: Int) -> Int? {
        guard var search = AnchorProgress(automaton, for: anchors) else { return nil }
        var lead = 0
        var places = Set(search.start)
        var work = 0
        let longest = anchors.map(\.text.utf8.count).max() ?? 0
        for consumed in 1...(limit + longest) {
            var next: Set<AnchorProgress.Place> = []
            for place in places {
                if place.state == automaton.accept { return nil }
                search.forEachStep(from: place) { place, length in
                    if let length { lead = max(lead, consumed - length) } else { next.insert(place) }
                }
            }
            if next.isEmpty { return lead <= limit ? lead : nil }
            work += next.count
            if lead > limit || work > Self.greatestLeadSearch { return nil }
            places = next
        }
        return nil
    }

    /// Pairs of states that are looked at: beyond it the question is left undecided.
    private static let greatestSearch = 400_000
    private static let greatestLeadSearch = 4_000
}

extension RuleDefinition {
    /// Whether every match of the pattern holds one of the anchors; false also where nobody can tell.
    package var holdsAnchors: Bool {
        guard let syntax = try? PatternSyntax(pattern, for: anchorLiterals) else { return false }
        // Most patterns show it at a glance; the others are walked through.
        return RequiredLiterals.hold(oneOf: anchorLiterals, in: syntax)
            || AnchorReach(syntax)?.mustHoldOne(of: anchorLiterals) ?? false
    }

    /// Works out `anchorLead`.
    package func workedOutLead() -> Int? {
        guard let syntax = try? PatternSyntax(pattern, for: anchorLiterals), let reach = AnchorReach(syntax) else {
            return nil
        }
        return reach.lead(before: anchorLiterals, atMost: min(Self.greatestLead, self.reach.before))
    }

    /// Further than this a pattern may as well look through what its reach allows.
    private static let greatestLead = 32
}

extension AnchorLiteral {
    /// What may stand for each of its bytes.
    var sets: [ByteSet] { text.utf8.map { ignoresCase ? ByteSet([$0]).ignoringCase : ByteSet([$0]) } }
}
