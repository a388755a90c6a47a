package import Model

/// What people read when a hook stops them: what was found, where, why it is believed, and the ways on.
package struct HookReport: Sendable {
    /// What is stopped.
    package enum Event: Sendable { case commit, push, receive }

    /// What becomes of a commit or push of which not everything could be checked.
    package enum Doubt: Sendable { case allowed, blocked }

    private let findings: [Finding]
    private let coverage: Coverage
    private let event: Event
    private let doubt: Doubt
    private let answer: LastingAnswer
    private let options: ReportOptions
    private let style: Style

    /// More are counted by rule and place.
    private static let limits = HumanSelection.Limits(ofRule: 4, inFile: 3, total: 8)
    /// Lines of places, and of what is suppressed.
    private static let shownLines = 20

    package init(
        findings: [Finding], coverage: Coverage, event: Event, doubt: Doubt, answer: LastingAnswer,
        options: ReportOptions
    ) {
        self.findings = findings
        self.coverage = coverage
        self.event = event
        self.doubt = doubt
        self.answer = answer
        self.options = options
        style = Style(colour: options.colour)
    }

    /// Empty if there is nothing to say.
    package var text: String {
        var lines: [String] = []
        let blocking = findings.filter(\.isActionable)
        if !blocking.isEmpty {
            let count = Set(blocking.map(\.credential.fingerprint)).count
            lines.append(style(.high, "rollcall: \(eventText) would bring in \(Quantity.counted(count, "credential"))"))
            let selection = HumanSelection(
                CredentialSightings.separate(blocking, now: options.now.seconds), limits: Self.limits)
            for place in selection.shown { lines += [""] + self.lines(of: place.first) }
            lines += rest(selection.rest) + [""] + waysOn(from: (selection.shown.first?.first ?? blocking[0]))
        }
        lines += suppressed
        if !coverage.isComplete {
            let outcome =
                !blocking.isEmpty
                ? "" : doubt == .blocked ? ", so \(eventText) is blocked" : "; \(eventText) is let through all the same"
            lines.append(style(.warning, "rollcall: not everything could be checked\(outcome):"))
            lines += coverage.withoutFacts.entries.prefix(5).map {
                "  " + TerminalText.safe("\($0.subject): \($0.detail)", columns: 400)
            }
        }
        return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
    }

    /// What is not shown one by one, and how to see it.
    private func rest(_ places: [CredentialSightings]) -> [String] {
        guard !places.isEmpty else { return [] }
        let all = HumanRest(credentials: places, options: options, style: style, isHere: true).lines
        let more = all.count - Self.shownLines
        let command = event == .commit ? "rollcall scan --staged --all" : "rollcall scan --all"
        return ["", "  and \(Quantity.counted(places.count, "more place")):"]
            + all.prefix(more > 1 ? Self.shownLines : all.count).map { "  " + $0 }
            + (more > 1 ? ["    and \(Quantity.counted(more, "more line"))"] : [])
            + [style(.faint, "  `\(command)` shows each of them")]
    }

    private var eventText: String {
        switch event {
        case .commit: "this commit"
        case .push: "this push"
        case .receive: "your push"
        }
    }

    private var suppressed: [String] {
        let list = findings.filter { $0.suppression != nil }
        guard !list.isEmpty else { return [] }
        // Who is not stopped is not told of what does not count.
        if !options.showSuppressed {
            return list.count == findings.count
                ? [] : ["\(Quantity.counted(list.count, "suppressed finding")) not shown"]
        }
        let isShort = list.count <= Self.shownLines + 1
        return ["\(Quantity.counted(list.count, "suppressed finding")):"]
            + list.prefix(isShort ? list.count : Self.shownLines).map { finding in
                let reason = finding.suppression.map { "\($0.kind.rawValue): \($0.reason)" } ?? ""
                return "  "
                    + TerminalText.safe(
                        "\(finding.location.pathText):\(finding.location.start.line)  \(finding.rule.name)  (\(reason))",
                        columns: 160)
            } + (isShort ? [] : ["  and \(Quantity.grouped(list.count - Self.shownLines)) more"])
    }

    // MARK: What, where and why

    private func lines(of finding: Finding) -> [String] {
        let band = style(Style.Face(finding.confidence.band), finding.confidence.band.rawValue)
        let place = style(.path, TerminalText.safe(place(of: finding)))
        var lines = ["  \(place)  \(style(.strong, TerminalText.safe(finding.rule.name, columns: 60)))  \(band)"]
        lines += HumanExcerpt(finding.excerpt, columns: options.width - 4, style: style).lines.map { "    " + $0 }
        let reasons = Self.reasons(finding.confidence.grounds, columns: max(40, options.width - 21))
        if !reasons.isEmpty { lines.append("    believed because " + reasons) }
        if let commit = finding.provenance.introduced.first {
            lines.append("    in commit \(commit.id.hex.prefix(10)) " + TerminalText.safe(commit.summary, columns: 60))
        }
        // Where it stands, the event says.
        let known = Provenance.Condition.staged.rawValue
        let note = finding.provenance.note?.replacing(known, with: "").drop { $0 == ";" || $0 == " " } ?? ""
        if !note.isEmpty { lines.append("    " + TerminalText.safe(String(note), columns: 120)) }
        lines.append(
            style(.faint, "    rule \(finding.rule.id), fingerprint \(finding.credential.fingerprint.prefix(12))"))
        return lines
    }

    /// The first reasons, as many as a line holds: half a reason tells nothing.
    private static func reasons(_ reasons: [String], columns: Int) -> String {
        var text = TerminalText.safe(reasons.first ?? "", columns: columns)
        for reason in reasons.dropFirst().prefix(2).map({ TerminalText.safe($0, columns: columns) })
        where text.count + 2 + reason.count <= columns { text += "; " + reason }
        return text
    }

    private func place(of finding: Finding) -> String {
        let start = finding.location.start
        return switch finding.location.carrier {
        case .commitMessage, .tagMessage: "message:\(start.line):\(start.column)"
        default: "\(finding.location.pathText):\(start.line):\(start.column)"
        }
    }

    // MARK: The ways on

    private func waysOn(from finding: Finding) -> [String] {
        let line = finding.excerpt.lines.first { $0.highlight.map { !$0.isEmpty } ?? false }
        let otherwise = (finding.credential.kind.isEmpty ? "secret" : finding.credential.kind).uppercased()
            .replacing("-", with: "_")
        let variable = ReferenceSnippet.variable(
            in: line?.text ?? "", before: line?.highlight?.start ?? 0, otherwise: otherwise)
        let snippet = ReferenceSnippet(path: finding.location.pathText, variable: variable)
        let fingerprint = finding.credential.fingerprint.prefix(12)
        var lines = [
            style(.strong, "Three ways on"),
            "  1. Take it out, and refer to it (\(snippet.language)):",
        ]
        lines += snippet.lines.map { "       " + TerminalText.safe($0, columns: 140) }
        switch event {
        case .commit: lines.append("     then `git add` and commit again. If it was ever shared, revoke it too.")
        case .push, .receive:
            lines.append(
                "     then rewrite the commits that hold it (`git rebase -i`), and push again. Revoke it: it was committed."
            )
        }
        lines += [
            "  2. It is no secret, or may stand there: say so on its line, with the reason:",
            "       rollcall:allow \(finding.rule.id) until=\(untilText) -- why",
        ]
        let decision = "\(fingerprint) --accept --until \(untilText) --reason '…' --by '…'"
        switch event {
        case .commit:
            lines += answer.lines(scan: "--staged", decision: decision)
            lines.append(style(.faint, "Just this once: ROLLCALL_SKIP=1 git commit …"))
        case .push:
            lines += answer.lines(scan: ".", decision: decision)
            lines.append(style(.faint, "Just this once: ROLLCALL_SKIP=1 git push …"))
        case .receive: lines.append("  3. Ask those who run the server to allow it in its settings.")
        }
        return lines
    }

    /// Three months from now.
    private var untilText: String {
        String(Timestamp(seconds: options.now.seconds + 90 * 86_400, offsetInMinutes: 0).text.prefix(10))
    }
}
