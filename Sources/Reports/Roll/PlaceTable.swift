import Inventory

/// Where every identity stands: a line for each place of a credential, declaration and reference, for spreadsheets and SIEM.
enum PlaceTable {
    private static let columns = [
        "identity", "name", "kind", "provider", "account", "state", "owner", "decision", "decision_until", "what",
        "credential", "redacted", "credential_kind", "source", "carrier", "path", "line", "rule", "place_state",
        "environment",
        "introduced", "introduced_commit", "introduced_by", "removed", "removed_commit", "removed_by", "rotated",
        "expires",
    ]

    static func write(_ report: RollReport, to output: inout some TextOutputStream) {
        output.write(CSV.line(columns))
        for story in report.stories {
            let identity = story.identity
            let time = { (seconds: Int64?) in seconds.map(CivilTime.text) ?? "" }
            let head = [
                identity.id, identity.name, identity.kind, identity.provider, identity.account ?? "",
                identity.state.rawValue,
                identity.owner ?? "", identity.decision ?? "",
                identity.decision == nil ? "" : time(identity.decisionUntil),
            ]
            let credentials = Dictionary(story.credentials.map { ($0.fingerprint, $0) }) { first, _ in first }
            for place in story.places {
                let credential = credentials[place.fingerprint]
                let (came, went) = (story.introduction(to: place), story.removal(from: place))
                let cells = [
                    "credential", place.fingerprint, credential?.redacted ?? "", credential?.kind ?? "", place.source,
                    place.carrier,
                    place.path, String(place.line), place.rule, place.stateName, place.environment ?? "",
                    time(came?.at ?? place.introduced), came?.commit ?? "", came?.by ?? "",
                    time(went?.at ?? place.removed), went?.commit ?? "", went?.by ?? "", time(credential?.rotated),
                    time(credential?.expires),
                ]
                output.write(CSV.line((head + cells).map(TerminalText.safe)))
            }
            for artefact in story.artefacts {
                let cells = [
                    artefact.kind, "", artefact.label, artefact.artefact, artefact.source, "", artefact.path,
                    String(artefact.line), "",
                    artefact.isGone ? "gone" : "at-head", "", "", "", "", "", "", "", "", "",
                ]
                output.write(CSV.line((head + cells).map(TerminalText.safe)))
            }
        }
    }
}

extension IdentityStory.Place {
    /// `at-head`, `in-history` or `gone`.
    var stateName: String { isGone ? "gone" : isExposed ? "at-head" : "in-history" }
}
