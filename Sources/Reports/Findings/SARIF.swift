import Model

/// SARIF 2.1.0 (OASIS), within the limits that code scanning sets.
struct SARIF {
    private let report: ScanReport
    private let findings: [Finding]
    private let cut: Int

    /// Limits of GitHub's code scanning ("SARIF support for code scanning"): it takes so many results of one run, and shows
    /// the 5,000 that weigh most; a file may have so many bytes when it is compressed. Others are met by what a result of ours is:
    /// one location, three tags, no code flow; and there are fewer rules than the 25,000 it takes.
    static let mostResults = 25_000
    static let mostCompressedBytes = 10_000_000

    init(_ report: ScanReport, mostResults: Int = mostResults, mostBytes: Int = mostCompressedBytes) {
        self.report = report
        let shown = report.findings
        // The surest stay; among equals the order of findings files.
        let surest = shown.indices.sorted {
            (shown[$1].confidence.score, $0) < (shown[$0].confidence.score, $1)
        }
        var room = mostBytes - 100_000
        var kept: [Int] = []
        for index in surest.prefix(mostResults) {
            room -= shown[index].compressedBytes(at: report.run.finished)
            if room < 0 { break }
            kept.append(index)
        }
        findings = kept.sorted().map { shown[$0] }
        cut = shown.count - kept.count
    }

    func write(to output: inout some TextOutputStream) {
        let rules = rules
        let index = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($0.element.rule.id, $0.offset) })
        var json = JSONWriter(layout: .indented)
        json.object {
            $0.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            $0.field("version", "2.1.0")
            $0.array("runs", [report.run]) { json, run in
                json.object {
                    $0.object("tool") {
                        $0.object("driver") {
                            $0.field("name", "Rollcall")
                            $0.field("semanticVersion", run.toolVersion)
                            $0.field("version", run.toolVersion)
                            $0.array("rules", rules) { $0.append(rule: $1) }
                        }
                    }
                    $0.array("invocations", [run]) { $0.append(invocation: $1, cut: cut) }
                    $0.object("originalUriBaseIds") {
                        $0.object("%SRCROOT%") {
                            $0.object("description") { $0.field("text", "The top of the scanned source.") }
                        }
                    }
                    let repositories = run.targets.compactMap { target in
                        target.kind == .repository
                            ? target.remote.flatMap(Self.repositoryURI).map { (target, $0) } : nil
                    }
                    if !repositories.isEmpty {
                        $0.array("versionControlProvenance", repositories) { json, repository in
                            json.object {
                                $0.field("repositoryUri", repository.1)
                                if let head = repository.0.head { $0.field("revisionId", head.hex) }
                                if let branch = repository.0.headRef { $0.field("branch", branch) }
                                // Paths of several repositories have one base: it stands for none of them.
                                if run.targets.count == 1 {
                                    $0.object("mappedTo") { $0.field("uriBaseId", "%SRCROOT%") }
                                }
                            }
                        }
                    }
                    $0.field("columnKind", "utf16CodeUnits")
                    $0.array("results", findings) {
                        $0.append(result: $1, ruleIndex: index[$1.rule.id] ?? 0, at: run.finished)
                    }
                }
            }
        }
        output.write(json.text + "\n")
    }

    /// An absolute URI, which SARIF wants: `git@host:owner/name` is short for `ssh://git@host/owner/name` (git-clone(1)).
    /// Nil for what is only a path.
    static func repositoryURI(_ remote: String) -> String? {
        func escaped(_ text: some StringProtocol) -> String {
            // RFC 3986: reserved characters stay, the rest is percent-encoded.
            JSONWriter.uri(Array(text.utf8), keeping: ":/?#[]@!$&'()*+,;=%")
        }
        if remote.contains("://") { return escaped(remote) }
        guard let colon = remote.firstIndex(of: ":"), !remote[..<colon].contains("/"), colon != remote.startIndex else {
            return nil
        }
        let path = remote[remote.index(after: colon)...].drop { $0 == "/" }
        return "ssh://" + escaped(remote[..<colon]) + "/" + escaped(path)
    }

    /// What is said of each rule that found something, by id.
    private var rules: [Finding] {
        var known: [String: Finding] = [:]
        for finding in findings {
            if let other = known[finding.rule.id], other.confidence.score >= finding.confidence.score { continue }
            known[finding.rule.id] = finding
        }
        return known.values.sorted { $0.rule.id < $1.rule.id }
    }
}

extension Finding {
    /// At most so many bytes are left of its result by compression: the text of strangers, and hexadecimal digits, which become
    /// half as many bytes. What all results have in common costs next to nothing.
    fileprivate func compressedBytes(at now: Timestamp) -> Int {
        let foreign =
            JSONWriter.uri(location.path).utf8.count + sentence(at: now).utf8.count + location.source.utf8.count
        return foreign + (suppression?.reason.utf8.count ?? 0) + 160
    }

    fileprivate func sentence(at now: Timestamp) -> String {
        var text = "\(rule.name) \(credential.redacted)" + knownLimits(at: now).map { ", " + $0 }.joined()
        if let commit = provenance.introduced.first {
            text += ", introduced in \(commit.id.hex.prefix(12)) by \(commit.author.name)"
        }
        return text + (provenance.isAtHead || location.carrier == .file ? "." : ", not at HEAD.")
    }

    /// Of 10, as code scanning ranks: above 6.9 high, above 3.9 medium.
    fileprivate var severity: String {
        switch confidence.band {
        case _ where credential.isIdentifier: "1.0"
        case .high: "8.0"
        case .medium: "6.0"
        case .low: "3.0"
        }
    }

    fileprivate var level: String {
        switch confidence.band {
        case _ where credential.isIdentifier: "note"
        case .high: "error"
        case .medium: "warning"
        case .low: "note"
        }
    }
}

extension JSONWriter {
    fileprivate mutating func append(rule finding: Finding) {
        object {
            $0.field("id", finding.rule.id)
            $0.field("name", finding.rule.name)
            $0.object("shortDescription") { $0.field("text", finding.rule.name) }
            $0.object("fullDescription") {
                $0.field(
                    "text", "\(finding.rule.name): \(finding.credential.kind) of \(finding.credential.provider).")
            }
            $0.object("help") {
                $0.field("text", "Rotate or revoke the credential, then take it out. History keeps it.")
                $0.field(
                    "markdown",
                    "Rotate or revoke the credential, then take it out. **History keeps it.** `rollcall rules show \(finding.rule.id)` says how."
                )
            }
            $0.object("defaultConfiguration") { $0.field("level", finding.level) }
            $0.object("properties") {
                $0.array("tags", ["security", "credential", finding.credential.kind])
                $0.field("security-severity", finding.severity)
                $0.field(
                    "precision",
                    finding.confidence.band == .high
                        ? "very-high" : finding.confidence.band == .medium ? "high" : "medium")
            }
        }
    }

    fileprivate mutating func append(invocation run: RunRecord, cut: Int) {
        object {
            $0.field("executionSuccessful", run.coverage.isComplete)
            $0.field("startTimeUtc", run.started.text)
            $0.field("endTimeUtc", run.finished.text)
            var notes = run.coverage.entries.sorted().filter(\.reason.isGap).map {
                ("\($0.source) \($0.subject): \($0.detail)", $0.reason.rawValue, "warning")
            }
            if cut > 0 {
                notes.append(
                    (
                        "\(cut) more findings were left out: code scanning takes \(SARIF.mostResults) a run; split the scan",
                        "limit-hit", "error"
                    ))
            }
            notes += run.notices.map { ($0, "notice", "note") }
            $0.array("toolExecutionNotifications", notes) { json, note in
                json.object {
                    $0.object("descriptor") { $0.field("id", note.1) }
                    $0.field("level", note.2)
                    $0.object("message") { $0.field("text", note.0) }
                }
            }
        }
    }

    fileprivate mutating func append(result finding: Finding, ruleIndex: Int, at now: Timestamp) {
        object {
            $0.field("ruleId", finding.rule.id)
            $0.field("ruleIndex", ruleIndex)
            $0.field("level", finding.level)
            $0.object("message") { $0.field("text", finding.sentence(at: now)) }
            $0.array("locations", [finding.location]) { json, location in
                json.object {
                    $0.object("physicalLocation") {
                        $0.object("artifactLocation") {
                            $0.field("uri", Self.uri(location.shownPath))
                            $0.field("uriBaseId", "%SRCROOT%")
                        }
                        let columns = Self.columns(of: finding)
                        $0.object("region") {
                            $0.field("startLine", location.start.line)
                            if let columns { $0.field("startColumn", columns.start) }
                            $0.field("endLine", max(location.start.line, location.end.line))
                            if let end = columns?.end { $0.field("endColumn", end) }
                        }
                    }
                }
            }
            $0.object("partialFingerprints") {
                // The credential at its path, whatever line it moves to.
                $0.field("primaryLocationLineHash", String(finding.id.prefix(16)) + ":1")
                $0.field("rollcallCredential/v1", finding.credential.fingerprint)
            }
            if let suppression = finding.suppression {
                $0.array("suppressions", [suppression]) { json, suppression in
                    json.object {
                        $0.field("kind", suppression.kind == .inline ? "inSource" : "external")
                        $0.field("status", "accepted")
                        $0.field("justification", suppression.reason)
                    }
                }
            }
            $0.object("properties") {
                $0.field("source", finding.location.source)
                $0.field("carrier", finding.location.carrier.rawValue)
                $0.field("atHead", finding.provenance.isAtHead)
                $0.field("confidence", finding.confidence.score, decimals: 2)
                if let commit = finding.provenance.introduced.first { $0.field("introducedIn", commit.id.hex) }
            }
        }
    }

    /// Where the secret stands in its line, in UTF-16 code units from 1; nil where the line is not here whole. Ours count
    /// bytes, so that what stands before it is counted anew.
    private static func columns(of finding: Finding) -> (start: Int, end: Int?)? {
        let (start, end) = (finding.location.start, finding.location.end)
        guard let line = finding.excerpt.lines.last(where: { $0.number == start.line }), let mark = line.highlight,
            mark.start == start.column - 1,
            let before = String(line.text.utf8.prefix(mark.start)), !before.contains("…")
        else { return nil }
        let first = before.utf16.count + 1
        // Of the secret only its length is known: as many code units as bytes, if what is shown of it is ASCII.
        let length = end.column - start.column
        let isPlain =
            end.line == start.line && length == finding.credential.length
            && finding.credential.redacted.unicodeScalars.allSatisfy { $0.isASCII || $0 == "…" }
        return (first, isPlain ? first + length : nil)
    }

    /// RFC 3986: everything but unreserved characters and `/` is percent-encoded.
    static func uri(_ path: [UInt8], keeping kept: String = "") -> String {
        let digits = Array("0123456789ABCDEF")
        let kept = Set(kept.utf8)
        var uri = ""
        for byte in path {
            switch byte {
            case _ where kept.contains(byte): uri.unicodeScalars.append(UnicodeScalar(byte))
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F:
                uri.unicodeScalars.append(UnicodeScalar(byte))
            default: uri += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
            }
        }
        return uri
    }
}
