package import Model

extension RunRecord {
    /// Its line in a findings file, without newline.
    package var line: String {
        var json = JSONWriter(layout: .oneLine)
        json.append(self)
        return json.text
    }
}

extension JSONWriter {
    /// The `rollcall.run/1` object.
    mutating func append(_ run: RunRecord, key: String? = nil) {
        object(key) {
            $0.field("schema", FindingsFile.runSchema)
            $0.object("tool") {
                $0.field("name", "rollcall")
                $0.field("version", run.toolVersion)
            }
            $0.object("rules") {
                $0.field("digest", run.rulesDigest)
                $0.field("count", run.ruleCount)
            }
            if let keyID = run.keyID { $0.field("key", keyID) }
            $0.array("targets", run.targets) { $0.append($1) }
            $0.append(run.counts)
            $0.append(run.coverage)
            $0.field("started", run.started.text)
            $0.field("finished", run.finished.text)
            $0.field("duration_seconds", run.durationInSeconds, decimals: 3)
            $0.array("notices", run.notices)
        }
    }

    private mutating func append(_ target: RunRecord.Target) {
        object {
            $0.field("source", target.source)
            $0.field("kind", target.kind.rawValue)
            $0.field("head", target.head?.hex)
            $0.field("head_ref", target.headRef)
            $0.field("refs_digest", target.refsDigest)
            if let count = target.refCount { $0.field("refs", count) } else { $0.field("refs", String?.none) }
            $0.field("remote", target.remote)
            if !target.isWhole { $0.field("part", true) }
        }
    }

    /// Member `counts` of the object that is open.
    package mutating func append(_ counts: RunRecord.Counts) {
        object("counts") {
            $0.field("blobs", counts.blobs)
            $0.field("trees", counts.trees)
            $0.field("commits", counts.commits)
            $0.field("tags", counts.tags)
            $0.field("files", counts.files)
            $0.field("other_contents", counts.otherContents)
            $0.field("bytes", counts.bytes)
            $0.field("findings", counts.findings)
            $0.field("credentials", counts.credentials)
            $0.field("suppressed", counts.suppressed)
            if let artefacts = counts.artefacts { $0.field("artefacts", artefacts) }
        }
    }

    /// Member `coverage` of the object that is open; entries sorted.
    package mutating func append(_ coverage: Coverage) {
        object("coverage") {
            $0.field("complete", coverage.isComplete)
            $0.object("counts") {
                for (reason, count) in coverage.counts.sorted(by: { $0.key < $1.key }) {
                    $0.field(reason.rawValue, count)
                }
            }
            $0.array("entries", coverage.entries.sorted()) { json, entry in
                json.object {
                    $0.field("source", entry.source)
                    $0.field("reason", entry.reason.rawValue)
                    $0.field("subject", entry.subject)
                    $0.field("detail", entry.detail)
                }
            }
        }
    }
}
