package import Model

/// Compiled allowlists: immutable, shared by all workers.
package final class AllowlistSet: Sendable {
    private struct Compiled: Sendable {
        let list: Allowlist
        let paths: [Pattern]
        let patterns: [Pattern]
        let stopwords: StopwordSet
    }

    private let lists: [Compiled]

    package var isEmpty: Bool { lists.isEmpty }
    /// Rules that leave their place to others where a list covers them.
    package let yielding: Set<Int>

    /// Throws at the first pattern that does not compile, with the list's reason.
    package init(_ lists: [Allowlist]) throws(DetectionError) {
        var compiled: [Compiled] = []
        for list in lists {
            compiled.append(
                Compiled(
                    list: list, paths: try Self.compile(list.paths, list),
                    patterns: try Self.compile(list.patterns, list), stopwords: StopwordSet(list.stopwords)))
        }
        self.lists = compiled
        yielding = Set(lists.filter(\.yields).flatMap { $0.rules ?? [] })
    }

    private static func compile(_ texts: [String], _ list: Allowlist) throws(DetectionError) -> [Pattern] {
        var patterns: [Pattern] = []
        for text in texts {
            // Such patterns are searched for in one text: ^ and $ are its ends.
            patterns.append(
                try Pattern("(?<secret>(?-m)(?:\(text)))", rule: list.reason.isEmpty ? "of an allowlist" : list.reason))
        }
        return patterns
    }

    /// What the text of a match says; matched by `matcher`, one worker's own.
    package func hits(
        of match: Match, in content: UnsafeRawBufferPointer, with matcher: borrowing AllowlistMatcher
    ) -> AllowlistHits {
        var hits = AllowlistHits()
        var lowered: [UInt8]?
        func secret() -> [UInt8] {
            if let lowered { return lowered }
            let text = String(decoding: content[match.secret.start..<match.secret.end], as: UTF8.self)
            let bytes = Array(text.lowercased().utf8)
            lowered = bytes
            return bytes
        }
        for (index, compiled) in lists.enumerated() where compiled.list.rules?.contains(match.rule) ?? true {
            if !compiled.patterns.isEmpty {
                let text = UnsafeRawBufferPointer(rebasing: content[span(compiled.list.target, of: match, in: content)])
                if compiled.patterns.contains(where: { matcher.finds($0, in: text) }) { hits.patterns.insert(index) }
            }
            if !compiled.stopwords.isEmpty, compiled.stopwords.hasOne(in: secret()) { hits.stopwords.insert(index) }
        }
        return hits
    }

    /// Whether a match leaves its place to others, as far as its text tells.
    package func yield(
        of match: Match, in content: UnsafeRawBufferPointer, with matcher: borrowing AllowlistMatcher
    ) -> MatchYield {
        guard yielding.contains(match.rule) else { return .never }
        let hits = hits(of: match, in: content, with: matcher)
        let isCovered = lists.indices.contains { index in
            let list = lists[index].list
            guard list.yields, list.rules?.contains(match.rule) ?? false else { return false }
            let texts = [
                list.patterns.isEmpty ? nil : hits.patterns.contains(index),
                list.stopwords.isEmpty ? nil : hits.stopwords.contains(index),
            ].compactMap(\.self)
            if !list.needsAll { return texts.contains(true) }
            return list.paths.isEmpty && list.commits.isEmpty && !texts.isEmpty && texts.allSatisfy(\.self)
        }
        return isCovered ? .always : .byPath
    }

    /// `a.zip!docs/x.txt` is asked for as it stands, as `a.zip` and as `docs/x.txt`.
    private func covers(_ path: [UInt8], _ compiled: Compiled, with matcher: borrowing AllowlistMatcher) -> Bool {
        func matches(_ part: ArraySlice<UInt8>) -> Bool {
            part.withUnsafeBytes { bytes in compiled.paths.contains { matcher.finds($0, in: bytes) } }
        }
        if compiled.list.coversOtherPaths { return !matches(path[...]) }
        if matches(path[...]) { return true }
        let signs = path.indices.filter { path[$0] == UInt8(ascii: "!") }
        return signs.contains { matches(path[..<$0]) || matches(path[($0 + 1)...]) }
    }

    private func span(_ target: Allowlist.Target, of match: Match, in content: UnsafeRawBufferPointer) -> Range<Int> {
        switch target {
        case .secret: match.secret.start..<match.secret.end
        case .match: match.whole.start..<match.whole.end
        case .line:
            LineFinder.start(
                before: match.whole.start, in: content)..<LineFinder.end(after: match.whole.end, in: content)
        }
    }

    /// The reason of the first allowlist that covers a finding; nil if none does.
    /// - Parameter commits: those that brought it in, lower-case hexadecimal; empty where there is no history.
    package func reason(
        for hits: AllowlistHits, rule: Int, path: [UInt8], commits: [String], with matcher: borrowing AllowlistMatcher
    ) -> String? {
        for (index, compiled) in lists.enumerated() where compiled.list.rules?.contains(rule) ?? true {
            let list = compiled.list
            var criteria: [Bool] = []
            if !list.commits.isEmpty { criteria.append(!commits.isEmpty && commits.allSatisfy(list.commits.contains)) }
            if !compiled.paths.isEmpty { criteria.append(covers(path, compiled, with: matcher)) }
            if !compiled.patterns.isEmpty { criteria.append(hits.patterns.contains(index)) }
            if !list.stopwords.isEmpty { criteria.append(hits.stopwords.contains(index)) }
            let isCovered = list.needsAll ? !criteria.isEmpty && criteria.allSatisfy(\.self) : criteria.contains(true)
            if isCovered { return list.reason.isEmpty ? "an allowlist covers it" : list.reason }
        }
        return nil
    }
}

/// What one worker needs to run allowlists' patterns.
package struct AllowlistMatcher: ~Copyable {
    private let matcher: PatternMatcher

    package init() throws(DetectionError) { matcher = try PatternMatcher() }

    /// A limit that is hit counts as no: what is in doubt is reported.
    borrowing func finds(_ pattern: Pattern, in text: UnsafeRawBufferPointer) -> Bool {
        guard text.count > 0 else { return false }
        if case .match = matcher.firstMatch(of: pattern, in: text, from: 0, to: text.count) { return true }
        return false
    }
}
