private import Foundation
internal import Identities
internal import Model

/// One line of a findings or artefacts file, read.
enum FindingsLine: Sendable {
    case finding(FindingRecord)
    case run(RunDescription)
    case artefact(ArtefactRecord)

    /// - Parameter line: without its newline.
    init(_ line: UnsafeRawBufferPointer) throws(JSONCursor.Fault) {
        switch try Self.schema(of: line) {
        case "rollcall.finding/1": self = .finding(try Self.finding(line))
        case "rollcall.run/1": self = .run(try Self.run(line))
        case "rollcall.artefact/1": self = .artefact(try ArtefactRecord(line))
        case let name
        where ["rollcall.finding/", "rollcall.run/", "rollcall.artefact/"].contains(where: name.hasPrefix):
            throw JSONCursor.Fault(
                reason: "“\(name.prefix(40))” is of another version of Rollcall; import it with that")
        case "": throw JSONCursor.Fault(reason: "the line names no schema")
        case let name: throw JSONCursor.Fault(reason: "“\(name.prefix(40))” is no line of a findings file")
        }
    }

    /// Ours is the first key, so this is quick.
    private static func schema(of line: UnsafeRawBufferPointer) throws(JSONCursor.Fault) -> String {
        let head = #"{"schema":""#
        if line.starts(with: head.utf8) {
            let rest = line[head.utf8.count...].prefix { $0 != UInt8(ascii: "\"") }
            return String(decoding: UnsafeRawBufferPointer(rebasing: rest), as: UTF8.self)
        }
        var schema = ""
        var json = JSONCursor(line)
        try json.object { json, key throws(JSONCursor.Fault) in
            if "schema" ~= key { schema = try json.string() } else { try json.skip() }
        }
        return schema
    }

    private static func finding(_ line: UnsafeRawBufferPointer) throws(JSONCursor.Fault) -> FindingRecord {
        var record = FindingRecord()
        var json = JSONCursor(line)
        try json.object { json, key throws(JSONCursor.Fault) in
            switch key {
            case "rule":
                try json.object { json, key throws(JSONCursor.Fault) in
                    switch key {
                    case "id": record.rule = try json.string()
                    case "revision": record.ruleRevision = try json.integer()
                    default: try json.skip()
                    }
                }
            case "credential": try credential(&json, into: &record)
            case "public":
                try json.object { json, key throws(JSONCursor.Fault) in
                    record.facts[String(decoding: key, as: UTF8.self)] = try json.string()
                }
            case "confidence":
                try json.object { json, key throws(JSONCursor.Fault) in
                    if "score" ~= key { record.confidence = try json.number() } else { try json.skip() }
                }
            case "location": try location(&json, into: &record)
            case "occurrences": record.occurrences = try json.integer()
            case "versions": record.versions = try json.integer()
            case "provenance": try provenance(&json, into: &record)
            case "suppressed":
                guard json.isAtObject() else { return try json.skip() }
                var (kind, reason) = ("", "")
                try json.object { json, key throws(JSONCursor.Fault) in
                    switch key {
                    case "kind": kind = try json.string()
                    case "reason": reason = try json.string()
                    default: try json.skip()
                    }
                }
                // Decisions are the roll's own.
                if kind != "decision" { record.suppressed = "\(kind): \(reason)" }
            default: try json.skip()
            }
        }
        try json.end()
        guard record.fingerprint != nil else { throw JSONCursor.Fault(reason: "the finding has no fingerprint") }
        return record
    }

    private static func credential(_ json: inout JSONCursor, into record: inout FindingRecord) throws(JSONCursor.Fault)
    {
        try json.object { json, key throws(JSONCursor.Fault) in
            switch key {
            case "fingerprint": record.fingerprint = Fingerprint(hex: try json.string())
            case "kind": record.kind = try json.string()
            case "provider": record.provider = try json.string()
            case "redacted": record.redacted = try json.string()
            case "length": record.length = try json.integer()
            case "entropy": record.entropy = try json.number()
            // A secret that somebody chose to print (--show-secrets) is not even looked at.
            default: try json.skip()
            }
        }
    }

    private static func location(_ json: inout JSONCursor, into record: inout FindingRecord) throws(JSONCursor.Fault) {
        try json.object { json, key throws(JSONCursor.Fault) in
            switch key {
            case "source": record.source = try json.string()
            case "carrier": record.carrier = try json.string()
            case "path": record.path = try json.string()
            case "path_base64": record.pathBytes = Base64Text.decode(try json.string())
            case "blob": record.blob = try json.optionalString()
            case "line": record.line = try json.integer()
            case "column": record.column = try json.integer()
            default: try json.skip()
            }
        }
    }

    private static func provenance(_ json: inout JSONCursor, into record: inout FindingRecord) throws(JSONCursor.Fault)
    {
        try json.object { json, key throws(JSONCursor.Fault) in
            switch key {
            case "introduced":
                try json.array { json throws(JSONCursor.Fault) in record.introduced.append(try removal(&json).commit) }
            case "removed":
                try json.array { json throws(JSONCursor.Fault) in record.removed.append(try removal(&json)) }
            case "present_in": try json.array { json throws(JSONCursor.Fault) in record.refs.append(try json.string()) }
            case "at_head": record.isAtHead = try json.boolean()
            case "in_worktree": record.isInWorktree = try json.optionalBoolean()
            case "note": record.note = try json.string()
            default: try json.skip()
            }
        }
    }

    static func removal(_ json: inout JSONCursor) throws(JSONCursor.Fault) -> FindingRecord.Removal {
        var removal = FindingRecord.Removal()
        try json.object { json, key throws(JSONCursor.Fault) in
            switch key {
            case "commit": removal.commit.id = try json.string()
            case "author": (removal.commit.author, removal.commit.authored) = try signature(&json)
            case "committer": (removal.commit.committer, removal.commit.committed) = try signature(&json)
            case "summary": removal.commit.summary = try json.string()
            case "merge": removal.commit.isMerge = try json.boolean()
            case "replaced_by": removal.replacedBy = try json.optionalString().flatMap { Fingerprint(hex: $0) }
            default: try json.skip()
            }
        }
        return removal
    }

    private static func signature(_ json: inout JSONCursor) throws(JSONCursor.Fault) -> (FindingRecord.Person, Int64) {
        var person = FindingRecord.Person()
        var time: Int64 = 0
        try json.object { json, key throws(JSONCursor.Fault) in
            switch key {
            case "name": person.name = try json.string()
            case "email": person.email = try json.string()
            case "date": time = try Self.time(&json)
            default: try json.skip()
            }
        }
        return (person, time)
    }

    /// RFC 3339 as we print it.
    private static func time(_ json: inout JSONCursor) throws(JSONCursor.Fault) -> Int64 {
        let text = try json.string()
        guard let seconds = InternetDate.seconds(of: text) else {
            throw JSONCursor.Fault(reason: "“\(text.prefix(40))” is no date")
        }
        return seconds
    }

    private static func run(_ line: UnsafeRawBufferPointer) throws(JSONCursor.Fault) -> RunDescription {
        var run = RunDescription()
        run.document = String(decoding: line, as: UTF8.self)
        var json = JSONCursor(line)
        try json.object { json, key throws(JSONCursor.Fault) in
            switch key {
            case "tool":
                try json.object { json, key throws(JSONCursor.Fault) in
                    if "version" ~= key { run.toolVersion = try json.string() } else { try json.skip() }
                }
            case "rules":
                try json.object { json, key throws(JSONCursor.Fault) in
                    if "digest" ~= key { run.rulesDigest = try json.string() } else { try json.skip() }
                }
            case "key": run.key = try json.string()
            case "targets": try json.array { json throws(JSONCursor.Fault) in run.targets.append(try target(&json)) }
            case "counts":
                try json.object { json, key throws(JSONCursor.Fault) in
                    switch key {
                    case "findings": run.findingCount = try json.integer()
                    case "artefacts": run.artefactCount = try json.integer()
                    default: try json.skip()
                    }
                }
            case "coverage": try coverage(&json, into: &run)
            case "started": run.started = try time(&json)
            case "finished": run.finished = try time(&json)
            default: try json.skip()
            }
        }
        try json.end()
        return run
    }

    private static func target(_ json: inout JSONCursor) throws(JSONCursor.Fault) -> RunDescription.Target {
        var target = RunDescription.Target()
        try json.object { json, key throws(JSONCursor.Fault) in
            switch key {
            case "source": target.source = try json.string()
            case "kind": target.kind = try json.string()
            case "head": target.head = try json.optionalString()
            case "head_ref": target.headRef = try json.optionalString()
            case "refs_digest": target.refsDigest = try json.optionalString()
            case "remote": target.remote = try json.optionalString()
            case "part": target.isPart = try json.boolean()
            default: try json.skip()
            }
        }
        return target
    }

    private static func coverage(_ json: inout JSONCursor, into run: inout RunDescription) throws(JSONCursor.Fault) {
        try json.object { json, key throws(JSONCursor.Fault) in
            switch key {
            case "complete": run.isComplete = try json.boolean()
            case "entries":
                try json.array { json throws(JSONCursor.Fault) in
                    var gap = RunDescription.Gap()
                    try json.object { json, key throws(JSONCursor.Fault) in
                        switch key {
                        case "source": gap.source = try json.string()
                        case "reason": gap.reason = try json.string()
                        default: try json.skip()
                        }
                    }
                    run.entries.append(gap)
                }
            default: try json.skip()
            }
        }
    }
}
