import Model

/// Credentials that a report for people does not show one by one: a line for each rule, and below it where they stand.
struct HumanRest {
    /// Lines of places for one rule with very many, and for another.
    private static let shownGroups = (many: 5, few: 3)
    private static let many = 50
    /// Files and folders named of those that are elsewhere: of what is likely nearly all.
    private static let named = (likely: 30, other: 8)
    /// Examples of one rule's.
    private static let examples = 3

    let credentials: [CredentialSightings]
    let options: ReportOptions
    let style: Style
    /// Whether it is told in the repository itself, where its source needs no name.
    var isHere = false

    /// Two lines or more for each rule, the most important first.
    var lines: [String] {
        var order: [String] = []
        var byRule: [String: [CredentialSightings]] = [:]
        for credential in credentials {
            let rule = credential.first.rule.id
            if byRule[rule] == nil { order.append(rule) }
            byRule[rule, default: []].append(credential)
        }
        return order.flatMap { rule in
            let members = byRule[rule] ?? []
            let places = members.flatMap(\.findings)
            let limit = places.count > Self.many ? Self.shownGroups.many : Self.shownGroups.few
            let named = members[0].band == .high ? Self.named.likely : Self.named.other
            let groups = PlaceTree(places, isHere: isHere).groups(limit: limit, named: named)
            return Self.indented(heading(members), by: 2, options)
                + groups.flatMap { Self.indented(phrases($0), by: 4, options) }
        }
    }

    /// The first line at `columns`, what does not fit below it.
    static func indented(_ phrases: [Phrase], by columns: Int, _ options: ReportOptions) -> [String] {
        phrases.folded(columns: max(20, options.width - columns - 2)).enumerated().map { number, line in
            String(repeating: " ", count: number == 0 ? columns : columns + 2) + line
        }
    }

    /// `1,802 Private key (PKCS #8) in 3,211 places, rule pem-private-key`
    private func heading(_ members: [CredentialSightings]) -> [Phrase] {
        let rule = members[0].first.rule
        let places = members.reduce(0) { $0 + $1.findings.count }
        let name = "\(Quantity.grouped(members.count)) \(TerminalText.safe(rule.name, columns: 60))"
        let text = places == members.count ? name : "\(name) in \(Quantity.counted(places, "place"))"
        var phrases = [
            style.phrase(.strong, text), style.phrase(.faint, "rule " + TerminalText.safe(rule.id, columns: 60)),
        ]
        let kinds = Dictionary(grouping: members.flatMap(\.findings).compactMap(\.suppression?.kind.rawValue)) { $0 }
        phrases += kinds.sorted { $0.key < $1.key }.map { kind, all in
            style.phrase(.faint, "\(Quantity.grouped(all.count)) suppressed (\(kind))")
        }
        // Of one its place tells; all keys begin alike.
        let examples = members.lazy.map { $0.first.credential.redacted }.filter { !$0.hasPrefix("-----") }
            .prefix(4 * Self.examples).map { TerminalText.safe($0, columns: 16) }.firsts.prefix(Self.examples)
        if members.count > 1, places > 1, !examples.isEmpty {
            phrases.append(style.phrase(.faint, "such as " + examples.joined(separator: " ")))
        }
        return phrases
    }

    /// `config/users.csv: 89,997 on lines 5–90,001, introduced 2 years ago by Ada in 1a2b3c4, at HEAD`
    private func phrases(_ group: PlaceTree.Group) -> [Phrase] {
        let places = group.places
        guard let first = places.first else { return [] }
        if places.findings == 1 {
            return HumanPlace(first, options: options, style: style, isHere: isHere).entry
        }
        let name = TerminalText.end(of: group.name, columns: max(20, options.width - 40))
        let words =
            group.isElsewhere ? "elsewhere" + (name.isEmpty ? "" : " in ") : name.isEmpty ? "altogether" : ""
        let extent =
            group.isFolder
            ? " in \(Quantity.counted(group.files, "file"))"
            : HumanPlace.isObject(first) ? "" : " on \(places.lineText)"
        let count = ": " + Quantity.grouped(places.findings) + extent
        var phrases = [
            Phrase(
                text: words + style(.path, name) + count, columns: TerminalText.columns(of: words + name + count))
        ]
        if places.atHead > 0 {
            let all = places.atHead == places.findings
            phrases.append(style.phrase(.warning, all ? "at HEAD" : "\(Quantity.grouped(places.atHead)) at HEAD"))
        }
        if let commit = places.introduced {
            let words = places.isOfOneCommit ? "introduced" : "first introduced"
            phrases.append(
                style.phrase(nil, words + " " + HumanProvenance.origin(of: commit, at: options.now)))
        }
        return phrases + members(group)
    }

    /// `namely a.txt`, `b/ (3)`, `and 12 more files and folders`
    private func members(_ group: PlaceTree.Group) -> [Phrase] {
        var phrases = group.members.enumerated().map { number, member in
            let name = TerminalText.end(of: member.name, columns: max(20, options.width / 2))
            let count = member.count > 1 ? " (\(Quantity.grouped(member.count)))" : ""
            let words = number == 0 ? "namely " : ""
            return Phrase(
                text: words + style(.path, name) + count, columns: TerminalText.columns(of: words + name + count))
        }
        if group.moreMembers > 0 {
            phrases.append(
                style.phrase(
                    nil, "and \(Quantity.counted(group.moreMembers, "more file or folder", "more files and folders"))"))
        }
        return phrases
    }
}
