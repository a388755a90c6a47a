package import Detection
internal import Model
internal import Repositories

/// A finding that people know of, as a line of an ignore file names it.
package struct IgnoredFinding: Hashable, Sendable {
    /// Lower-case hexadecimal; nil where the line names a file only.
    package let commit: String?
    package let path: String
    /// Indices of rules in the library; nil for any.
    package let rules: Set<Int>?
    /// From 1.
    package let line: Int

    package init(commit: String?, path: String, rules: Set<Int>?, line: Int) {
        self.commit = commit
        self.path = path
        self.rules = rules
        self.line = line
    }
}

/// What a scan leaves out, and counts.
package struct Suppressions: Sendable {
    package var allowlists: AllowlistSet?
    private let ignored: [String: [IgnoredFinding]]
    /// The file the ignored findings come from, for the reason.
    private let ignoreFile: String

    package init(allowlists: AllowlistSet? = nil, ignored: [IgnoredFinding] = [], ignoreFile: String = "") {
        self.allowlists = allowlists
        self.ignored = Dictionary(grouping: ignored, by: \.path)
        self.ignoreFile = ignoreFile
    }

    package var isEmpty: Bool { (allowlists?.isEmpty ?? true) && ignored.isEmpty }

    /// Why the finding of a draft is suppressed; nil if it is not.
    func suppression(of draft: Draft, secret: [UInt8], commits: CommitLookup?) -> Suppression? {
        if isEmpty { return nil }
        let names = draft.introduced.compactMap { commits?.id(of: $0) }
        if isIgnored(draft, secret: secret, introduced: names, catalog: commits?.catalog) {
            return Suppression(kind: .ignoreFile, reason: "\(ignoreFile) names it")
        }
        guard let allowlists, let matcher = try? AllowlistMatcher() else { return nil }
        let reason = allowlists.reason(
            for: draft.sighting.allowlistHits, rule: Int(draft.sighting.holding.rule), path: draft.path,
            commits: names.map(\.hex), with: matcher)
        return reason.map { Suppression(kind: .ruleAllowlist, reason: $0) }
    }

    /// Whether every place of it, or every commit that brought it in, is named.
    private func isIgnored(_ draft: Draft, secret: [UInt8], introduced: [ObjectID], catalog: ObjectCatalog?) -> Bool {
        guard let entries = ignored[String(decoding: draft.path, as: UTF8.self)] else { return false }
        let own = entries.filter { $0.rules?.contains(Int(draft.sighting.holding.rule)) ?? true }
        let lines = Set(own.filter { $0.commit == nil }.map(\.line))
        if draft.sighting.places.allSatisfy({ lines.contains($0.line) }) { return true }
        guard !introduced.isEmpty, let catalog else { return false }
        return introduced.allSatisfy { commit in
            let named = Set(own.filter { $0.commit == commit.hex }.map(\.line)).union(lines)
            guard !named.isEmpty else { return false }
            return Self.lines(of: secret, at: draft.path, in: commit, catalog: catalog).isSubset(of: named)
        }
    }

    /// On which lines a commit's version of a file has the secret; 0 alone if that cannot be told.
    private static func lines(of secret: [UInt8], at path: [UInt8], in commit: ObjectID, catalog: ObjectCatalog) -> Set<
        Int
    > {
        guard let blob = ObjectReader(catalog: catalog).blob(at: path, in: commit) else { return [0] }
        var lines: Set<Int> = []
        blob.withUnsafeBytes { content in
            let table = LineTable(content)
            var from = 0
            while let start = ByteSearch.first(secret, in: blob, from: from) {
                lines.insert(table.position(of: start).line)
                from = start + max(1, secret.count)
            }
        }
        return lines.isEmpty ? [0] : lines
    }
}
