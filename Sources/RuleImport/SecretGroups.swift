internal import RuleFormat

/// Which of a pattern's groups hold the secret.
///
/// A name says it; a body with its checksum is a token together with what stands before it. Of groups without a name
/// gitleaks and kingfisher take the first that takes part in a match. noseyparker reports all of them, which are an
/// account and its secret, in this order: there it is the last.
/// https://github.com/gitleaks/gitleaks#configuration, https://github.com/mongodb/kingfisher/blob/main/docs/RULES.md,
/// https://github.com/praetorian-inc/noseyparker/blob/main/docs/RULES.md
struct SecretGroups {
    /// Several where any of them may take part; empty where it is the whole match, or the token.
    private(set) var chosen: [PatternSyntax.Group] = []
    /// Where a token stands that is written as two groups, in bytes of the pattern.
    private(set) var token: Range<Int>?
    /// What was chosen, where the file does not say it.
    private(set) var note: String?

    /// Groups that keep no name: what is named is shown as a public part of the credential.
    private(set) var nameless: [PatternSyntax.Group] = []

    init(of foreign: ForeignRule, _ groups: [PatternSyntax.Group]) throws(PatternSyntax.Failure) {
        let map = GroupMap(of: groups, in: foreign.pattern)
        try choose(for: foreign, among: groups, map)
        let secret =
            token.map { [$0] }
            ?? zip(groups, map.places).filter { chosen.contains($0.0) }.map { $0.0.offset..<$0.1.end }
        nameless = groups.filter { group in
            group.name != nil && !chosen.contains(group)
                && (secret.contains { $0.contains(group.offset) } || Self.isOfSecret(group.name ?? ""))
        }
    }

    private mutating func choose(
        for foreign: ForeignRule, among groups: [PatternSyntax.Group], _ map: GroupMap
    ) throws(PatternSyntax.Failure) {
        if let number = foreign.secretGroup, number > 0 {
            guard number <= groups.count else {
                throw PatternSyntax.Failure(
                    offset: 0, reason: "group \(number) is named as the secret, but there are \(groups.count) groups")
            }
            chosen = [groups[number - 1]]
            return
        }
        let own = [foreign.secretGroupName, "secret"].compactMap { $0 }
        for name in own where chosen.isEmpty { chosen = groups.filter { $0.name == name } }
        if !chosen.isEmpty { return }
        guard groups.count > 1 else {
            chosen = groups
            return
        }
        chosen = Self.named(groups)
        if let name = chosen.first?.name {
            note = "of its \(groups.count) groups the one called \(name) is taken for the secret"
            return
        }
        token = map.token
        if token != nil {
            note = "its secret is the whole token: a body, its checksum and what stands before them"
            return
        }
        choose(among: groups, map, takesLast: foreign.takesLastGroup)
    }

    private static func isOfSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return name == "body" || name.contains("checksum") || name.contains("crc")
            || names.contains { name == $0 || name.hasSuffix("_" + $0) && !name.hasPrefix("public") }
    }

    private mutating func choose(among groups: [PatternSyntax.Group], _ map: GroupMap, takesLast: Bool) {
        let outer = groups.indices.filter { !map.places[$0].isInside }
        let areTogether = outer.contains { one in
            outer.contains { $0 > one && !map.places[one].excludes(map.places[$0]) }
        }
        chosen = groups
        guard areTogether else { return }
        note =
            "of its \(groups.count) groups the first that takes part is taken for the secret; name one `secret` to choose"
        guard takesLast else { return }
        chosen = outer.filter { one in
            !outer.contains { $0 > one && !map.places[one].excludes(map.places[$0]) }
        }.map { groups[$0] }
        note = "of its \(groups.count) groups the last is taken for the secret; name one `secret` to choose"
    }

    /// A group `key` may be the name before a value.
    private static let names = ["secret", "token", "password", "value", "key"]

    private static func named(_ groups: [PatternSyntax.Group]) -> [PatternSyntax.Group] {
        for name in names {
            let found = groups.filter { $0.name?.lowercased() == name }
            if !found.isEmpty { return found }
        }
        for name in names {
            let found = groups.filter { group in
                let own = group.name?.lowercased() ?? ""
                return own.hasSuffix("_" + name) && !own.hasPrefix("public")
            }
            if !found.isEmpty { return found }
        }
        return []
    }
}

/// Where the groups of a pattern stand in one another.
private struct GroupMap {
    struct Place {
        /// Behind its closing parenthesis.
        var end: Int
        /// Of each parenthesis around it, by its offset, the branch that it stands in.
        var branches: [Int: Int]
        /// Whether it stands in another capturing group.
        var isInside: Bool

        /// Whether at most one of two takes part in a match.
        func excludes(_ other: Place) -> Bool {
            branches.contains { offset, branch in other.branches[offset].map { $0 != branch } ?? false }
        }
    }

    private let groups: [PatternSyntax.Group]
    private let text: [UInt8]
    private let isExtended: Bool
    /// In the order of the groups.
    private(set) var places: [Place] = []

    init(of groups: [PatternSyntax.Group], in pattern: String) {
        self.groups = groups
        text = Array(pattern.utf8)
        isExtended = pattern.firstMatch(of: /\(\?[a-zA-Z]*x/) != nil
        let found = read()
        places = groups.map { found[$0.offset] ?? Place(end: text.count, branches: [:], isInside: false) }
    }

    private func read() -> [Int: Place] {
        let captures = Set(groups.map(\.offset))
        var places: [Int: Place] = [:]
        var open: [(offset: Int, branch: Int)] = [(-1, 0)]
        var here = 0
        while here < text.count {
            switch text[here] {
            case UInt8(ascii: "\\"): here += 1
            case UInt8(ascii: "["):
                here = DialectTranslation.endOfBrackets(text, from: here)
                continue
            case UInt8(ascii: "#") where isExtended:
                while here < text.count, text[here] != 0x0A { here += 1 }
            case UInt8(ascii: "(") where text[here...].starts(with: "(?#".utf8):
                while here < text.count, text[here] != UInt8(ascii: ")") { here += 1 }
            case UInt8(ascii: "("):
                if captures.contains(here) {
                    places[here] = Place(
                        end: text.count,
                        branches: Dictionary(uniqueKeysWithValues: open.map { ($0.offset, $0.branch) }),
                        isInside: open.contains { captures.contains($0.offset) })
                }
                open.append((here, 0))
            case UInt8(ascii: "|"): open[open.count - 1].branch += 1
            case UInt8(ascii: ")") where open.count > 1: places[open.removeLast().offset]?.end = here + 1
            default: break
            }
            here += 1
        }
        return places
    }

    /// A body with its checksum behind it, from the literal before them on.
    var token: Range<Int>? {
        for (index, group) in groups.enumerated() {
            let name = group.name?.lowercased() ?? ""
            guard name.contains("checksum") || name.contains("crc") else { continue }
            let end = places[index].end
            if end < text.count, "?*+{".utf8.contains(text[end]) { continue }
            let body = groups.indices.first {
                $0 < index && places[$0].branches == places[index].branches && places[$0].end <= group.offset
                    && text[places[$0].end..<group.offset].allSatisfy(isBlank)
            }
            if let body { return beginning(before: groups[body].offset)..<end }
        }
        return nil
    }

    /// Where blanks count for nothing. Those with a comment among them may be part of it.
    private func isBlank(_ byte: UInt8) -> Bool {
        isExtended && (byte == 0x20 || byte == 0x09 || byte == 0x0A && !text.contains(UInt8(ascii: "#")))
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Over literals, and choices of them.
    private func beginning(before offset: Int) -> Int {
        var start = offset
        while start > 0 {
            if Self.isWord(text[start - 1]) || isBlank(text[start - 1]) {
                start -= 1
            } else if let opening = choice(endingAt: start) {
                start = opening
            } else {
                break
            }
        }
        guard start > 0, text[start - 1] == UInt8(ascii: "\\") else { return start }
        // `\b` ends before the literal; of `\x41` and the like no part may be taken.
        return "bBAwWdDsS".utf8.contains(text[start]) ? start + 1 : offset
    }

    /// Where `(?:live|test)` begins that ends there.
    private func choice(endingAt end: Int) -> Int? {
        guard text[end - 1] == UInt8(ascii: ")") else { return nil }
        var here = end - 1
        while here > 0, Self.isWord(text[here - 1]) || text[here - 1] == UInt8(ascii: "|") { here -= 1 }
        return here >= 3 && text[..<here].suffix(3).elementsEqual("(?:".utf8) ? here - 3 : nil
    }
}
