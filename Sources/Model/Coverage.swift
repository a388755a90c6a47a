/// What was scanned and what could not be, with reasons.
package struct Coverage: Sendable, Codable {
    /// Why something was not scanned, or not wholly. The raw value is what findings files print.
    package enum Reason: String, Sendable, CaseIterable, Comparable, Codable, CodingKeyRepresentable {
        /// Not a repository, not a directory, not there, no permission.
        case unreadable
        /// An object is named and not present: a partial clone or a damaged repository.
        case missingObject = "missing-object"
        case corruptObject = "corrupt-object"
        case corruptPack = "corrupt-pack"
        /// History ends at grafted commits; what lies before was not seen.
        case shallow
        case unsupportedFormat = "unsupported-format"
        case limitHit = "limit-hit"
        case tooLarge = "too-large"
        case cancelled
        /// It begins like an archive or a compressed stream and cannot be read to its end.
        case damagedContainer = "damaged-container"
        /// Part of an archive that is behind a password.
        case encrypted
        /// The file is a pointer; the content is elsewhere.
        case lfsPointer = "lfs-pointer"
        case submodule
        case specialFile = "special-file"
        case symbolicLink = "symbolic-link"
        case excluded
        /// Scanned for credentials with a format of their own, not for generic ones.
        case binary
        /// Keys in a store that is behind a password.
        case keyStore = "key-store"
        /// Secrets kept as they should be: a vault's file, a reference to one.
        case vault
        /// A configuration file that is not in the format its name says, so what it declares is unknown.
        case unparsed
        /// More string literals that a program adds than are put together: each was scanned by itself, and long ones with
        /// those beside them.
        case unjoined

        /// Whether the scan must end as incomplete (exit 3). The others are facts, not gaps.
        package var isGap: Bool {
            switch self {
            case .unreadable, .missingObject, .corruptObject, .corruptPack, .shallow, .unsupportedFormat, .limitHit,
                .tooLarge, .cancelled, .damagedContainer, .encrypted:
                true
            case .lfsPointer, .submodule, .specialFile, .symbolicLink, .excluded, .binary, .keyStore, .vault, .unparsed,
                .unjoined:
                false
            }
        }

        package static func < (left: Reason, right: Reason) -> Bool { left.rawValue < right.rawValue }
    }

    /// One thing that was not (wholly) scanned.
    package struct Entry: Hashable, Sendable, Comparable, Codable {
        package let source: String
        package let reason: Reason
        /// The path, object or ref concerned.
        package let subject: String
        /// What happened and what to do about it.
        package let detail: String

        package init(source: String, reason: Reason, subject: String, detail: String) {
            self.source = source
            self.reason = reason
            self.subject = subject
            self.detail = detail
        }

        package static func < (left: Entry, right: Entry) -> Bool {
            (left.source, left.reason, left.subject, left.detail)
                < (right.source, right.reason, right.subject, right.detail)
        }
    }

    /// How many entries a reason keeps by name; the rest are counted.
    package static let namedEntriesPerReason = 50

    /// Entries by name, for each source and reason at most `namedEntriesPerReason`: the first in order, so that it does not
    /// matter who comes when.
    package private(set) var entries: [Entry] = []
    /// All of them, counted.
    package private(set) var counts: [Reason: Int] = [:]
    private var named: [String: Named] = [:]

    /// What is kept by name of one source and reason.
    private struct Named: Codable {
        var count = 0
        /// Where in `entries` the last of them in order stands.
        var last = 0
    }

    package init() {}

    /// Counts one thing that was not scanned. Of very many alike only some entries are kept; the count is of all.
    package mutating func note(_ entry: Entry) {
        note(entry, count: 1)
    }

    /// Counts one thing that was not scanned.
    /// - Parameters:
    ///   - subject: the path, object or ref concerned, in `source`.
    ///   - detail: what happened and what to do about it.
    package mutating func note(_ reason: Reason, _ subject: String, in source: String, _ detail: String) {
        note(Entry(source: source, reason: reason, subject: subject, detail: detail))
    }

    /// Counts `count` things and keeps one entry that speaks for them.
    package mutating func note(_ entry: Entry, count: Int) {
        counts[entry.reason, default: 0] += count
        let key = entry.source + "\0" + entry.reason.rawValue
        var known = named[key] ?? Named()
        if known.count < Self.namedEntriesPerReason {
            known.count += 1
            entries.append(entry)
            if known.count == 1 || entries[known.last] < entry { known.last = entries.count - 1 }
        } else if entry < entries[known.last] {
            entries[known.last] = entry
            let alike = entries.indices.filter {
                entries[$0].reason == entry.reason && entries[$0].source == entry.source
            }
            known.last = alike.max { entries[$0] < entries[$1] } ?? known.last
        } else {
            return
        }
        named[key] = known
    }

    /// Adds what another part of the same run left out.
    package mutating func merge(_ other: Coverage) {
        let before = counts
        for entry in other.entries { note(entry) }
        counts = before.merging(other.counts) { $0 + $1 }
    }

    /// With `change` made to the subject and detail of every entry.
    package func mapText(_ change: (String) -> String) -> Coverage {
        var changed = self
        changed.entries = entries.map {
            Entry(source: $0.source, reason: $0.reason, subject: change($0.subject), detail: change($0.detail))
        }
        return changed
    }

    /// Without what is no gap.
    package var withoutFacts: Coverage {
        var gaps = Coverage()
        gaps.entries = entries.filter(\.reason.isGap)
        gaps.counts = counts.filter(\.key.isGap)
        return gaps
    }

    /// Whether nothing that was asked for is missing; what people left out on purpose does not count.
    package var isComplete: Bool { !counts.contains { $0.key.isGap && $0.value > 0 } }
}
