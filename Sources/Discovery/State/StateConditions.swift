internal import Model

extension ScanContext {
    /// Of a target; nil if nothing is to be remembered. An exhaustive scan is there to trust nothing.
    func stateFolder(ofTarget target: String) -> StateFolder? {
        guard let root = options.stateFolder, !options.isExhaustive else { return nil }
        return StateFolder(root: root, target: target)
    }

    /// What the findings in a blob depend on beside its bytes.
    var blobConditions: String {
        [
            toolVersion, rulesDigest, "\(options.minimumConfidence)", "\(options.pieceSize)", "\(options.memory)",
            "\(options.opening)",
            // Fingerprints under another key are other fingerprints.
            key.fingerprint("rollcall.state/1", []),
        ].joined(separator: " ")
    }

    /// What a target's findings depend on beside its files.
    func resultConditions(target: String) -> String {
        let options = options
        return [
            blobConditions, target, options.history.rawValue, options.worktree.rawValue, "\(options.stagedOnly)",
            options.since ?? "-", options.range ?? "-", options.branch ?? "-", "\(options.paths)",
            "\(options.hasIncludes)", "\(options.skipsNothing)",
            "\(options.trustsMarkers)", options.sourceNames[target] ?? target,
        ].map { "\($0.utf8.count):\($0)" }.joined(separator: " ")
    }
}
