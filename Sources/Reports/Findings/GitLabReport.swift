import Model

/// The secret detection report of GitLab, version 15 of its security report schemas. It never holds a secret.
struct GitLabReport {
    private static let version = "15.0.7"
    let report: ScanReport

    func write(to output: inout some TextOutputStream) {
        var json = JSONWriter(layout: .indented)
        let findings = report.findings.filter { $0.suppression == nil }
        json.object {
            $0.field("version", Self.version)
            $0.object("scan") { json in
                for role in ["analyzer", "scanner"] {
                    json.object(role) {
                        $0.field("id", "rollcall")
                        $0.field("name", "Rollcall")
                        $0.field("version", report.run.toolVersion)
                        $0.object("vendor") { $0.field("name", "Rollcall") }
                    }
                }
                json.field("type", "secret_detection")
                json.field("start_time", Self.time(report.run.started))
                json.field("end_time", Self.time(report.run.finished))
                // What could not be read is named; the report of the rest is good.
                json.field("status", "success")
                json.array("messages", report.run.coverage.withoutFacts.entries) { json, entry in
                    json.object {
                        $0.field("level", "warn")
                        $0.field("value", "\(entry.subject): \(entry.detail)")
                    }
                }
            }
            $0.array("vulnerabilities", findings) { $0.append(vulnerability: $1, at: report.run.finished) }
        }
        output.write(json.text + "\n")
    }

    /// GitLab wants no zone: it is UTC.
    private static func time(_ moment: Timestamp) -> String {
        String(Timestamp(seconds: moment.seconds, offsetInMinutes: 0).text.prefix(19))
    }
}

extension JSONWriter {
    fileprivate mutating func append(vulnerability finding: Finding, at now: Timestamp) {
        object {
            $0.field("id", finding.id)
            $0.field("name", finding.rule.name)
            $0.field("description", Self.description(of: finding, at: now))
            $0.field("severity", Self.severity(of: finding))
            $0.field("solution", "Revoke it, then refer to a vault or a masked variable instead.")
            $0.object("location") { json in
                json.field("file", finding.location.shownPathText)
                json.object("commit") {
                    let commit = finding.provenance.introduced.first
                    // GitLab's own word for what is in no commit.
                    $0.field("sha", commit?.id.hex ?? "0000000")
                    if let commit {
                        $0.field("author", "\(commit.author.name) <\(commit.author.email)>")
                        $0.field("date", commit.author.time.text)
                        $0.field("message", commit.summary)
                    }
                }
                json.field("start_line", finding.location.start.line)
                json.field("end_line", finding.location.end.line)
            }
            $0.array("identifiers", [finding.rule]) { json, rule in
                json.object {
                    $0.field("type", "rollcall_rule_id")
                    $0.field("name", "Rollcall rule \(rule.id)")
                    $0.field("value", rule.id)
                }
            }
        }
    }

    private static func description(of finding: Finding, at now: Timestamp) -> String {
        let (grounds, doubts) = (finding.confidence.grounds, finding.confidence.doubts)
        let limits = finding.knownLimits(at: now).map { ", " + $0 }.joined()
        return "\(finding.credential.redacted)\(limits), \(finding.confidence.band.rawValue) confidence"
            + (grounds.isEmpty ? "" : ": \(grounds.joined(separator: "; "))")
            + (doubts.isEmpty ? "" : ", although \(doubts.joined(separator: "; "))")
    }

    private static func severity(of finding: Finding) -> String {
        switch finding.confidence.band {
        case _ where finding.credential.isIdentifier: "Info"
        case .high: "Critical"
        case .medium: "High"
        case .low: "Low"
        }
    }
}
