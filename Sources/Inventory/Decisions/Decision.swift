private import Crypto
private import Model

/// What a person decided about an identity, credential or place. Once written it stays.
package struct Decision: Sendable, Equatable {
    /// What was decided. The raw value is what the log and the command line say.
    package enum Action: String, Sendable, CaseIterable {
        /// The risk is taken until a date.
        case accept
        case rotate, revoke, revoked
        case falsePositive = "false-positive"
        /// To be moved into a vault.
        case vault
        /// Names who answers for it.
        case owner
        /// Takes back what was decided.
        case reopen
    }

    /// `identity:` and a key, `credential:` and a fingerprint, or `place:` and the sighting's id.
    package let subject: String
    package let action: Action
    /// Seconds since 1970; only for `accept`.
    package let until: Int64?
    /// Only for `owner`.
    package let owner: String?
    package let reason: String
    /// `Name <mail>`, as it was given.
    package let by: String
    /// Seconds since 1970.
    package let at: Int64

    /// Throws where something is missing without which nobody could account for it later.
    package init(
        subject: String, action: Action, until: Int64? = nil, owner: String? = nil, reason: String, by: String,
        at: Int64
    ) throws(RollError) {
        let reason = reason.filter { !$0.isNewline }
        func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
        if isBlank(by) { throw .refused("a decision needs somebody who made it; name them with --by") }
        if isBlank(reason), action != .owner || !reason.isEmpty {
            throw .refused("a decision needs a reason that an auditor can read; give it with --reason")
        }
        if action == .owner, isBlank(owner ?? "") {
            throw .refused("an owner needs a name; give it with --owner")
        }
        if action == .accept, until == nil {
            throw .refused("an accepted risk needs an end; give it with --until 2026-12-31")
        }
        if let until, until <= at { throw .refused("--until lies in the past") }
        self.init(
            stored: subject, action: action, until: action == .accept ? until : nil, owner: owner, reason: reason,
            by: by,
            at: at)
    }

    /// As the log has it: what was taken once is not refused later.
    fileprivate init(
        stored subject: String, action: Action, until: Int64?, owner: String?, reason: String, by: String, at: Int64
    ) {
        self.subject = subject
        self.action = action
        self.until = until
        self.owner = owner
        self.reason = reason
        self.by = by
        self.at = at
    }
}

/// An entry of the log: a decision chained to those before it.
package struct DecisionEntry: Sendable, Equatable {
    package let decision: Decision
    /// Hashes of the entries it follows: the heads of the log when it was written. Merged rolls have several.
    package let previous: [String]
    /// One more than the highest before it.
    package let height: Int
    /// The hash it had before the roll got another key.
    package let original: String?

    /// Of two decisions on the same, which one holds. Within one second it is the one that knew of the other.
    func supersedes(_ other: DecisionEntry) -> Bool {
        (decision.at, height, hash) > (other.decision.at, other.height, other.hash)
    }

    /// Keys in alphabetical order, no white space: the same bytes everywhere.
    package var document: String {
        let decision = decision
        var fields: [(String, String)] = [
            ("action", JSONText.quoted(decision.action.rawValue)), ("at", String(decision.at)),
            ("by", JSONText.quoted(decision.by)),
            ("height", String(height)),
        ]
        if let original { fields.append(("original", JSONText.quoted(original))) }
        if let owner = decision.owner { fields.append(("owner", JSONText.quoted(owner))) }
        fields.append(("previous", "[" + previous.map(JSONText.quoted).joined(separator: ",") + "]"))
        fields.append(("reason", JSONText.quoted(decision.reason)))
        fields.append(("subject", JSONText.quoted(decision.subject)))
        if let until = decision.until { fields.append(("until", String(until))) }
        return "{" + fields.map { JSONText.quoted($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
    }

    /// SHA-256 over all it says and the hashes of those before it, 64 hexadecimal digits.
    package var hash: String { Self.hash(of: document) }

    static func hash(of document: String) -> String {
        Hexadecimal.text(SHA256.hash(data: Array(("rollcall.decision/1\n" + document).utf8)))
    }

    init(_ decision: Decision, previous: [String], height: Int, original: String? = nil) {
        self.original = original
        self.decision = decision
        self.previous = previous.sorted()
        self.height = height
    }

    /// Reads what `document` wrote.
    init?(document: String) {
        var fields: [String: String] = [:]
        var numbers: [String: Int] = [:]
        var previous: [String] = []
        let read: Void? = try? Array(document.utf8).withUnsafeBytes { bytes in
            var json = JSONCursor(bytes)
            try json.object { json, key throws(JSONCursor.Fault) in
                switch key {
                case "previous": try json.array { json throws(JSONCursor.Fault) in previous.append(try json.string()) }
                case "at", "until", "height": numbers[String(decoding: key, as: UTF8.self)] = try json.integer()
                default: fields[String(decoding: key, as: UTF8.self)] = try json.string()
                }
            }
            try json.end()
        }
        guard read != nil, let subject = fields["subject"], let action = fields["action"].flatMap(Decision.Action.init),
            let at = numbers["at"],
            let height = numbers["height"]
        else { return nil }
        let decision = Decision(
            stored: subject, action: action, until: numbers["until"].map(Int64.init), owner: fields["owner"],
            reason: fields["reason"] ?? "", by: fields["by"] ?? "", at: Int64(at))
        self.init(decision, previous: previous, height: height, original: fields["original"])
    }
}
