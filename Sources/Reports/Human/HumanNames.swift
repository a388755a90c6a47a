import Model

/// Names of accounts, tenants and applications, and ids, in a report for people: a line for each rule below the credentials.
struct HumanNames {
    /// Rules told of.
    private static let shownRules = 8
    /// Files named for a rule.
    private static let namedFiles = 3

    private let byRule: [(name: String, sightings: [CredentialSightings])]

    /// - Parameter sightings: of what is no secret and not suppressed.
    init(_ sightings: [CredentialSightings]) {
        byRule = Dictionary(grouping: sightings) { $0.first.rule.name }.map { (name: $0, sightings: $1) }
            .sorted { ($1.sightings.count, $0.name) < ($0.sightings.count, $1.name) }
    }

    /// A heading, then `  JFrog tenant: 2 in a.env and b.env`; nothing where there are none.
    func lines(_ options: ReportOptions, style: Style) -> [String] {
        guard !byRule.isEmpty else { return [] }
        let rules = byRule.prefix(Self.shownRules).map { name, sightings in
            "  \(TerminalText.safe(name, columns: 60)): \(Quantity.grouped(sightings.count)) in "
                + style(.path, files(of: sightings, options))
        }
        let more = byRule.count - rules.count
        return [style(.strong, "Names and ids, no secrets themselves:")] + rules
            + (more > 0 ? ["  and \(Quantity.counted(more, "more kind"))"] : []) + [""]
    }

    private func files(of sightings: [CredentialSightings], _ options: ReportOptions) -> String {
        let paths = sightings.flatMap(\.findings).filter { $0.suppression == nil }.map {
            $0.location.path.isEmpty ? $0.location.carrier.rawValue : $0.location.pathText
        }.firsts
        let room = max(20, options.width / (Self.namedFiles + 1))
        // What is left of long names may be the same.
        return paths.map { TerminalText.end(of: $0, columns: room) }.firsts
            .enumerated(limit: Self.namedFiles, of: paths.count, noun: "file")
    }
}

extension Sequence where Element: Hashable {
    /// Each once, where it first stands.
    var firsts: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
