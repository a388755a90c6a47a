package import Inventory

/// One identity's whole story, for a terminal or as JSON.
package struct IdentityStoryText {
    let story: IdentityStory
    let now: Int64

    /// - Parameter now: seconds since 1970; what ages are relative to.
    package init(_ story: IdentityStory, now: Int64) {
        self.story = story
        self.now = now
    }

    /// Sections of what there is; foreign text is made visible (`TerminalText`).
    package func write(to output: inout some TextOutputStream) {
        let identity = story.identity
        output.write("\(safe(identity.name))\n")
        let facts: [(String, String?)] = [
            ("id", identity.id), ("key", identity.key), ("kind", "\(identity.kind) · \(identity.provider)"),
            ("account", identity.account),
            ("state", identity.state.rawValue), ("owner", identity.owner), ("decision", decision(identity)),
            ("introduced", identity.introduced.map(moment)), ("rotated", identity.rotated.map(moment)),
            ("expires", identity.expires.map(CivilTime.date)),
            ("seen last", identity.lastSeen.map(CivilTime.text)),
            ("known as", identity.isResolved ? nil : "whose it is cannot be told offline"),
        ]
        for (name, value) in facts { if let value { output.write("  \(pad(name, 11))\(safe(value))\n") } }
        section("Credentials", story.credentials, to: &output) { credential in
            let exposure = credential.exposureInSeconds(now: now).map { ", exposed for \(CivilTime.span($0))" } ?? ""
            return
                "\(credential.fingerprint.prefix(12))  \(credential.redacted)  \(credential.kind), \(credential.state.rawValue), "
                + "\(Quantity.counted(credential.places, "place"))\(exposure)\(credential.rotated == nil ? "" : ", rotated")"
        }
        section("Places", story.places, to: &output) { place in
            let state = place.isGone ? "gone" : place.isExposed ? "at HEAD" : "in history"
            return "\(place.source)  \(place.path):\(place.line)  \(place.fingerprint.prefix(12)), \(state)"
        }
        section("Declared and referenced", story.artefacts, to: &output) { artefact in
            "\(artefact.source)  \(artefact.path):\(artefact.line)  \(artefact.artefact) \(artefact.kind) \(artefact.label)\(artefact.isGone ? ", gone" : artefact.isAtHead ? "" : ", in history")"
        }
        section("Owners, best evidence first", story.owners, to: &output) { "\($0.name)  \($0.kind): \($0.evidence)" }
        section("Timeline", story.events, to: &output) { Self.line($0) }
    }

    /// An event on one line, without a line break. Not safe for a terminal yet.
    package static func line(_ event: RollEvent) -> String {
        let place = [event.source, event.path].compactMap(\.self).joined(separator: " ")
        let origin = [
            event.commit.map { "in \($0.prefix(7))" }, event.by.map { "by \($0)" },
            event.run.map { "run \($0.prefix(8))" },
        ]
        .compactMap(\.self).joined(separator: " ")
        let parts = [
            event.credential.map { String($0.prefix(12)) }, place.isEmpty ? nil : place, origin.isEmpty ? nil : origin,
            event.detail,
        ]
        return
            "\(CivilTime.date(event.at))  \(pad(event.kind.rawValue, 13))\(parts.compactMap(\.self).joined(separator: ", "))"
    }

    private func section<Element>(
        _ title: String, _ elements: [Element], to output: inout some TextOutputStream, _ line: (Element) -> String
    ) {
        guard !elements.isEmpty else { return }
        output.write("\n\(title)\n")
        for element in elements { output.write("  \(safe(line(element)))\n") }
    }

    private func decision(_ identity: IdentityRow) -> String? {
        identity.decision.map { decision in
            identity.decisionUntil.map { "\(decision) until \(CivilTime.date($0))" } ?? decision
        }
    }

    private func moment(_ seconds: Int64) -> String {
        "\(CivilTime.date(seconds)), \(CivilTime.span(now - seconds)) ago"
    }
    private func safe(_ text: String) -> String { TerminalText.safe(text) }
    private func pad(_ text: String, _ width: Int) -> String { Self.pad(text, width) }
    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
