private import Model
package import RuleFormat

/// Looks for what is wrong with a rule beyond the form of its file: for rules that people bring.
package enum RuleVerification {
    /// Something that is wrong with a rule.
    package struct Fault: Hashable, Sendable {
        /// What of the rule is wrong: tells the line in its file.
        package enum Part: Hashable, Sendable {
            /// A byte of the pattern.
            case pattern(offset: Int)
            case check(String)
            case anchor(String)
            case anchorIgnoringCase(String)
            /// By its role.
            case companion(String)
            case example(String)
            case nearMiss(String)
            case rule
        }
        /// The rule's id.
        package let rule: String
        package let part: Part
        package let message: String
        /// Whether the rule works as far as it goes; what is no warning stops a scan.
        package var isWarning = false
    }

    /// All that is wrong, not only the first; compiles the pattern.
    package static func faults(in rule: RuleDefinition) -> [Fault] {
        var faults = rule.checks.filter { Check(rawValue: $0) == nil }.map { name in
            Fault(
                rule: rule.id, part: .check(name),
                message: "\(DetectionError.unknownCheck(rule: rule.id, check: name))")
        }
        faults += templateFaults(in: rule)
        if !RuleDefinition.kinds.contains(rule.kind) {
            let known = RuleDefinition.kinds.joined(separator: ", ")
            faults.append(
                Fault(
                    rule: rule.id, part: .rule,
                    message: "nothing is known of the kind “\(rule.kind)” of rule \(rule.id); known are \(known)",
                    isWarning: true))
        }
        do { _ = try Pattern(rule.pattern, rule: rule.id) } catch {
            guard case .badPattern(_, let offset, let reason) = error else { return faults }
            // Whoever read the rule's file has said so.
            if !RuleDefinition.namesSecret(rule.pattern) { return faults }
            let message = "the pattern of rule \(rule.id) does not compile: \(reason) at byte \(offset)"
            return faults + [Fault(rule: rule.id, part: .pattern(offset: offset), message: message)]
        }
        faults += anchorFaults(in: rule)
        if faults.allSatisfy(\.isWarning), let text = hostileText(for: rule) {
            faults.append(
                Fault(
                    rule: rule.id, part: .pattern(offset: 0),
                    message: """
                        the pattern of rule \(rule.id) runs into the match limit on a line of \(repetitions) times “\(text)”: such a \
                        line would not be searched to its end; bound its repetitions, or make them possessive (`++`)
                        """))
        }
        for case .pattern(let text) in rule.companions.map(\.search) where givesUp(on: text, of: rule) {
            faults.append(
                Fault(
                    rule: rule.id, part: .companion(rule.companions.first { $0.search == .pattern(text) }?.role ?? ""),
                    message: """
                        the pattern of a companion of rule \(rule.id) runs into the match limit on long lines, and the companion would \
                        be missed without a word; bound its repetitions, or make them possessive (`++`)
                        """))
        }
        return faults
    }

    /// Why a value's pattern does not compile, and the byte of it; nil for one that does.
    package static func mistake(inValue text: String) -> (reason: String, offset: Int)? {
        let before = "(?<secret>"
        do { _ = try Pattern(before + text + ")", rule: "") } catch {
            guard case .badPattern(_, let offset, let reason) = error else { return nil }
            return (reason, min(max(0, offset - before.utf8.count), text.utf8.count))
        }
        return nil
    }

    /// Whether a companion's pattern gives up on a line of some filler.
    private static func givesUp(on pattern: String, of rule: RuleDefinition) -> Bool {
        guard let pattern = try? Pattern(pattern, rule: rule.id, group: "companion"),
            let matcher = try? PatternMatcher()
        else { return false }
        return fillers.contains { filler in
            let text = Array((String(repeating: filler, count: repetitions) + tail).utf8)
            return text.withUnsafeBytes { text in
                if case .limitHit = matcher.firstMatch(of: pattern, in: text, from: 0, to: text.count) {
                    true
                } else {
                    false
                }
            }
        }
    }

    private static func templateFaults(in rule: RuleDefinition) -> [Fault] {
        let templates =
            rule.examples.map { ($0, Fault.Part.example($0)) } + rule.nearMisses.map { ($0, Fault.Part.nearMiss($0)) }
        return templates.compactMap { template, part in
            TokenTemplate.misspelt(in: template).map { placeholder in
                Fault(
                    rule: rule.id, part: part,
                    message:
                        "no placeholder of templates is written “\(placeholder)”: it stands for itself in rule \(rule.id)",
                    isWarning: true)
            }
        }
    }

    // MARK: Anchors

    private static func anchorFaults(in rule: RuleDefinition) -> [Fault] {
        if rule.searchesLines {
            return [
                Fault(
                    rule: rule.id, part: .rule,
                    message: """
                        rule \(rule.id) is tried on every line, which takes far longer than all others together; give it anchors \
                        if some literal of three bytes stands in each of its matches
                        """, isWarning: true)
            ]
        }
        // What our reader does not understand PCRE2 has compiled: there is nothing to say about its anchors.
        guard let syntax = try? PatternSyntax(rule.pattern, for: rule.anchorLiterals), let reach = AnchorReach(syntax)
        else { return [] }
        var faults: [Fault] = []
        for anchor in rule.anchorLiterals where !reach.canHold(anchor) {
            faults.append(
                Fault(
                    rule: rule.id, part: anchor.ignoresCase ? .anchorIgnoringCase(anchor.text) : .anchor(anchor.text),
                    message: """
                        anchor “\(anchor.text)” of rule \(rule.id) is not in its pattern: nothing the pattern matches can hold it; \
                        take it out or correct it
                        """))
        }
        if faults.isEmpty, !reach.mustHoldOne(of: rule.anchorLiterals) {
            faults.append(
                Fault(
                    rule: rule.id, part: .pattern(offset: 0),
                    message: """
                        the pattern of rule \(rule.id) has matches without any of its anchors: they are found only where an anchor \
                        stands beside them; add the anchors that are missing, or make the pattern ask for one
                        """, isWarning: true))
        }
        return faults
    }

    // MARK: Limits

    /// How often a filler stands on the line that is tried.
    private static let repetitions = 1500
    /// Ends what repeats, and has every character once: a pattern whose last literal is nowhere on the line is not tried.
    private static let tail =
        "\u{1}" + String(String.UnicodeScalarView((0x20...0x7E).compactMap { UnicodeScalar($0 as UInt32) })) + "\u{1}"
    private static let fillers = ["a", "A", "0", "a0", "-", " ", "=", "/", "\\", "\"", ".", "aA0_-+/="]

    /// The filler of a line on which the pattern gives up; nil if none of them is one.
    private static func hostileText(for rule: RuleDefinition) -> String? {
        guard let library = try? RuleLibrary(definitions: [rule], only: [rule.id]),
            var scanner = try? Scanner(library: library, minimumConfidence: 0)
        else { return nil }
        var template = TokenTemplate(seed: rule.id)
        let heads =
            (rule.searchesLines ? [""] : Array((rule.anchors + rule.anchorsIgnoringCase).prefix(4)))
            + rule.examples.prefix(1).map { template.expand($0) }
        for filler in fillers {
            for head in heads {
                let text = Array((head + String(repeating: filler, count: repetitions) + tail).utf8)
                text.withUnsafeBytes { _ = scanner.scan($0, isBinary: false) }
                if !scanner.limitHits.isEmpty { return filler }
            }
        }
        return nil
    }
}
