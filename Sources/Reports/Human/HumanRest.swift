import Model

/// What a report for people leaves out: of what may be no credential at all, more of one rule than anybody reads.
struct HumanRest {
    /// Shown in full, in the report's order.
    private(set) var shown: [CredentialSightings] = []
    /// The others, rule by rule.
    private var rest: [String: [CredentialSightings]] = [:]

    /// Files named for a rule.
    private static let namedFiles = 3

    /// - Parameter limit: how many of one rule are shown. What is likely is always shown, and so is everything where only
    ///   one rule found something: somebody asked for that rule.
    init(_ sightings: [CredentialSightings], limit: Int) {
        var counts: [String: Int] = [:]
        let isMixed = sightings.contains { $0.first.rule.id != sightings[0].first.rule.id }
        for credential in sightings {
            let rule = credential.first.rule.id
            if isMixed, credential.band != .high, !credential.isSuppressed {
                counts[rule, default: 0] += 1
                if counts[rule, default: 0] > max(1, limit) {
                    rest[rule, default: []].append(credential)
                    continue
                }
            }
            shown.append(credential)
        }
    }

    /// A heading and two lines for each rule; nothing if everything is shown.
    func lines(_ options: ReportOptions, style: Style) -> [String] {
        guard !rest.isEmpty else { return [] }
        let total = rest.values.reduce(0) { $0 + $1.count }
        let heading = "and \(Quantity.grouped(total)) more, less likely than those above:"
        let rules = rest.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        return [style(.strong, heading)]
            + rules.flatMap { rule, credentials in
                let count = "  \(Quantity.grouped(credentials.count)) of rule \(TerminalText.safe(rule, columns: 60))"
                return [
                    count + style(.faint, ", such as " + credentials.prefix(4).map(redacted).joined(separator: ", ")),
                    "    " + style(.path, files(of: credentials, options)),
                ]
            } + ["  " + style(.faint, "--format jsonl lists them all, --rule those of one rule"), ""]
    }

    private func redacted(_ credential: CredentialSightings) -> String {
        TerminalText.safe(credential.first.credential.redacted, columns: 14)
    }

    /// `in src/a.json (40), b.json (2) and 12 more files`, those with most first.
    private func files(of credentials: [CredentialSightings], _ options: ReportOptions) -> String {
        let room = max(20, options.width / (Self.namedFiles + 1))
        var counts: [String: Int] = [:]
        for credential in credentials {
            let location = credential.first.location
            // What is left of long names may be the same.
            counts[
                TerminalText.end(
                    of: location.path.isEmpty ? location.carrier.rawValue : location.pathText, columns: room),
                default: 0] += 1
        }
        let files = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, count in
            name + (count > 1 ? " (\(Quantity.grouped(count)))" : "")
        }
        return "in " + files.enumerated(limit: Self.namedFiles, noun: "file")
    }
}
