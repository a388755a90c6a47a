import Foundation
import Inventory
import Model
import Reports
import Repositories

/// What `--roll` does with findings.
struct RollTaking {
    let path: String

    /// Opens the roll for writing, and makes it if there is none.
    func check() throws {
        _ = try telling { try Roll(at: path, .readWrite) }
    }

    /// Returns the report with what was decided suppressed, and takes its findings. What was decided about them does
    /// not change what was seen, so the roll passes over that; but the run must be the one that is printed.
    func take(_ report: ScanReport) throws -> ScanReport {
        try telling {
            let roll = try Roll(at: path, .readWrite)
            let decided = Self.decided(report, try roll.suppressions(now: Timestamp.now.seconds))
            _ = try roll.take(decided, runLine: decided.run.line)
            return decided
        }
    }

    /// The report with what was decided suppressed; the roll takes nothing of it.
    func suppressing(_ report: ScanReport) throws -> ScanReport {
        try suppressions().map { Self.decided(report, $0) } ?? report
    }

    /// Findings of a hook with what was decided suppressed; the roll takes nothing of them.
    func suppressing(_ findings: [Finding], of layout: RepositoryLayout) throws -> [Finding] {
        guard let suppressions = try suppressions() else { return findings }
        let remote = try Repository(layout).remoteURL()
        return Self.decided(findings, suppressions) { _ in remote }
    }

    /// What was decided; nil for a roll that is not there yet.
    private func suppressions() throws -> DecidedSuppressions? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        return try telling { try Roll(at: path, .readOnly).suppressions(now: Timestamp.now.seconds) }
    }

    private static func decided(_ report: ScanReport, _ suppressions: DecidedSuppressions) -> ScanReport {
        guard !suppressions.isEmpty else { return report }
        let remotes = Dictionary(report.run.targets.map { ($0.source, $0.remote) }) { first, _ in first }
        var decided = report
        decided.findings = self.decided(report.findings, suppressions) { remotes[$0] ?? nil }
        decided.run.counts.suppressed = decided.findings.count { $0.suppression != nil }
        return decided
    }

    /// - Parameter remote: the URL of a source's `origin`, by which the roll knows it.
    private static func decided(
        _ findings: [Finding], _ suppressions: DecidedSuppressions, remote: (String) -> String?
    ) -> [Finding] {
        findings.map { finding in
            let source = finding.location.source
            let name = SourceName.canonical(source, remote: remote(source))
            guard finding.suppression == nil, let reason = suppressions.reason(for: finding, sourceName: name) else {
                return finding
            }
            var decided = finding
            decided.suppression = Suppression(kind: .decision, reason: reason)
            return decided
        }
    }
}
