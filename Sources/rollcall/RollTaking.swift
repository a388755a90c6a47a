import ArgumentParser
import Foundation
import Inventory
import Model
import Reports
import Repositories

/// What `scan --roll` does with a report.
struct RollTaking {
    let path: String

    /// Opens the roll for writing, and makes it if there is none.
    func check() throws {
        _ = try telling { try Roll(at: path, .readWrite) }
    }

    /// Returns the report with what was decided suppressed, and takes its findings. What was decided about them does
    /// not change what was seen, so the roll passes over that; but the run must be the one that is printed.
    func take(_ report: ScanReport) throws -> ScanReport {
        let roll = try telling { try Roll(at: path, .readWrite) }
        let decided = decided(
            report,
            try telling {
                try roll.suppressions(now: Int64(Date().timeIntervalSince1970))
            })
        _ = try telling { try roll.take(decided, runLine: decided.run.line) }
        return decided
    }

    /// The report with what was decided suppressed; the roll takes nothing of it. A roll that is not there yet has decided
    /// nothing.
    func suppressing(_ report: ScanReport) throws -> ScanReport {
        guard FileManager.default.fileExists(atPath: path) else { return report }
        let roll = try telling { try Roll(at: path, .readOnly) }
        return decided(
            report,
            try telling {
                try roll.suppressions(now: Int64(Date().timeIntervalSince1970))
            })
    }

    /// Findings of a hook with what was decided suppressed; the roll takes nothing of them. A roll that is not there yet
    /// has decided nothing.
    func suppressing(_ findings: [Finding], of layout: RepositoryLayout) throws -> [Finding] {
        guard FileManager.default.fileExists(atPath: path) else { return findings }
        let roll = try telling { try Roll(at: path, .readOnly) }
        let suppressions = try telling {
            try roll.suppressions(now: Int64(Date().timeIntervalSince1970))
        }
        let repository = try Repository(layout)
        let remote = repository.remoteURL()
        return findings.map { finding in
            var finding = finding
            let name = SourceName.canonical(finding.location.source, remote: remote)
            if finding.suppression == nil, let reason = suppressions.reason(for: finding, sourceName: name) {
                finding.suppression = Suppression(kind: .decision, reason: reason)
            }
            return finding
        }
    }

    private func decided(_ report: ScanReport, _ suppressions: DecidedSuppressions) -> ScanReport {
        guard !suppressions.isEmpty else { return report }
        let remotes = Dictionary(report.run.targets.map { ($0.source, $0.remote) }) { first, _ in first }
        var decided = report
        for index in decided.findings.indices where decided.findings[index].suppression == nil {
            let finding = decided.findings[index]
            let name = SourceName.canonical(finding.location.source, remote: remotes[finding.location.source] ?? nil)
            guard let reason = suppressions.reason(for: finding, sourceName: name) else { continue }
            decided.findings[index].suppression = Suppression(kind: .decision, reason: reason)
        }
        decided.run.counts.suppressed = decided.findings.count { $0.suppression != nil }
        return decided
    }
}
