package import RuleFormat

/// Documents made from the rules' own templates: every example of every rule in one file format or another, and beside
/// it a line of the same form that holds no credential.
package enum RuleDocuments {
    /// Labelled lines in one document.
    private static let linesPerDocument = 24
    /// Rules below it find what is no secret, as the name of a tenant; that is not to be shown by default.
    private static let leastPrior = 0.3

    /// - Parameter rules: in the order of their ids; the same rules give the same documents.
    package static func documents(for rules: [RuleDefinition]) -> [CorpusDocument] {
        var samples: [FileFormat: [[CorpusLine]]] = [:]
        var turn = 0
        for rule in rules {
            for example in rule.examples {
                turn += 1
                add(example, of: rule, turn: turn, to: &samples)
            }
            // Where examples can be written as key and value, their harmless twins do for negatives.
            let twins = rule.examples.count { KeyedExample($0) != nil }
            for nearMiss in rule.nearMisses.filter(isHarmlessToAll).prefix(rule.examples.count - twins) {
                turn += 1
                let label = CorpusLabel(
                    verdict: .harmless, family: .family(of: rule), why: "a near-miss of its rule", rule: rule.id)
                let format = FileFormat.verbatim(turn, for: nearMiss)
                samples[format, default: []].append([
                    CorpusLine(template: format.line(verbatim: nearMiss), label: label)
                ])
            }
        }
        return FileFormat.allCases.flatMap { format in
            documents(in: format, holding: samples[format] ?? [])
        }
    }

    private static func add(
        _ example: String, of rule: RuleDefinition, turn: Int, to samples: inout [FileFormat: [[CorpusLine]]]
    ) {
        let family = RuleFamily.family(of: rule)
        let isSecret = rule.prior >= leastPrior
        let positive = CorpusLabel(
            verdict: isSecret ? .credential : .harmless, family: family,
            why: isSecret ? "an example of its rule" : "an example of its rule, which is no secret", rule: rule.id)
        guard let pair = KeyedExample(example) else {
            let format = FileFormat.verbatim(turn, for: example)
            samples[format, default: []].append([CorpusLine(template: format.line(verbatim: example), label: positive)])
            return
        }
        let format = FileFormat.keyed(turn)
        let standIn = StandIn.allCases[turn / 3 % StandIn.allCases.count]
        let negative = CorpusLabel(verdict: .harmless, family: family, why: standIn.why, rule: rule.id)
        samples[format, default: []].append(
            format.lines(key: pair.key, value: pair.value, label: positive)
                + format.lines(key: pair.key, value: standIn.value(for: pair.key), label: negative))
    }

    /// Near-misses are harmless to their own rule; another may rightly take what they hold, if it is random.
    private static func isHarmlessToAll(_ nearMiss: String) -> Bool {
        !nearMiss.contains("\n") && !nearMiss.contains("{") && !nearMiss.contains("://")
    }

    private static func documents(in format: FileFormat, holding samples: [[CorpusLine]]) -> [CorpusDocument] {
        var documents: [CorpusDocument] = []
        var lines: [CorpusLine] = []
        func flush() {
            guard !lines.isEmpty else { return }
            let frame = { (texts: [String]) in texts.map { CorpusLine(template: $0, label: nil) } }
            documents.append(
                CorpusDocument(
                    path: format.path(number: documents.count + 1),
                    lines: frame(format.head) + lines + frame(format.tail)))
            lines = []
        }
        for sample in samples {
            lines += sample
            if lines.count(where: { $0.label != nil }) >= linesPerDocument { flush() }
        }
        flush()
        return documents
    }
}

/// An example of the form `KEY=value` or `key: "value"`, taken apart so that it can be written in other formats.
struct KeyedExample {
    let key: String
    let value: String

    init?(_ example: String) {
        let form = #/(?:export )?["']?([A-Za-z][A-Za-z0-9_.-]*)["']?\s*[:=]\s*["']?([^\s"'`<>\\]+?)["']?[,;]?/#
        guard let found = example.wholeMatch(of: form), !found.2.contains("//"), !found.2.contains(";"),
            found.1.lowercased().contains(#/key|token|secret|pass|pwd|auth|cred|api/#)
        else { return nil }
        key = String(found.1)
        value = String(found.2)
    }
}

/// What stands where a secret would, and is none.
enum StandIn: CaseIterable {
    case angle, environment, vault, template, words, crosses, change, empty, todo, secretManager

    func value(for key: String) -> String {
        let words = KeyName(key).words
        return switch self {
        case .angle: "<\(words.joined(separator: "-"))>"
        case .environment: "$" + "{\(words.map { $0.uppercased() }.joined(separator: "_"))}"
        case .vault: "vault:secret/data/app#\(words.joined(separator: "_"))"
        case .template: "{{ \(words.joined(separator: "_")) }}"
        case .words: "your-\(words.joined(separator: "-"))-here"
        case .crosses: "xxxxxxxxxxxxxxxxxxxxxxxx"
        case .change: "changeme"
        case .empty: ""
        case .todo: "REPLACE_WITH_YOUR_KEY"
        case .secretManager: "op://production/\(words.joined(separator: "-"))/credential"
        }
    }

    var why: String {
        switch self {
        case .angle, .words, .crosses, .change, .todo: "a placeholder"
        case .environment, .vault, .secretManager: "a reference to where the secret is kept"
        case .template: "a program fills it in"
        case .empty: "there is no value"
        }
    }
}
