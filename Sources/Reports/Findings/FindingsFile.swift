package import Model

/// The findings file: one `rollcall.finding/1` object a line, and `rollcall.run/1` as the last.
/// Published as JSON Schema in `docs/schema/`; docs/output.md says what each field means.
package enum FindingsFile {
    /// What `schema` says in each object. A number is raised when a reader of the last could be misled.
    static let findingSchema = "rollcall.finding/1"
    static let runSchema = "rollcall.run/1"
    static let reportSchema = "rollcall.report/1"

    /// JSON Lines: every line ends with a newline, the last one too.
    static func writeLines(_ report: ScanReport, options: ReportOptions, to output: inout some ByteOutput) {
        var json = JSONWriter(layout: .oneLine)
        for finding in report.findings(showing: options) {
            json.append(finding)
            json.finishLine(to: &output)
        }
        json.append(report.run)
        json.finishLine(to: &output)
    }

    /// Findings alone, one a line, without the run.
    package static func writeLines(of findings: [Finding], to output: inout some ByteOutput) {
        var json = JSONWriter(layout: .oneLine)
        for finding in findings {
            json.append(finding)
            json.finishLine(to: &output)
        }
    }

    /// The same objects as one document, indented.
    static func writeDocument(_ report: ScanReport, options: ReportOptions, to output: inout some TextOutputStream) {
        var json = JSONWriter(layout: .indented)
        json.object {
            $0.field("schema", reportSchema)
            $0.array("findings", report.findings(showing: options)) { $0.append($1) }
            $0.append(report.run, key: "run")
        }
        output.write(json.text + "\n")
    }
}

extension ScanReport {
    func findings(showing options: ReportOptions) -> [Finding] {
        options.showSuppressed ? findings : findings.filter { $0.suppression == nil }
    }
}

extension JSONWriter {
    mutating func append(_ finding: Finding) {
        object {
            $0.field("schema", FindingsFile.findingSchema)
            $0.field("id", finding.id)
            $0.object("rule") {
                $0.field("id", finding.rule.id)
                $0.field("name", finding.rule.name)
                $0.field("revision", finding.rule.revision)
            }
            $0.append(finding.credential)
            if !finding.publicFacts.isEmpty {
                $0.object("public") { json in
                    for (name, value) in finding.publicFacts.sorted(by: { $0.key < $1.key }) { json.field(name, value) }
                }
            }
            $0.object("confidence") {
                $0.field("score", finding.confidence.score, decimals: 2)
                $0.field("band", finding.confidence.band.rawValue)
                $0.array("reasons", finding.confidence.reasons.map(\.text))
            }
            if !finding.companions.isEmpty { $0.array("companions", finding.companions) { $0.append($1) } }
            $0.append(finding.location)
            $0.array("lines", finding.places) { json, place in
                json.object {
                    $0.field("line", place.line)
                    $0.field("column", place.column)
                }
            }
            $0.field("occurrences", finding.places.count)
            $0.field("versions", finding.versions)
            $0.append(finding.provenance)
            $0.append(finding.suppression)
        }
    }

    private mutating func append(_ credential: Credential) {
        object("credential") {
            $0.field("fingerprint", credential.fingerprint)
            $0.field("kind", credential.kind)
            $0.field("provider", credential.provider)
            $0.field("redacted", credential.redacted)
            $0.field("length", credential.length)
            $0.field("entropy", credential.entropy, decimals: 2)
            if let secret = credential.secret { $0.field("secret", secret) }
        }
    }

    private mutating func append(_ companion: FindingCompanion) {
        object {
            $0.field("role", companion.role)
            switch companion.value {
            case .publicPart(let text): $0.field("value", text)
            case .secret(let redacted, let fingerprint, let rule):
                $0.field("rule", rule)
                $0.field("redacted", redacted)
                $0.field("fingerprint", fingerprint)
            }
            $0.field("line", companion.position.line)
            $0.field("column", companion.position.column)
        }
    }

    private mutating func append(_ location: Location) {
        object("location") {
            $0.field("source", location.source)
            $0.field("carrier", location.carrier.rawValue)
            $0.field("path", location.pathText)
            if !location.isPathUTF8 { $0.field("path_base64", Base64Text.encode(location.path)) }
            $0.field("blob", location.blob?.hex)
            $0.field("line", location.start.line)
            $0.field("column", location.start.column)
            $0.field("end_line", location.end.line)
            $0.field("end_column", location.end.column)
        }
    }

    mutating func append(_ provenance: Provenance) {
        object("provenance") {
            $0.array("introduced", provenance.introduced) { json, commit in json.object { $0.appendFields(of: commit) }
            }
            $0.array("removed", provenance.removed) { json, removal in
                json.object {
                    $0.appendFields(of: removal.commit)
                    $0.field("replaced_by", removal.replacedBy)
                }
            }
            $0.array("present_in", provenance.presentIn)
            $0.field("at_head", provenance.isAtHead)
            $0.field("in_worktree", provenance.isInWorktree)
            if let note = provenance.noteWithRefCount { $0.field("note", note) }
        }
    }

    private mutating func appendFields(of commit: CommitReference) {
        fields(describing: commit.id) {
            $0.field("commit", commit.id.hex)
            $0.append(commit.author, key: "author")
            $0.append(commit.committer, key: "committer")
            $0.field("summary", commit.summary)
            $0.field("merge", commit.isMerge)
        }
    }

    private mutating func append(_ signature: Signature, key: String) {
        object(key) {
            $0.field("name", signature.name)
            $0.field("email", signature.email)
            $0.field("date", signature.time.text)
        }
    }

    private mutating func append(_ suppression: Suppression?) {
        guard let suppression else { return field("suppressed", false) }
        object("suppressed") {
            $0.field("kind", suppression.kind.rawValue)
            $0.field("reason", suppression.reason)
        }
    }
}
