/// Everything a scan found out.
package struct ScanReport: Sendable {
    /// In the order they are printed: source, path, line, column, rule, credential.
    package var findings: [Finding]
    package var run: RunRecord
    /// What configuration declares and refers to, in order; empty where it was not looked for.
    package let artefacts: [PlacedArtefact]

    package init(findings: [Finding], run: RunRecord, artefacts: [PlacedArtefact] = []) {
        self.findings = findings
        self.run = run
        self.artefacts = artefacts
    }

    /// 0 nothing found that counts, 1 findings, 3 incomplete; 1 wins over 3.
    package var exitCode: Int32 {
        if findings.contains(where: \.isActionable) { return 1 }
        return run.coverage.isComplete ? 0 : 3
    }
}
