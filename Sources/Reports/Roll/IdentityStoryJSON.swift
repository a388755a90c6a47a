package import Inventory

extension IdentityStoryText {
    /// The same as JSON: the identity's fields, then lists of what belongs to it.
    package func writeJSON(to output: inout some TextOutputStream) {
        var json = JSONWriter(layout: .indented)
        json.object {
            $0.append(story.identity)
            $0.array("credential_list", story.credentials) { json, credential in
                json.object { $0.append(credential, now: now) }
            }
            $0.array("place_list", story.places) { json, place in json.object { $0.append(place) } }
            $0.array("artefact_list", story.artefacts) { json, artefact in json.object { $0.append(artefact) } }
            $0.array("owner_list", story.owners) { json, owner in json.object { $0.append(owner) } }
            $0.array("events", story.events) { json, event in json.object { $0.append(event) } }
        }
        output.write(json.text + "\n")
    }
}

extension JSONWriter {
    /// The fields of an event, into the object that is open.
    package mutating func append(_ event: RollEvent) {
        field("at", CivilTime.text(event.at))
        field("kind", event.kind.rawValue)
        field("credential", event.credential)
        field("source", event.source)
        field("path", event.path)
        field("commit", event.commit)
        field("by", event.by)
        field("run", event.run)
        field("detail", event.detail)
    }

    fileprivate mutating func append(_ credential: IdentityStory.CredentialRow, now: Int64) {
        field("fingerprint", credential.fingerprint)
        field("kind", credential.kind)
        field("provider", credential.provider)
        field("redacted", credential.redacted)
        field("state", credential.state.rawValue)
        field("places", credential.places)
        field("places_at_head", credential.placesAtHead)
        field("sources", credential.sources)
        time("introduced", credential.introduced)
        time("rotated", credential.rotated)
        time("expires", credential.expires)
        if let seconds = credential.exposureInSeconds(now: now) { field("exposure_days", seconds / 86_400) }
    }

    fileprivate mutating func append(_ place: IdentityStory.Place) {
        field("id", place.id)
        field("fingerprint", place.fingerprint)
        field("source", place.source)
        field("carrier", place.carrier)
        field("path", place.path)
        field("line", place.line)
        field("rule", place.rule)
        field("at_head", place.isExposed)
        field("gone", place.isGone)
        time("introduced", place.introduced)
        time("removed", place.removed)
        field("environment", place.environment)
        field("note", place.note)
    }

    fileprivate mutating func append(_ artefact: IdentityStory.Artefact) {
        field("kind", artefact.kind)
        field("artefact", artefact.artefact)
        field("source", artefact.source)
        field("path", artefact.path)
        field("line", artefact.line)
        field("label", artefact.label)
        field("at_head", artefact.isAtHead && !artefact.isGone)
        field("gone", artefact.isGone)
        time("introduced", artefact.introduced)
        time("removed", artefact.removed)
    }

    fileprivate mutating func append(_ owner: IdentityStory.Owner) {
        field("name", owner.name)
        field("kind", owner.kind)
        field("rank", owner.rank)
        field("evidence", owner.evidence)
    }
}
