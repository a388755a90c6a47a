private import Crypto
import Inventory
private import Model

/// CycloneDX 1.6 (ECMA-424), JSON: an identity is a cryptographic asset that holds its credentials, or a service where it
/// is one that acts (agent, tool server, app, bot, workload, webhook). Places are occurrences.
struct CycloneDX {
    private static let actors: Set<String> = ["agent", "tool-server", "app", "bot", "workload", "webhook"]

    private let report: RollReport
    private let title: String
    private let toolVersion: String

    init(_ report: RollReport, title: String?, toolVersion: String) {
        self.report = report
        self.title = title ?? "The roll"
        self.toolVersion = toolVersion
    }

    func write(to output: inout some TextOutputStream) {
        let services = report.stories.filter { Self.actors.contains($0.identity.kind) }
        var json = JSONWriter(layout: .indented)
        json.object {
            $0.field("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json")
            $0.field("bomFormat", "CycloneDX")
            $0.field("specVersion", "1.6")
            $0.field("serialNumber", "urn:uuid:\(serialNumber)")
            $0.field("version", 1)
            $0.object("metadata") { append(metadataTo: &$0) }
            $0.array("components", report.stories) { json, story in
                guard !Self.actors.contains(story.identity.kind) else {
                    // Services hold no components; theirs stand beside them.
                    for credential in story.credentials { append(credential, of: story, to: &json) }
                    return
                }
                append(asset: story, to: &json)
            }
            $0.array("services", services) { json, story in append(service: story, to: &json) }
            $0.array("dependencies", services.filter { !$0.credentials.isEmpty }) { json, story in
                json.object {
                    $0.field("ref", "identity:\(story.identity.id)")
                    $0.array("dependsOn", story.credentials.map { Self.reference(to: $0, of: story) })
                }
            }
        }
        output.write(json.text + "\n")
    }

    /// The same roll at the same moment has the same number (RFC 9562, version 8).
    private var serialNumber: String {
        var bytes = Array(
            SHA256.hash(data: Array("rollcall.cyclonedx/1 \(report.digest) \(report.made)".utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Hexadecimal.text(bytes)
        var rest = Substring(digits)
        return [8, 4, 4, 4, 12].map { length in
            defer { rest = rest.dropFirst(length) }
            return String(rest.prefix(length))
        }.joined(separator: "-")
    }

    private func append(metadataTo json: inout JSONWriter) {
        json.field("timestamp", CivilTime.text(report.made))
        json.array("lifecycles", ["discovery"]) { json, phase in json.object { $0.field("phase", phase) } }
        json.object("tools") { json in
            json.array("components", [toolVersion]) { json, version in
                json.object {
                    $0.field("type", "application")
                    $0.field("name", "rollcall")
                    $0.field("version", version)
                }
            }
        }
        json.object("component") {
            $0.field("type", "data")
            $0.field("bom-ref", "roll")
            $0.field("name", title)
            $0.field("version", report.digest)
        }
        json.properties([
            ("rollcall:identities", String(report.total)), ("rollcall:sources", String(report.scanned.count)),
            ("rollcall:sources-never-scanned-whole", String(report.scanned.count { !$0.isWhole })),
        ])
    }

    private func append(asset story: IdentityStory, to json: inout JSONWriter) {
        let identity = story.identity
        json.object {
            $0.field("type", "cryptographic-asset")
            $0.field("bom-ref", "identity:\(identity.id)")
            $0.field("name", identity.name)
            $0.field("description", "\(identity.kind) of \(identity.provider)")
            if !story.credentials.isEmpty {
                $0.array("components", story.credentials) { json, credential in append(credential, of: story, to: &json)
                }
            }
            if !story.artefacts.isEmpty {
                $0.object("evidence") { $0.append(occurrencesOf: story.artefacts) }
            }
            $0.object("cryptoProperties") { append(propertiesOf: story, to: &$0) }
            $0.properties(properties(of: story))
        }
    }

    private func append(propertiesOf story: IdentityStory, to json: inout JSONWriter) {
        let identity = story.identity
        if identity.kind == "certificate" {
            let facts =
                story.artefacts.lazy.map { RollFacts.values(of: $0.facts) }.first { $0["subject"] != nil } ?? [:]
            json.field("assetType", "certificate")
            json.object("certificateProperties") {
                $0.field("subjectName", facts["subject"] ?? identity.name)
                if let issuer = facts["issuer"] { $0.field("issuerName", issuer) }
                if let time = facts["not_before"].flatMap({ Int64($0) }) {
                    $0.field("notValidBefore", CivilTime.text(time))
                }
                if let time = facts["not_after"].flatMap({ Int64($0) }) {
                    $0.field("notValidAfter", CivilTime.text(time))
                }
                $0.field("certificateFormat", "X.509")
            }
            return
        }
        json.field("assetType", "related-crypto-material")
        json.object("relatedCryptoMaterialProperties") {
            $0.field("type", Self.material(of: identity, hasCredentials: !story.credentials.isEmpty))
            $0.field("id", identity.key)
            if let time = identity.introduced { $0.field("creationDate", CivilTime.text(time)) }
            if let time = identity.rotated { $0.field("updateDate", CivilTime.text(time)) }
            if let time = identity.expires { $0.field("expirationDate", CivilTime.text(time)) }
        }
    }

    private func append(_ credential: IdentityStory.CredentialRow, of story: IdentityStory, to json: inout JSONWriter) {
        json.object {
            $0.field("type", "cryptographic-asset")
            $0.field("bom-ref", Self.reference(to: credential, of: story))
            $0.field("name", "\(story.identity.name) \(credential.redacted)")
            $0.object("evidence") { json in
                json.append(occurrencesOf: story.places.filter { $0.fingerprint == credential.fingerprint }, in: story)
            }
            $0.object("cryptoProperties") { json in
                json.field("assetType", "related-crypto-material")
                json.object("relatedCryptoMaterialProperties") {
                    $0.field("type", Self.material(ofCredential: credential.kind))
                    $0.field("id", credential.fingerprint)
                    $0.field("state", state(of: credential, decision: story.identity.decision))
                    if let time = credential.introduced { $0.field("creationDate", CivilTime.text(time)) }
                    if let time = credential.expires { $0.field("expirationDate", CivilTime.text(time)) }
                }
            }
            $0.properties([
                ("rollcall:state", credential.state.rawValue), ("rollcall:kind", credential.kind),
                ("rollcall:provider", credential.provider),
                ("rollcall:rotated", credential.rotated.map(CivilTime.text)),
                ("rollcall:exposure-days", credential.exposureInSeconds(now: report.made).map { String($0 / 86_400) }),
            ])
        }
    }

    private func append(service story: IdentityStory, to json: inout JSONWriter) {
        json.object {
            $0.field("bom-ref", "identity:\(story.identity.id)")
            $0.object("provider") { $0.field("name", story.identity.provider) }
            $0.field("name", story.identity.name)
            $0.field("description", "\(story.identity.kind) of \(story.identity.provider)")
            $0.properties(
                properties(of: story)
                    + story.artefacts.map {
                        ("rollcall:\($0.kind)", "\($0.source) \($0.path):\($0.line) \($0.artefact) \($0.label)")
                    })
        }
    }

    private func properties(of story: IdentityStory) -> [(String, String?)] {
        let identity = story.identity
        let facts: [(String, String?)] = [
            ("rollcall:state", identity.state.rawValue), ("rollcall:kind", identity.kind),
            ("rollcall:provider", identity.provider),
            ("rollcall:account", identity.account), ("rollcall:key", identity.key), ("rollcall:owner", identity.owner),
            ("rollcall:decision", identity.decision),
            ("rollcall:decision-until", identity.decision == nil ? nil : identity.decisionUntil.map(CivilTime.text)),
        ]
        return facts
            + report.gaps.filter { $0.identities.contains(identity.pk) }.map { ("rollcall:gap", $0.kind.rawValue) }
    }
}

extension CycloneDX {
    /// The same secret may stand for several identities.
    private static func reference(to credential: IdentityStory.CredentialRow, of story: IdentityStory) -> String {
        "credential:\(story.identity.id):\(credential.fingerprint)"
    }

    /// States of NIST SP 800-57: what stands in a repository is compromised until it was rotated, revoked or has expired.
    private func state(of credential: IdentityStory.CredentialRow, decision: String?) -> String {
        let isOver = [credential.rotated, credential.expires].compactMap(\.self).contains { $0 <= report.made }
        return decision == "revoked" || isOver ? "deactivated" : "compromised"
    }

    private static func material(ofCredential kind: String) -> String {
        switch kind {
        case "private-key", "signing-key", "service-account-key": "private-key"
        case "encryption-key": "secret-key"
        case "password", "password-hash": "password"
        case "oauth-client-secret": "shared-secret"
        case "access-token", "ci-token", "package-registry-token", "session-token", "refresh-token", "jwt": "token"
        default: "credential"
        }
    }

    private static func material(of identity: IdentityRow, hasCredentials: Bool) -> String {
        switch identity.kind {
        case "key": hasCredentials ? "private-key" : "public-key"
        case "token": "token"
        default: "credential"
        }
    }
}

extension JSONWriter {
    fileprivate mutating func properties(_ values: [(name: String, value: String?)]) {
        array("properties", values.filter { $0.value != nil }) { json, property in
            json.object {
                $0.field("name", property.name)
                $0.field("value", property.value ?? "")
            }
        }
    }

    fileprivate mutating func append(occurrencesOf places: [IdentityStory.Place], in story: IdentityStory) {
        array("occurrences", places) { json, place in
            json.object {
                $0.field("bom-ref", "place:\(place.id)")
                $0.field("location", "\(place.source)/\(place.path)")
                $0.field("line", place.line)
                var context = place.stateName
                if let event = story.introduction(to: place), let commit = event.commit {
                    context +=
                        ", introduced \(CivilTime.text(event.at)) in commit \(commit)"
                        + (event.by.map { " by \($0)" } ?? "")
                }
                if let event = story.removal(from: place), let commit = event.commit {
                    context += ", \(event.kind.rawValue) \(CivilTime.text(event.at)) in commit \(commit)"
                }
                $0.field("additionalContext", context)
            }
        }
    }

    fileprivate mutating func append(occurrencesOf artefacts: [IdentityStory.Artefact]) {
        array("occurrences", artefacts) { json, artefact in
            json.object {
                $0.field("location", "\(artefact.source)/\(artefact.path)")
                $0.field("line", artefact.line)
                $0.field("symbol", artefact.label)
                $0.field(
                    "additionalContext", "\(artefact.kind), \(artefact.artefact)\(artefact.isGone ? ", gone" : "")")
            }
        }
    }
}
