import Model

/// One finding in a credential's block: where it stands, two lines of text, how it came and went.
struct HumanPlace {
    let finding: Finding
    let options: ReportOptions
    let style: Style

    init(_ finding: Finding, options: ReportOptions, style: Style) {
        self.finding = finding
        self.options = options
        self.style = style
    }

    var lines: [String] {
        var lines = ["  " + locator]
        lines += HumanExcerpt(finding.excerpt, columns: options.width - 4, style: style).lines.map { "    " + $0 }
        lines += HumanProvenance(finding, options: options, style: style).lines.map { "    " + $0 }
        if let suppression = finding.suppression {
            let reason = TerminalText.safe(suppression.reason, columns: max(20, options.width - 40))
            lines.append("    " + style(.faint, "suppressed (\(suppression.kind.rawValue)): \(reason)"))
        }
        return lines
    }

    /// `config/deploy.env:12:18  (commit message; also line 20)`
    private var locator: String {
        let start = finding.location.start
        let place = style(.path, TerminalText.safe(name)) + style(.faint, ":\(start.line):\(start.column)")
        let remarks = [carrier, otherLines, otherVersions].compactMap(\.self)
        return remarks.isEmpty ? place : place + style(.faint, "  (" + remarks.joined(separator: "; ") + ")")
    }

    /// The path as an editor at the caller's directory would open it.
    private var name: String {
        let location = finding.location
        let source = location.source
        if location.carrier == .standardInput { return "standard input" }
        if location.path.isEmpty { return source }
        if isObject { return ObjectID(hex: location.pathText).map { String($0.hex.prefix(12)) } ?? location.pathText }
        if source == "." || source.isEmpty || source == location.pathText { return location.pathText }
        // A source that is the file itself: its path says its name again.
        if location.carrier == .file, source.hasSuffix("/" + location.pathText) { return source }
        return source.hasSuffix("/") ? source + location.pathText : source + "/" + location.pathText
    }

    /// Whether the place is named by an object or ref, which no editor opens.
    private var isObject: Bool {
        switch finding.location.carrier {
        case .danglingBlob, .commitMessage, .commitAuthor, .commitCommitter, .tagMessage, .tagger, .objectHeader,
            .refName,
            .note:
            true
        case .blob, .worktree, .index, .fileName, .reflog, .gitConfig, .hook, .gitDirectory, .file, .standardInput:
            false
        }
    }

    private var carrier: String? {
        let source = finding.location.source
        guard isObject, source != ".", !source.isEmpty else { return finding.location.carrier.remark }
        return finding.location.carrier.remark.map { "\($0) in \(TerminalText.safe(source))" }
    }

    private var otherLines: String? {
        let lines = Set(finding.places.map(\.line)).subtracting([finding.location.start.line]).sorted()
        guard !lines.isEmpty else { return nil }
        return "also line" + (lines.count > 1 ? "s " : " ")
            + lines.map { String($0) }.enumerated(limit: 4, noun: "line")
    }

    private var otherVersions: String? {
        finding.versions > 1 ? Quantity.counted(finding.versions, "version") : nil
    }
}

extension Carrier {
    /// What to say of a place that is not simply a file; nil for one that is.
    fileprivate var remark: String? {
        switch self {
        case .blob, .file, .worktree, .standardInput: nil
        case .index: "staged"
        case .danglingBlob: "dangling blob"
        case .commitMessage: "commit message"
        case .commitAuthor: "commit author"
        case .commitCommitter: "committer"
        case .tagMessage: "tag message"
        case .tagger: "tagger"
        case .objectHeader: "object header"
        case .fileName: "file name"
        case .refName: "ref name"
        case .note: "note"
        case .reflog: "reflog"
        case .gitConfig: "Git configuration"
        case .hook: "Git hook"
        case .gitDirectory: "Git's own file"
        }
    }
}
