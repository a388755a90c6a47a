import Model

/// What was not scanned: facts in a line, gaps with an example and what to do.
struct HumanCoverage {
    let coverage: Coverage
    let options: ReportOptions
    let style: Style

    init(_ coverage: Coverage, options: ReportOptions, style: Style) {
        self.coverage = coverage
        self.options = options
        self.style = style
    }

    /// `Passed over 12 LFS pointers, 1 excluded content (.git/hooks/*.sample)`, and what was not looked at in every
    /// way.
    var facts: [String] {
        let facts = counted(isGap: false)
        let passed = facts.filter { $0.reason != .binary }.enumerated().map { position, fact in
            let text = Quantity.counted(fact.count, fact.reason.noun.one, fact.reason.noun.many)
            return style.phrase(.faint, (position == 0 ? "Passed over " : "") + text + what(fact.reason, fact.count))
        }
        let binary = facts.filter { $0.reason == .binary }.map { fact in
            let text = Quantity.counted(fact.count, fact.reason.noun.one, fact.reason.noun.many)
            return style(.faint, "In \(text) only credentials with a format of their own were looked for")
        }
        return passed.folded(columns: options.width) + binary
    }

    /// A heading and two lines for each reason.
    var gaps: [String] {
        let reasons = counted(isGap: true)
        guard !reasons.isEmpty else { return [] }
        let heading = style(.warning, "Not everything could be read") + "; more may be hidden there:"
        return ["", heading]
            + reasons.flatMap { reason, count in
                [
                    "  " + Quantity.counted(count, reason.noun.one, reason.noun.many)
                        + example(of: reason, isOnly: count == 1)
                ]
                    + advice(on: reason)
            }
    }

    /// What somebody left out may be what is looked for; of other facts the kind tells enough.
    private func what(_ reason: Coverage.Reason, _ count: Int) -> String {
        guard reason == .excluded, let entry = entry(of: reason) else { return "" }
        return " (\(count > 1 ? "such as " : "")\(TerminalText.safe(entry.subject, columns: 50)))"
    }

    private func counted(isGap: Bool) -> [(reason: Coverage.Reason, count: Int)] {
        Coverage.Reason.allCases.compactMap { reason in
            guard reason.isGap == isGap, let count = coverage.counts[reason], count > 0 else { return nil }
            return (reason, count)
        }
    }

    private func entry(of reason: Coverage.Reason) -> Coverage.Entry? {
        coverage.entries.filter { $0.reason == reason }.min()
    }

    private func example(of reason: Coverage.Reason, isOnly: Bool) -> String {
        guard let entry = entry(of: reason) else { return "" }
        let subject = Self.subject(entry.subject, columns: 50)
        let source = TerminalText.safe(entry.source, columns: 50)
        let place = subject.isEmpty || subject == source ? source : source == "." ? subject : "\(subject) in \(source)"
        return place.isEmpty ? "" : (isOnly ? ": " : ", such as ") + style(.path, place)
    }

    /// An object with a path by the head of its name, so that there is room for the path.
    private static func subject(_ text: String, columns: Int) -> String {
        guard text.hasSuffix(")"), let space = text.firstIndex(of: " "), ObjectID(hex: String(text[..<space])) != nil
        else { return TerminalText.safe(text, columns: columns) }
        let path = text[space...].dropFirst(2).dropLast()
        // Beside twelve digits, a space and parentheses.
        return "\(text.prefix(12)) (\(TerminalText.safe(String(path), columns: columns - 15)))"
    }

    private func advice(on reason: Coverage.Reason) -> [String] {
        guard let detail = entry(of: reason)?.detail, !detail.isEmpty else { return [] }
        return wrapped(TerminalText.safe(detail, columns: 400), columns: options.width - 4).map {
            "    " + style(.faint, $0)
        }
    }

    private func wrapped(_ text: String, columns limit: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, TerminalText.columns(of: last + " " + word) <= limit {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}

extension Coverage.Reason {
    fileprivate var noun: (one: String, many: String) {
        switch self {
        case .unreadable: ("unreadable place", "unreadable places")
        case .missingObject: ("missing object", "missing objects")
        case .corruptObject: ("corrupt object", "corrupt objects")
        case .corruptPack: ("corrupt pack", "corrupt packs")
        case .shallow: ("shallow history", "shallow histories")
        case .unsupportedFormat: ("unsupported format", "unsupported formats")
        case .limitHit: ("limit hit", "limits hit")
        case .tooLarge: ("content too large", "contents too large")
        case .damagedContainer: ("damaged archive", "damaged archives")
        case .encrypted: ("encrypted entry", "encrypted entries")
        case .keyStore: ("key store", "key stores")
        case .vault: ("vault", "vaults")
        case .cancelled: ("part cancelled", "parts cancelled")
        case .lfsPointer: ("LFS pointer", "LFS pointers")
        case .submodule: ("submodule", "submodules")
        case .specialFile: ("special file", "special files")
        case .symbolicLink: ("symbolic link", "symbolic links")
        case .excluded: ("excluded content", "excluded contents")
        case .binary: ("binary file", "binary files")
        case .unparsed: ("configuration file that does not parse", "configuration files that do not parse")
        case .unjoined: ("sum of literals too long", "sums of literals too long")
        }
    }
}
