/// What people say is not to be reported: by path, commit, or what the secret or its line looks like.
package struct Allowlist: Sendable {
    /// What `patterns` are searched for in: the secret, all that the pattern took, or the line.
    package enum Target: Sendable { case secret, match, line }

    /// For people: why it is not reported.
    package var reason: String
    /// Indices of the rules it holds for; nil for all.
    package var rules: Set<Int>?
    /// Whether every criterion must hold, not only one.
    package var needsAll: Bool
    /// Lower-case hexadecimal names.
    package var commits: Set<String>
    /// PCRE2, searched for in the path; what stands within an archive is covered with the archive, and by its own path there.
    package var paths: [String]
    /// Whether it covers all other paths instead.
    package var coversOtherPaths = false
    /// Whether what its rules would hide is told where it covers them: a rule that does not look somewhere knows nothing of
    /// what others find there.
    package var yields = false
    /// PCRE2, searched for in `target`.
    package var patterns: [String]
    package var target: Target
    /// Lower-case; one within the secret is enough.
    package var stopwords: [String]

    package init(
        reason: String, rules: Set<Int>?, needsAll: Bool, commits: Set<String>, paths: [String], patterns: [String],
        target: Target,
        stopwords: [String]
    ) {
        self.reason = reason
        self.rules = rules
        self.needsAll = needsAll
        self.commits = commits
        self.paths = paths
        self.patterns = patterns
        self.target = target
        self.stopwords = stopwords
    }
}

/// What the text of a match says to allowlists, before its path and commits are known.
package struct AllowlistHits: Hashable, Sendable {
    /// Indices of the allowlists of which a pattern, or a stopword, hit.
    var patterns: Set<Int> = []
    var stopwords: Set<Int> = []

    package init() {}

    package var isEmpty: Bool { patterns.isEmpty && stopwords.isEmpty }

    /// What several matches of one credential have in common.
    package func intersection(_ other: AllowlistHits) -> AllowlistHits {
        var common = self
        common.patterns.formIntersection(other.patterns)
        common.stopwords.formIntersection(other.stopwords)
        return common
    }
}
