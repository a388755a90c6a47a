import Model

/// One finding in a credential's block: where it stands, two lines of text, how it came and went.
struct HumanPlace {
    let finding: Finding
    let options: ReportOptions
    let style: Style
    /// Whether it is told in the repository itself, where its source needs no name.
    let isHere: Bool

    init(_ finding: Finding, options: ReportOptions, style: Style, isHere: Bool = false) {
        self.finding = finding
        self.options = options
        self.style = style
        self.isHere = isHere
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

    /// The place without its text: `config/deploy.env:12:18  (2 versions)`, `still at HEAD`.
    var brief: [Phrase] {
        let plain = HumanPlace(finding, options: options, style: Style(colour: false)).locator
        return [Phrase(text: locator, columns: TerminalText.columns(of: plain))] + history.state
    }

    /// The same in few columns, and of which credential: `config/deploy.env:12  abcd…wxyz`, `still at HEAD`. Who brought it
    /// in is told where the line has room for it.
    var entry: [Phrase] {
        // The armour of a key is what its rule says, too.
        let redacted = finding.credential.redacted
        let secret = redacted.hasPrefix("-----") ? "" : TerminalText.safe(redacted, columns: 40)
        let gap = secret.isEmpty ? "" : "  "
        let kind = isHere ? "" : carrier.map { " (\($0))" } ?? ""
        let name = TerminalText.end(of: Self.name(of: finding, isHere: isHere), columns: max(20, options.width - 24))
        let line = ":\(finding.location.start.line)"
        let place = Phrase(
            text: style(.path, name) + style(.faint, line) + gap + style(.secret, secret) + style(.faint, kind),
            columns: TerminalText.columns(of: name + line + gap + secret + kind))
        let state = history.state
        let whole = [place] + history.origin + state
        return whole.reduce(6) { $0 + $1.columns + 2 } <= options.width ? whole : [place] + state
    }

    private var history: HumanProvenance { HumanProvenance(finding, options: options, style: style, isBrief: true) }

    /// `config/deploy.env:12:18  (commit message; also line 20)`
    private var locator: String {
        let start = finding.location.start
        let place =
            style(.path, TerminalText.safe(Self.name(of: finding))) + style(.faint, ":\(start.line):\(start.column)")
        let remarks = [carrier, otherLines, otherVersions].compactMap(\.self)
        return remarks.isEmpty ? place : place + style(.faint, "  (" + remarks.joined(separator: "; ") + ")")
    }

    /// What findings are counted by: their file, or for what is in no file the kind of place. Not safe to print.
    static func group(of finding: Finding, isHere: Bool) -> String {
        guard isObject(finding) else { return name(of: finding, isHere: isHere) }
        let kind = (finding.location.carrier.remark ?? finding.location.carrier.rawValue) + "s"
        let source = isHere ? "." : finding.location.source
        return source == "." || source.isEmpty ? kind : "\(kind) in \(source)"
    }

    /// The path as an editor at the caller's directory would open it, not safe to print.
    private static func name(of finding: Finding, isHere: Bool = false) -> String {
        let location = finding.location
        let source = isHere ? "." : location.source
        if location.carrier == .standardInput { return "standard input" }
        // Where no file is known, as the scan was stopped, the blob can still be looked at.
        if let blob = location.blob, isOfUnknownFile(finding) || location.shownPath != location.path {
            return blob.hex.prefix(12) + location.pathText
        }
        if location.path.isEmpty { return source }
        if isObject(finding) {
            return ObjectID(hex: location.pathText).map { String($0.hex.prefix(12)) } ?? location.pathText
        }
        if source == "." || source.isEmpty || source == location.pathText { return location.pathText }
        return source.hasSuffix("/") ? source + location.pathText : source + "/" + location.pathText
    }

    /// Whether the place is named by an object or ref, which no editor opens.
    static func isObject(_ finding: Finding) -> Bool {
        switch finding.location.carrier {
        case _ where isOfUnknownFile(finding): true
        case .danglingBlob, .commitMessage, .commitAuthor, .commitCommitter, .tagMessage, .tagger, .objectHeader,
            .refName,
            .note:
            true
        case .blob, .worktree, .index, .fileName, .reflog, .gitConfig, .hook, .gitDirectory, .file, .standardInput:
            false
        }
    }

    /// A blob of a scan that was stopped before its files were looked up, or a member of one.
    private static func isOfUnknownFile(_ finding: Finding) -> Bool {
        let location = finding.location
        return finding.provenance.condition == .ofUnknownPlace && location.carrier == .blob && location.blob != nil
            && (location.path.isEmpty || location.path.first == UInt8(ascii: "!"))
    }

    private var carrier: String? {
        let source = finding.location.source
        let remark = Self.isOfUnknownFile(finding) ? "blob" : finding.location.carrier.remark
        guard Self.isObject(finding), source != ".", !source.isEmpty else { return remark }
        return remark.map { "\($0) in \(TerminalText.safe(source))" }
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
