package import Inventory

/// The files of an evidence package: what an auditor reads, and the tables behind it.
package enum EvidenceFiles {
    /// Name and text, without the manifest.
    package static func make(_ evidence: EvidencePackage) -> [(name: String, text: String)] {
        [
            ("evidence.md", markdown(evidence)), ("evidence.json", json(evidence)), ("items.csv", items(evidence)),
            ("rows.csv", rows(evidence)),
            ("scanned.csv", scanned(evidence)), ("decisions.csv", decisions(evidence)),
            ("runs.jsonl", evidence.runs.map { $0 + "\n" }.joined()),
        ]
    }

    /// JSON that names every file with its SHA-256.
    package static func manifest(_ evidence: EvidencePackage, digests: [(name: String, digest: String, bytes: Int)])
        -> String
    {
        var json = JSONWriter(layout: .indented)
        json.object {
            $0.field("schema", "rollcall.evidence-manifest/1")
            $0.field("framework", evidence.framework.name)
            $0.field("made", CivilTime.text(evidence.made))
            $0.field("roll_digest", evidence.digest)
            $0.array("decision_heads", evidence.heads)
            $0.array("files", digests) { json, file in
                json.object {
                    $0.field("name", file.name)
                    $0.field("sha256", file.digest)
                    $0.field("bytes", file.bytes)
                }
            }
        }
        return json.text + "\n"
    }

    private static func markdown(_ evidence: EvidencePackage) -> String {
        var text = "# \(evidence.framework.title)\n\n"
        text +=
            "Evidence from the roll as of \(CivilTime.text(evidence.made)): \(Quantity.counted(evidence.scanned.count, "source")), \(Quantity.counted(evidence.runs.count, "run")), "
        text +=
            "\(Quantity.counted(evidence.decisions.count, "decision")). Credentials older than \(evidence.days) days count as long-lived. Items after \(evidence.framework.source).\n\n"
        let partial = evidence.scanned.filter { !$0.isWhole }
        if !partial.isEmpty {
            text +=
                "**Incomplete:** \(Quantity.counted(partial.count, "source")) never scanned whole; see `scanned.csv` and the coverage in `runs.jsonl`. Absence from these tables proves nothing there.\n\n"
        }
        text +=
            "| item | population | exceptions | what is shown | what cannot be shown offline |\n|---|---|---|---|---|\n"
        for finding in evidence.items {
            let exceptions =
                finding.exceptions.isEmpty
                ? "–" : finding.exceptions.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
            text +=
                "| \(finding.item.id) \(cell(finding.item.title)) | \(finding.population) \(finding.item.population.rawValue) | \(exceptions) | \(cell(finding.item.shows)) | \(cell(finding.item.cannot)) |\n"
        }
        for finding in evidence.items {
            let rows = evidence.rows.filter { $0.item == finding.item.id }
            guard !rows.isEmpty else { continue }
            text +=
                "\n## \(finding.item.id) \(finding.item.title)\n\n| identity | why | state | owner | place | introduced | decision |\n|---|---|---|---|---|---|---|\n"
            for row in rows.prefix(100) {
                let place = row.path.map { "\(row.source ?? "") \($0):\(row.line ?? 1)" } ?? "–"
                let origin = row.commit.map { "\(row.commitTime.map(CivilTime.date) ?? "") in \($0.prefix(12))" } ?? "–"
                let decision = row.identity.decision.map { decision in
                    row.identity.decisionUntil.map { "\(decision) until \(CivilTime.date($0))" } ?? decision
                }
                text +=
                    "| \(row.identity.id) \(cell(row.identity.name)) | \(row.exception) | \(row.identity.state.rawValue) | \(cell(row.identity.owner ?? "–")) | \(cell(place)) | \(origin) | \(cell(decision ?? "–")) |\n"
            }
            if rows.count > 100 { text += "\nand \(rows.count - 100) more in `rows.csv`\n" }
        }
        return text
    }

    private static func cell(_ text: String) -> String {
        TerminalText.safe(text).replacing("|", with: "\\|").replacing("<", with: "&lt;")
    }

    private static func items(_ evidence: EvidencePackage) -> String {
        CSV.line(["item", "title", "population", "population_count", "exception", "exception_count", "shows", "cannot"])
            + evidence.items.flatMap { finding -> [String] in
                let head = [
                    finding.item.id, finding.item.title, finding.item.population.rawValue, String(finding.population),
                ]
                let tail = [finding.item.shows, finding.item.cannot]
                if finding.exceptions.isEmpty { return [CSV.line(head + ["", ""] + tail)] }
                return finding.exceptions.map { CSV.line(head + [$0.0.rawValue, String($0.1)] + tail) }
            }.joined()
    }

    private static func rows(_ evidence: EvidencePackage) -> String {
        CSV.line([
            "item", "exception", "identity", "name", "kind", "provider", "state", "owner", "source", "path", "line",
            "commit", "commit_time", "author", "decision", "decision_until",
        ])
            + evidence.rows.map { row in
                let until = row.identity.decision == nil ? nil : row.identity.decisionUntil
                return CSV.line([
                    row.item, row.exception, row.identity.id, row.identity.name, row.identity.kind,
                    row.identity.provider, row.identity.state.rawValue,
                    row.identity.owner ?? "", row.source ?? "", row.path ?? "", row.line.map(String.init) ?? "",
                    row.commit ?? "",
                    row.commitTime.map(CivilTime.text) ?? "", row.author ?? "", row.identity.decision ?? "",
                    until.map(CivilTime.text) ?? "",
                ])
            }.joined()
    }

    private static func scanned(_ evidence: EvidencePackage) -> String {
        CSV.line(["source", "kind", "run", "finished", "whole"])
            + evidence.scanned.map {
                CSV.line([$0.source, $0.kind, $0.run ?? "", $0.finished.map(CivilTime.text) ?? "", String($0.isWhole)])
            }.joined()
    }

    private static func decisions(_ evidence: EvidencePackage) -> String {
        CSV.line(["hash", "height", "at", "by", "action", "subject", "until", "owner", "reason"])
            + evidence.decisions.map { entry in
                let decision = entry.decision
                return CSV.line([
                    entry.hash, String(entry.height), CivilTime.text(decision.at), decision.by,
                    decision.action.rawValue, decision.subject,
                    decision.until.map(CivilTime.text) ?? "", decision.owner ?? "", decision.reason,
                ])
            }.joined()
    }

    private static func json(_ evidence: EvidencePackage) -> String {
        var json = JSONWriter(layout: .indented)
        json.object {
            $0.field("schema", "rollcall.evidence/1")
            $0.field("framework", evidence.framework.name)
            $0.field("title", evidence.framework.title)
            $0.field("made", CivilTime.text(evidence.made))
            $0.array("items", evidence.items) { json, finding in
                json.object {
                    $0.field("id", finding.item.id)
                    $0.field("title", finding.item.title)
                    $0.field("shows", finding.item.shows)
                    $0.field("cannot", finding.item.cannot)
                    $0.object("population") { json in json.field(finding.item.population.rawValue, finding.population) }
                    $0.object("exceptions") { json in
                        for (kind, count) in finding.exceptions { json.field(kind.rawValue, count) }
                    }
                    $0.array("rows", evidence.rows.filter { $0.item == finding.item.id }) { json, row in
                        json.object {
                            $0.field("exception", row.exception)
                            $0.field("identity", row.identity.id)
                            $0.field("key", row.identity.key)
                            $0.field("state", row.identity.state.rawValue)
                            $0.field("owner", row.identity.owner)
                            $0.field("source", row.source)
                            $0.field("path", row.path)
                            if let line = row.line { $0.field("line", line) }
                            $0.field("commit", row.commit)
                            $0.field("decision", row.identity.decision)
                        }
                    }
                }
            }
        }
        return json.text + "\n"
    }
}
