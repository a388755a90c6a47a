import Model

/// How a credential came to a place and went, in one line: `introduced 2 years ago by Ada in 1a2b3c4 "Add job", still at HEAD`.
struct HumanProvenance {
    let finding: Finding
    let options: ReportOptions
    let style: Style
    /// Whether commits are told without their summaries.
    let isBrief: Bool

    /// Refs named where the credential stands at HEAD, which says enough, and where it does not.
    private static let namedRefs = (atHead: 1, elsewhere: 3)

    init(_ finding: Finding, options: ReportOptions, style: Style, isBrief: Bool = false) {
        self.finding = finding
        self.options = options
        self.style = style
        self.isBrief = isBrief
    }

    /// One line, or more where the width asks for it.
    var lines: [String] { (origin + condition + refs + note).folded(columns: options.width - 4) }

    /// Whether and where it still stands.
    var state: [Phrase] { condition + (provenance.isAtHead ? [] : refs) }

    private var provenance: Provenance { finding.provenance }

    /// How it came.
    var origin: [Phrase] {
        guard let first = provenance.introduced.first else { return [] }
        let more = provenance.introduced.count - 1
        if isBrief { return [style.phrase(nil, "introduced " + Self.origin(of: first, at: options.now))] }
        let again = more > 0 ? " and again in \(Quantity.counted(more, "commit"))" : ""
        return [
            style.phrase(nil, "introduced \(age(first)) by \(Self.name(of: first.author)) in \(commit(first))" + again)
        ]
    }

    /// `2 years ago by Ada in 1a2b3c4`
    static func origin(of commit: CommitReference, at now: Timestamp) -> String {
        "\(Quantity.age(of: commit.author.time, at: now)) by \(name(of: commit.author)) in \(commit.id.hex.prefix(7))"
    }

    private var condition: [Phrase] {
        switch Whereabouts(finding) {
        case .atHead:
            let isGone = provenance.isInWorktree == false
            return [style.phrase(.warning, isGone ? "still at HEAD, gone from the working tree" : "still at HEAD")]
        case .uncommitted:
            // The note says so, and where.
            return provenance.note == nil ? [style.phrase(.warning, "uncommitted")] : []
        case .unreachable where finding.location.carrier == .danglingBlob:
            return [style.phrase(nil, "dangling: no commit holds it")]
        case .unreachable:
            return provenance.note == nil ? [style.phrase(nil, "no ref holds it")] : []
        case .history, .otherRef:
            let isBack = provenance.isInWorktree == true
            return removal + (isBack ? [style.phrase(.warning, "back in the working tree, uncommitted")] : [])
        case .file, .gitDirectory, .unknown:
            return []
        }
    }

    /// The last removal: a credential may come and go, and do so on several branches.
    private var removal: [Phrase] {
        guard let last = provenance.removed.last else {
            return provenance.presentIn.isEmpty ? [style.phrase(nil, "no ref holds it")] : []
        }
        let verb = last.replacedBy == nil ? "removed" : "rotated"
        return [style.phrase(.good, "\(verb) \(age(last.commit)) in \(commit(last.commit))")]
    }

    private var refs: [Phrase] {
        guard !provenance.presentIn.isEmpty else { return [] }
        let names = provenance.presentIn.enumerated(
            limit: provenance.isAtHead || isBrief ? Self.namedRefs.atHead : Self.namedRefs.elsewhere,
            of: provenance.refCount, noun: "ref", as: Self.shortRef)
        return [provenance.isAtHead ? style.phrase(.faint, "in \(names)") : style.phrase(.warning, "still in \(names)")]
    }

    private var note: [Phrase] {
        // Whoever scans a folder knows that it has no history.
        let known = Provenance.Condition.withoutRepository.rawValue
        let note = (provenance.note ?? "").replacing(known, with: "").drop { "; ".contains($0) }
        guard !note.isEmpty else { return [] }
        let face: Style.Face = Whereabouts(finding) == .uncommitted ? .warning : .faint
        return [style.phrase(face, TerminalText.safe(String(note), columns: max(20, options.width - 4)))]
    }

    private func age(_ commit: CommitReference) -> String { Quantity.age(of: commit.author.time, at: options.now) }

    /// `1a2b3c4 "Add deploy job"`
    private func commit(_ commit: CommitReference) -> String {
        let kind = commit.isMerge ? "merge " : ""
        if isBrief { return kind + commit.id.hex.prefix(7) }
        let summary = TerminalText.safe(commit.summary, columns: max(16, options.width / 2 - 8))
        return kind + commit.id.hex.prefix(7) + (summary.isEmpty ? "" : " \"\(summary)\"")
    }

    private static func name(of signature: Signature) -> String {
        let name = signature.name.isEmpty ? signature.email : signature.name
        return name.isEmpty ? "nobody named" : TerminalText.safe(name, columns: 40)
    }

    /// As Git shortens them: branches and tags by their name alone.
    static func shortRef(_ ref: String) -> String {
        let prefixes = ["refs/heads/", "refs/tags/", "refs/remotes/", "refs/"]
        let short = prefixes.first(where: ref.hasPrefix).map { String(ref.dropFirst($0.count)) } ?? ref
        return TerminalText.safe(short, columns: 40)
    }
}
