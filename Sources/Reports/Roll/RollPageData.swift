import Inventory

/// What the page's script reads: the roll as JSON that can stand inside a `script` element.
///
/// Foreign texts are made visible first, as for terminals: no character in them turns the direction of a line or hides.
struct RollPageData {
    /// Of one identity; `roll show` has all of them.
    private static let mostPlaces = 300
    private static let mostEvents = 300

    private let report: RollReport
    private let title: String
    private let sources: [String: Int]
    private let ids: [String: String]

    init(_ report: RollReport, title: String) {
        self.report = report
        self.title = title
        sources = Dictionary(report.scanned.enumerated().map { ($0.element.source, $0.offset) }) { first, _ in first }
        ids = Dictionary(report.stories.map { ("identity:" + $0.identity.key, $0.identity.id) }) { first, _ in first }
    }

    /// `<` stands nowhere in it, so neither `</script>` nor `<!--` can.
    var text: String {
        var json = JSONWriter(layout: .oneLine)
        json.object {
            $0.field("title", title)
            $0.field("made", report.made)
            $0.field("days", report.days)
            $0.field("total", report.total)
            $0.object("log") { json in
                json.array("heads", report.heads.map { String($0.prefix(16)) })
                json.given("fault", report.fault)
            }
            $0.array("sources", report.scanned) { json, source in
                json.object {
                    $0.given("name", source.source)
                    $0.given("kind", source.kind)
                    $0.given("finished", source.finished)
                    $0.flag("whole", source.isWhole)
                }
            }
            $0.array("runs", report.statistics.latestRuns) { json, run in
                json.object {
                    $0.given("id", run.id)
                    $0.field("finished", run.finished)
                    $0.field("sources", run.sources)
                    $0.field("findings", run.findings)
                    $0.flag("complete", run.isComplete)
                }
            }
            $0.array("gaps", report.gaps) { json, gap in
                json.object {
                    $0.given("kind", gap.kind.rawValue)
                    $0.given("title", gap.kind.title)
                }
            }
            $0.array("decisions", report.decisions) { json, entry in append(entry, to: &json) }
            $0.array("identities", report.stories) { json, story in append(story, to: &json) }
        }
        return json.text.replacingBytes("<", with: #"\u003c"#)
    }

    private func append(_ entry: DecisionEntry, to json: inout JSONWriter) {
        let decision = entry.decision
        json.object {
            $0.field("at", decision.at)
            $0.given("action", decision.action.rawValue)
            $0.given("subject", decision.subject)
            $0.given("identity", ids[decision.subject])
            $0.given("until", decision.until)
            $0.given("owner", decision.owner)
            $0.given("reason", decision.reason)
            $0.given("by", decision.by)
            $0.given("hash", entry.hash)
        }
    }

    private func append(_ story: IdentityStory, to json: inout JSONWriter) {
        // That each run saw it again is in `lastSeen`.
        let events = story.events.filter { $0.kind != .seen }
        json.object {
            append(story.identity, to: &$0)
            let facts = RollFacts.values(
                of: story.places.lazy.compactMap(\.facts).first ?? story.artefacts.first?.facts)
            if !facts.isEmpty {
                $0.object("facts") { json in
                    for (name, value) in facts.sorted(by: { $0.key < $1.key }) { json.given(name, value) }
                }
            }
            appendPlaces(of: story, events: events, to: &$0)
            // What the page has to say of what it leaves out.
            $0.given("morePlaces", Self.left(story.places.count, beyond: Self.mostPlaces))
            $0.given("moreArtefacts", Self.left(story.artefacts.count, beyond: Self.mostPlaces))
            $0.given("moreEvents", Self.left(events.count, beyond: Self.mostEvents))
        }
    }

    private func append(_ identity: IdentityRow, to json: inout JSONWriter) {
        json.given("id", identity.id)
        json.given("key", identity.key)
        json.given("name", identity.name)
        json.given("kind", identity.kind)
        json.given("provider", identity.provider)
        json.given("account", identity.account)
        json.flag("resolved", identity.isResolved)
        json.given("state", identity.state.rawValue)
        json.field("placeCount", identity.places + identity.declarations + identity.references)
        json.field("sourceCount", identity.sources)
        json.given("introduced", identity.introduced)
        json.given("rotated", identity.rotated)
        json.given("lastSeen", identity.lastSeen)
        json.given("expires", identity.expires)
        json.flag("mixed", identity.isMixed)
        json.given("owner", identity.owner)
        json.given("decision", identity.decision)
        json.given("until", identity.decision == nil ? nil : identity.decisionUntil)
        json.array("gaps", report.gaps.indices.filter { report.gaps[$0].identities.contains(identity.pk) }) {
            $0.value($1)
        }
    }

    /// Credentials and sources by their number in the lists that hold them, which spares the page their names again and again.
    private func appendPlaces(of story: IdentityStory, events: [RollEvent], to json: inout JSONWriter) {
        let numbers = Dictionary(story.credentials.enumerated().map { ($0.element.fingerprint, $0.offset) }) {
            first, _ in first
        }
        json.array("credentials", story.credentials) { json, credential in json.object { $0.append(credential) } }
        json.array("places", story.places.prefix(Self.mostPlaces)) { json, place in
            json.object {
                $0.given("credential", numbers[place.fingerprint].map(Int64.init))
                $0.given("source", sources[place.source].map(Int64.init))
                $0.append(place)
            }
        }
        json.array("artefacts", story.artefacts.prefix(Self.mostPlaces)) { json, artefact in
            json.object {
                $0.given("source", sources[artefact.source].map(Int64.init))
                $0.append(artefact)
            }
        }
        json.array("owners", story.owners) { json, owner in
            json.object {
                $0.given("name", owner.name)
                $0.given("kind", owner.kind)
                $0.given("evidence", owner.evidence)
            }
        }
        json.array("events", events.prefix(Self.mostEvents)) { json, event in
            json.object {
                $0.given("credential", event.credential.flatMap { numbers[$0] }.map(Int64.init))
                $0.given("source", event.source.flatMap { sources[$0] }.map(Int64.init))
                $0.append(compact: event)
            }
        }
    }

    private static func left(_ count: Int, beyond most: Int) -> Int64? { count > most ? Int64(count - most) : nil }
}

extension JSONWriter {
    /// Nothing where there is no text.
    fileprivate mutating func given(_ key: String, _ text: String?) {
        if let text, !text.isEmpty { field(key, TerminalText.safe(text)) }
    }

    fileprivate mutating func given(_ key: String, _ number: Int64?) { if let number { field(key, number) } }

    fileprivate mutating func flag(_ key: String, _ truth: Bool) { if truth { field(key, truth) } }

    fileprivate mutating func append(_ credential: IdentityStory.CredentialRow) {
        given("fingerprint", credential.fingerprint)
        given("kind", credential.kind)
        given("redacted", credential.redacted)
        given("state", credential.state.rawValue)
        given("introduced", credential.introduced)
        given("rotated", credential.rotated)
        given("expires", credential.expires)
    }

    fileprivate mutating func append(_ place: IdentityStory.Place) {
        given("carrier", place.carrier)
        given("path", place.path)
        field("line", place.line)
        given("rule", place.rule)
        flag("head", place.isExposed)
        flag("gone", place.isGone)
        given("introduced", place.introduced)
        given("removed", place.removed)
        given("environment", place.environment)
        given("note", place.note)
    }

    fileprivate mutating func append(_ artefact: IdentityStory.Artefact) {
        given("kind", artefact.kind)
        given("artefact", artefact.artefact)
        given("path", artefact.path)
        field("line", artefact.line)
        given("label", artefact.label)
        flag("gone", artefact.isGone)
    }

    fileprivate mutating func append(compact event: RollEvent) {
        field("at", event.at)
        given("kind", event.kind.rawValue)
        given("path", event.path)
        given("commit", event.commit)
        given("by", event.by)
        given("detail", event.detail)
    }
}

extension String {
    /// By bytes: `<` is one byte in UTF-8, whatever combining mark follows it.
    fileprivate func replacingBytes(_ byte: Unicode.Scalar, with text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count + 64)
        for unit in utf8 {
            if unit == UInt8(ascii: byte) { bytes.append(contentsOf: text.utf8) } else { bytes.append(unit) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
