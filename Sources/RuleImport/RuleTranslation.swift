internal import RuleFormat

/// One of our rules made from another scanner's, and what was lost on the way.
package struct RuleTranslation: Sendable {
    /// The new one.
    package let id: String
    /// nil where the rule could not be carried over.
    package let rule: ImportedRule?
    package let notes: [ImportNote]

    package init(_ foreign: ForeignRule, provider: String) {
        var foreign = foreign
        foreign.pattern = DialectTranslation.escapingDashes(in: foreign.pattern)
        var notes = foreign.leftOut.map { ImportNote(rule: foreign.id, text: $0) }
        id = Self.identifier(foreign.id)
        if foreign.exampleCount > 0 {
            notes.append(
                ImportNote(
                    rule: foreign.id,
                    text:
                        "its examples (\(foreign.exampleCount)) were left out: they may look live; write them anew as templates"
                ))
        }
        func lost(_ text: String) -> ImportNote { ImportNote(rule: foreign.id, text: "not carried over: \(text)") }
        guard !foreign.pattern.isEmpty else {
            rule = nil
            self.notes = notes + [lost("it has no pattern")]
            return
        }
        let syntax: PatternSyntax
        let pattern: String
        do {
            syntax = try PatternSyntax(foreign.pattern)
            if !foreign.leastCounts.isEmpty, !Self.isOneWord(foreign.pattern, syntax.groups) {
                // What is looked for ahead must not end before the secret does.
                foreign.leastCounts = [:]
                notes.append(
                    ImportNote(
                        rule: foreign.id,
                        text:
                            "how many characters of a kind its secret has is left out: it may hold blanks or quotes, or has parts"
                    ))
            }
            let secret = try SecretGroups(of: foreign, syntax.groups)
            if let note = secret.note { notes.append(ImportNote(rule: foreign.id, text: note)) }
            pattern = Self.namingSecret(in: foreign, syntax.groups, secret)
        } catch {
            rule = nil
            self.notes = notes + [lost("its pattern is not understood at byte \(error.offset): \(error.reason)")]
            return
        }
        let anchors = Self.anchors(of: foreign, syntax, notes: &notes)
        if anchors.isEmpty {
            let lines = syntax.linesReached > 0 ? ", and its matches are looked for on one line each" : ""
            notes.append(
                ImportNote(
                    rule: foreign.id,
                    text:
                        "neither a keyword nor a literal of three bytes announces it: it is tried on every line, which is slow\(lines)"
                ))
        } else {
            notes += Self.notesOnReach(of: foreign, syntax, anchors)
        }
        if DialectTranslation.isOfWholeText(foreign.pattern) {
            notes.append(
                ImportNote(
                    rule: foreign.id,
                    text:
                        "its ^ and $ mean the beginning and the end of the file there, those of a line here: it finds more"
                ))
        }
        if DialectTranslation.namesOtherLetters(foreign.pattern) {
            notes.append(
                ImportNote(
                    rule: foreign.id,
                    text:
                        "its pattern tells letters beyond ASCII apart; Rollcall compares bytes, of which such a letter has two to four: check it"
                ))
        }
        rule = ImportedRule(
            id: id, name: foreign.name.isEmpty ? foreign.id : foreign.name, provider: provider, anchors: anchors,
            pattern: pattern, lines: anchors.isEmpty ? 0 : syntax.linesReached,
            entropy: foreign.entropy ?? 0, confidence: foreign.confidence ?? Self.usualConfidence,
            reference: foreign.reference, isIdentifier: foreign.isHelper)
        self.notes = notes
    }

    private static let usualConfidence = 0.7

    /// An id as ours are, lower-case letters, digits and dashes, made of another.
    package static func identifier(_ text: String) -> String {
        let allowed = text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String(allowed).split(separator: "-").joined(separator: "-")
    }

    // MARK: Pattern

    /// The pattern with the groups of the secret called so. Several of one name PCRE2 allows behind `(?J)`.
    private static func namingSecret(
        in foreign: ForeignRule, _ groups: [PatternSyntax.Group], _ secret: SecretGroups
    ) -> String {
        let opening = "?<secret>" + asking(for: foreign.leastCounts)
        if secret.chosen.isEmpty, secret.token == nil { return "(" + opening + foreign.pattern + ")" }
        var pattern = foreign.pattern
        // From the end, so that the places of the others hold.
        var borders = secret.token.map { [($0.lowerBound, "(" + opening), ($0.upperBound, ")")] } ?? []
        for group in groups.reversed() {
            while let (offset, text) = borders.last, offset > group.offset {
                pattern = inserting(text, at: offset, in: pattern)
                borders.removeLast()
            }
            if secret.chosen.contains(group) {
                pattern = renaming(group, to: opening, in: pattern)
            } else if secret.nameless.contains(group) {
                pattern = renaming(group, to: "", in: pattern)
            }
        }
        for (offset, text) in borders.reversed() { pattern = inserting(text, at: offset, in: pattern) }
        return secret.chosen.count > 1 ? "(?J)" + pattern : pattern
    }

    /// Whether the secret is one group without blanks and quotes: nothing in it that stands for them.
    private static func isOneWord(_ pattern: String, _ groups: [PatternSyntax.Group]) -> Bool {
        guard groups.count <= 1 else { return false }
        let ignoresBlanks = pattern.firstMatch(of: /\(\?[a-z]*x/) != nil
        let text = groups.first.map { Array(pattern.utf8)[$0.offset...] } ?? Array(pattern.utf8)[...]
        var (depth, here) = (0, text.startIndex)
        while here < text.endIndex {
            let byte = text[here]
            switch byte {
            case UInt8(ascii: "\\"):
                let next = here + 1 < text.endIndex ? text[here + 1] : 0
                // \s, \W, \D and the like, escapes of control characters, quotes.
                if !"wdb.-_/+*?()[]{}|^$\\:=AzZ".utf8.contains(next) { return false }
                here += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0, !groups.isEmpty { return true }
            case UInt8(ascii: "."), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return false
            case UInt8(ascii: "^") where here > text.startIndex && text[here - 1] == UInt8(ascii: "["): return false
            case 0...0x20: if !ignoresBlanks { return false }
            default: break
            }
            here += 1
        }
        return true
    }

    /// Looks ahead for so many bytes of each class, up to the next blank or quote: at least where the secret ends.
    private static func asking(for counts: [String: Int]) -> String {
        counts.filter { (1...64).contains($0.value) }.sorted { $0.key < $1.key }.map { members, count in
            // Letters of one case are counted as they are written, whatever the pattern's flags say.
            let flags = members.contains { $0.isLetter } ? "?-i:" : "?:"
            return "(?=(\(flags)[^\(members)\\s\"'`]*+[\(members)]){\(count)})"
        }.joined()
    }

    private static func inserting(_ text: String, at offset: Int, in pattern: String) -> String {
        var bytes = Array(pattern.utf8)
        bytes.insert(contentsOf: text.utf8, at: offset)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The pattern with another opening of the group. Naming a group does not change its number.
    private static func renaming(_ group: PatternSyntax.Group, to opening: String, in pattern: String) -> String {
        let bytes = Array(pattern.utf8)
        let head = bytes[..<group.offset]
        var rest = bytes[group.offset...].dropFirst()
        if let name = group.name {
            // `?P<name>`, `?<name>`, `?'name'`.
            let before = rest.prefix { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "'") }.count
            rest = rest.dropFirst(before + 1 + name.utf8.count + 1)
        }
        return String(decoding: head, as: UTF8.self) + "(" + opening + String(decoding: rest, as: UTF8.self)
    }

    /// What a match may need and is not looked at.
    private static func notesOnReach(
        of foreign: ForeignRule, _ syntax: PatternSyntax, _ anchors: [AnchorLiteral]
    ) -> [ImportNote] {
        let lines = syntax.linesReached
        if lines == 0 { return [] }
        var notes: [ImportNote] = []
        if lines < PatternSyntax.block, syntax.isCutShort {
            notes.append(
                ImportNote(
                    rule: foreign.id,
                    text: "its matches may go on for longer; they are looked for on \(lines) lines behind the keyword"))
        }
        if lines >= PatternSyntax.block, syntax.isLongerThanBlocks {
            notes.append(
                ImportNote(
                    rule: foreign.id,
                    text:
                        "its matches may go on for longer; they are looked for on \(lines) lines and \(PatternSyntax.blockBytes) bytes behind the keyword"
                ))
        }
        let opening = AnchorReach(syntax)?.lead(before: anchors, atMost: 256)
        if opening == nil {
            notes.append(
                ImportNote(
                    rule: foreign.id,
                    text: "what its matches hold more than a line before the keyword is not looked at"))
        }
        return notes
    }

    // MARK: Anchors

    /// None for a rule that can only be tried everywhere.
    private static func anchors(
        of foreign: ForeignRule, _ syntax: PatternSyntax, notes: inout [ImportNote]
    ) -> [AnchorLiteral] {
        let keywords = foreign.keywords.map { $0.lowercased() }.filter { $0.utf8.count >= 3 }
            .map { AnchorLiteral(text: $0, ignoresCase: true) }
        let reach = AnchorReach(syntax)
        if !keywords.isEmpty, keywords.count == foreign.keywords.count, reach?.mustHoldOne(of: keywords) != false {
            return keywords
        }
        if let found = RequiredLiterals.anchors(of: syntax) {
            let all = foreign.keywords.filter { !$0.isEmpty }.map {
                AnchorLiteral(text: $0.lowercased(), ignoresCase: true)
            }
            // Where every match holds one of them, nothing is lost.
            if !all.isEmpty, reach?.mustHoldOne(of: all) != true {
                let canStand = all.contains { reach?.canHold($0) != false }
                notes.append(
                    ImportNote(
                        rule: foreign.id,
                        text:
                            "its keywords (\(all.map(\.text).joined(separator: ", "))) \(canStand ? "need not" : "cannot") stand in its matches and are left out: it is tried wherever its pattern's own literals stand"
                    ))
            }
            return found
        }
        guard !keywords.isEmpty else { return [] }
        notes.append(
            ImportNote(
                rule: foreign.id,
                text:
                    "its keywords (\(keywords.map(\.text).joined(separator: ", "))) need not stand in its matches; only lines that hold one are looked at"
            ))
        return keywords
    }
}
