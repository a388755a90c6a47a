internal import Model

/// What has changed since the last published run.
struct RunComparison: Sendable {
    /// Neither suppressed nor names, and not among the findings of the last run. In order.
    var new: [Finding] = []
    /// Lines of findings that are not there any more.
    var gone: [KnownFinding] = []
    /// Lines of findings that were not looked at: what they stand in could not be read.
    var unconfirmed: [KnownFinding] = []
    /// How many findings belong to targets that are no longer asked for.
    var dropped = 0
    /// Fingerprints of credentials that no earlier run knew anywhere.
    var newCredentials: Set<String> = []
    /// By target, in the order of the run's targets.
    var perTarget: [TargetChange] = []

    /// The same of one target, counted.
    struct TargetChange {
        var new = 0
        var gone = 0
        var unconfirmed = 0
    }

    /// - Parameter findings: by target, as `targets`.
    init(findings: [[Finding]], targets: [SweptTarget], last: PublishedRun?) {
        perTarget = Array(repeating: TargetChange(), count: targets.count)
        let known = (last?.findings ?? []).filter(\.isActionable) + (last?.unconfirmed ?? [])
        let knownIDs = Set(known.map(\.id))
        let knownCredentials = Set(
            (last?.findings ?? []).map(\.fingerprint) + (last?.unconfirmed ?? []).map(\.fingerprint))
        var present: Set<String> = []
        for (number, own) in findings.enumerated() {
            for finding in own {
                present.insert(finding.id)
                guard finding.isActionable, !knownIDs.contains(finding.id) else { continue }
                new.append(finding)
                perTarget[number].new += 1
                let fingerprint = finding.credential.fingerprint
                if !knownCredentials.contains(fingerprint) { newCredentials.insert(fingerprint) }
            }
        }
        guard let last else { return }
        let owners = Self.owners(targets: targets, last: last)
        let seenIDs = Set(last.findings.map(\.id))
        var seen: Set<String> = []
        for finding in known where !present.contains(finding.id) && seen.insert(finding.id).inserted {
            guard let owner = owners[finding.source] else {
                dropped += 1
                continue
            }
            let before = last.manifest.target(named: targets[owner].name)
            if targets[owner].confirmsAbsence(since: before, wasSeen: seenIDs.contains(finding.id)) {
                gone.append(finding)
                perTarget[owner].gone += 1
            } else {
                unconfirmed.append(finding)
                perTarget[owner].unconfirmed += 1
            }
        }
    }

    /// Which target of this run answers for a source of the last one.
    private static func owners(targets: [SweptTarget], last: PublishedRun) -> [String: Int] {
        let byName = Dictionary(targets.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
        var owners: [String: Int] = [:]
        for target in last.manifest.targets {
            guard let number = byName[target.name] else { continue }
            for source in target.sources { owners[source] = number }
            owners[target.name] = number
        }
        return owners
    }
}
