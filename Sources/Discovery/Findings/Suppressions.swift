package import Detection
internal import Model
internal import Repositories
private import ConfigTrees

/// A finding that people know of, as a line of an ignore file names it.
package struct IgnoredFinding: Hashable, Sendable {
    /// Lower-case hexadecimal; nil where the line names a file only.
    package let commit: String?
    /// From the top of the repository.
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
    /// nil where there are none.
    package var allowlists: AllowlistSet?
    /// The allowlists that `allowlists` is made of, for those who add to them.
    package var lists: [Allowlist] = []
    /// Findings that are known already.
    package var baseline: Baseline?
    /// Takes down what a baseline would hold; nil where nobody asks.
    package var recorder: BaselineRecorder?
    /// The top of the working tree, for baselines that follow renamed files; nil where they do not.
    package var followedTree: String?
    /// The folder of the settings, absolute: their paths count from there, whatever of it is scanned. nil where paths
    /// count from the target.
    package var base: String?
    /// By path.
    private let ignored: [String: IgnoredPlaces]
    /// The file the ignored findings come from, for the reason.
    private let ignoreFile: String

    /// - Parameter ignoreFile: where `ignored` comes from, for the reason.
    package init(
        allowlists: AllowlistSet? = nil, lists: [Allowlist] = [], ignored: [IgnoredFinding] = [],
        ignoreFile: String = ""
    ) {
        self.allowlists = allowlists
        self.lists = lists
        self.ignored = Dictionary(grouping: ignored, by: \.path).mapValues { IgnoredPlaces($0) }
        self.ignoreFile = ignoreFile
    }

    package var isEmpty: Bool { (allowlists?.isEmpty ?? true) && ignored.isEmpty && baseline == nil && recorder == nil }

    /// Why the finding of a draft is suppressed; nil if it is not.
    /// - Parameters:
    ///   - path: the draft's, without secrets: a baseline is committed.
    ///   - paths: how the settings call them.
    func suppression(
        of draft: Draft, named path: [UInt8], in paths: SettingsPaths, rule: String, credential: CredentialBook.Entry,
        commits: CommitLookup?
    ) -> Suppression? {
        if isEmpty { return nil }
        let secret = credential.secret
        let names = draft.introduced.compactMap { commits?.id(of: $0) }
        if isIgnored(
            draft, at: paths(draft.path), texts: credential.texts, introduced: names, catalog: commits?.catalog)
        {
            return Suppression(kind: .ignoreFile, reason: "\(ignoreFile) names it")
        }
        if let reason = allowance(of: draft, at: paths(draft.path), introduced: names) {
            return Suppression(kind: .ruleAllowlist, reason: reason)
        }
        if let recorder { recorder.record(rule: rule, path: path, secret: secret) }
        guard let baseline,
            baseline.holds(secret, path: path, followedIn: followedTree)
                || paths(path) != path && baseline.holds(secret, path: paths(path), followedIn: followedTree)
        else { return nil }
        return Suppression(kind: .baseline, reason: "\(baseline.name) holds it")
    }

    /// What stands before the paths of a folder or file below the settings' folder, in the settings: `tests/` of
    /// `rollcall scan tests/a.env`, nothing for the folder itself; nil for what lies elsewhere.
    /// - Parameter target: a folder or file that is no repository.
    func prefix(of target: String) -> [UInt8]? {
        guard let base, let place = FileSystem.absolutePath(target) else { return nil }
        if place == base { return [] }
        guard place.hasPrefix(base == "/" ? base : base + "/") else { return nil }
        var parts = place.dropFirst(base == "/" ? 1 : base.count + 1).split(separator: "/")
        if case .directory = PathKind(target) {} else { parts.removeLast() }
        return parts.isEmpty ? [] : Array((parts.joined(separator: "/") + "/").utf8)
    }

    private func allowance(of draft: Draft, at path: [UInt8], introduced names: [ObjectID]) -> String? {
        guard let allowlists, let matcher = try? AllowlistMatcher() else { return nil }
        return allowlists.reason(
            for: draft.sighting.allowlistHits, rule: Int(draft.sighting.holding.rule), path: path,
            commits: names.map(\.hex), with: matcher)
    }

    /// What an ignore file says of a finding at some lines of a file as it is; nil if it does not name it.
    func ignoreReason(lines: [Int], path: [UInt8], rule: Int) -> String? {
        let known = ignored[String(decoding: path, as: UTF8.self)]
        return known.flatMap { known in
            lines.contains { known.names(line: $0, rule: rule, commit: nil) } ? "\(ignoreFile) names it" : nil
        }
    }

    /// Whether every place of it, or every commit that brought it in, is named.
    private func isIgnored(
        _ draft: Draft, at path: [UInt8], texts: [[UInt8]], introduced: [ObjectID], catalog: ObjectCatalog?
    ) -> Bool {
        guard let known = ignored[String(decoding: path, as: UTF8.self)] else { return false }
        let rule = Int(draft.sighting.holding.rule)
        // Other scanners count from where the match begins, such as the key of a value on the next line.
        let leads = draft.sighting.leads.union([0])
        func names(_ line: Int, in commit: String?) -> Bool {
            leads.contains { known.names(line: line - $0, rule: rule, commit: commit) }
        }
        if draft.sighting.places.allSatisfy({ names($0.line, in: nil) }) { return true }
        guard !introduced.isEmpty, let catalog else { return false }
        return introduced.allSatisfy { commit in
            guard known.namesAnything(in: commit.hex) else { return false }
            return Self.lines(of: texts, at: draft.path, in: commit, catalog: catalog).allSatisfy {
                names($0, in: commit.hex)
            }
        }
    }

    /// Where PEM blocks begin that are the secret's, in any spelling.
    private static func blocks(like secret: [UInt8], in content: UnsafeRawBufferPointer) -> [Int] {
        let (opening, closing) = (Array("-----BEGIN".utf8), Array("-----END".utf8))
        guard secret.starts(with: opening) else { return [] }
        let wanted = secret.withUnsafeBytes(CredentialBook.normalised)
        let text = Array(content)
        var starts: [Int] = []
        var from = 0
        while let start = ByteSearch.first(opening, in: text, from: from) {
            from = start + opening.count
            guard let end = ByteSearch.first(closing, in: text, from: from),
                let last = ByteSearch.first(Array("-----".utf8), in: text, from: end + closing.count)
            else { break }
            let block = UnsafeRawBufferPointer(rebasing: content[start..<last + 5])
            if CredentialBook.normalised(block) == wanted { starts.append(start) }
        }
        return starts
    }

    /// On which lines a commit's version of a file has the secret; 0 alone if that cannot be told.
    private static func lines(of texts: [[UInt8]], at path: [UInt8], in commit: ObjectID, catalog: ObjectCatalog)
        -> Set<
            Int
        >
    {
        guard let blob = ObjectReader(catalog: catalog).blob(at: path, in: commit) else { return [0] }
        var lines: Set<Int> = []
        blob.withUnsafeBytes { content in
            let table = LineTable(content)
            // A key in other line breaks is the same key, whichever of its spellings this scan has met.
            for start in Self.blocks(like: texts[0], in: content) { lines.insert(table.position(of: start).line) }
            for text in texts {
                var from = 0
                while let start = ByteSearch.first(text, in: blob, from: from) {
                    lines.insert(table.position(of: start).line)
                    from = start + max(1, text.count)
                }
            }
        }
        return lines.isEmpty ? [0] : lines
    }
}

/// The known findings of one file: of a dump there may be as many as it has lines.
private struct IgnoredPlaces: Sendable {
    private let byLine: [Int: [IgnoredFinding]]
    private let commits: Set<String>
    private let isAboutAllVersions: Bool

    init(_ entries: [IgnoredFinding]) {
        byLine = Dictionary(grouping: entries, by: \.line)
        commits = Set(entries.compactMap(\.commit))
        isAboutAllVersions = entries.contains { $0.commit == nil }
    }

    func namesAnything(in commit: String) -> Bool { isAboutAllVersions || commits.contains(commit) }

    /// - Parameter commit: nil for the file as it is.
    func names(line: Int, rule: Int, commit: String?) -> Bool {
        byLine[line]?.contains { entry in
            (entry.commit == nil || entry.commit == commit) && entry.rules?.contains(rule) ?? true
        } ?? false
    }
}
