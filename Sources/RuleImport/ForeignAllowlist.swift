/// What another scanner's configuration says is not to be reported.
package struct ForeignAllowlist: Hashable, Sendable {
    /// What `patterns` are searched for in: the secret, all that the pattern took, or the line.
    package enum Target: Hashable, Sendable { case secret, match, line }

    package var reason = ""
    /// Ids of the rules it holds for, as the file says them; empty for all.
    package var rules: [String] = []
    /// Whether every criterion must hold, not only one.
    package var needsAll = false
    /// Names of commits, lower-case hexadecimal.
    package var commits: [String] = []
    /// Regular expressions that are searched for in the path, and in `target`.
    package var paths: [String] = []
    /// Whether it covers all other paths instead.
    package var coversOtherPaths = false
    package var patterns: [String] = []
    package var target = Target.secret
    /// Lower-case texts; one in the secret is enough.
    package var stopwords: [String] = []

    package init() {}

    /// Covers what a rule finds in paths other than those that it is meant for.
    package init(rule: String, lookingOnlyAt path: String) {
        reason = "\(rule) looks only at paths that match \(path)"
        rules = [rule]
        paths = [path]
        coversOtherPaths = true
    }
}

/// One line of a `.gitleaksignore`: a finding that is known.
/// https://github.com/gitleaks/gitleaks#gitleaksignore
package struct GitleaksFingerprint: Hashable, Sendable {
    /// nil where the line names a file only.
    package let commit: String?
    /// From the top of the repository.
    package let path: String
    package let rule: String
    /// From 1.
    package let line: Int

    package init(commit: String?, path: String, rule: String, line: Int) {
        self.commit = commit
        self.path = path
        self.rule = rule
        self.line = line
    }

    /// `commit:file:rule:line` or `file:rule:line`; blank lines and `#` comments are passed over.
    package static func read(_ text: String, file: String) -> (fingerprints: [GitleaksFingerprint], notes: [ImportNote])
    {
        var fingerprints: [GitleaksFingerprint] = []
        var notes: [ImportNote] = []
        for (index, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let entry = raw.trimmingBlanks()
            if entry.isEmpty || entry.hasPrefix("#") { continue }
            if let fingerprint = parse(entry) {
                fingerprints.append(fingerprint)
            } else {
                notes.append(
                    ImportNote(
                        rule: "",
                        text:
                            "\(file):\(index + 1): not a fingerprint (commit:file:rule:line or file:rule:line); passed over"
                    ))
            }
        }
        return (fingerprints, notes)
    }

    /// Read from its end: paths may hold colons.
    private static func parse(_ entry: String) -> GitleaksFingerprint? {
        var parts = entry.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, let line = Int(parts.removeLast()), line >= 0, let rule = parts.popLast(), !rule.isEmpty
        else { return nil }
        var commit: String?
        if parts.count > 1, let first = parts.first, first.count == 40 || first.count == 64,
            first.allSatisfy(\.isHexDigit)
        {
            commit = first.lowercased()
            parts.removeFirst()
        }
        let path = parts.joined(separator: ":")
        return path.isEmpty ? nil : GitleaksFingerprint(commit: commit, path: path, rule: rule, line: line)
    }
}

extension Substring {
    fileprivate func trimmingBlanks() -> String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let start = drop(while: isBlank)
        return String(start.reversed().drop(while: isBlank).reversed())
    }
}
