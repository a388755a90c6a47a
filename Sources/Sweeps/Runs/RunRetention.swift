private import Model

/// Which runs are old enough to go.
struct RunRetention {
    let configured: SweepConfiguration.Retention
    /// Seconds since 1970.
    let now: Int64

    /// The newest and the one before it always stay: the next run is compared with one of them.
    static let leastRuns = 2

    /// - Parameter runs: oldest first, with the times they began.
    /// - Returns: runs to take away, and what is to be said about it.
    func doomed(_ runs: [(name: SweepFolder.RunName, started: Int64?)]) -> (
        runs: [SweepFolder.RunName], notice: String?
    ) {
        var doomed = Set(runs.dropLast(max(configured.runs, Self.leastRuns)).map(\.name))
        guard let days = configured.days, runs.count >= Self.leastRuns else { return (doomed.sorted(), nil) }
        let limit = Int64(days) * 86_400
        // A clock that is a year ahead would make everything old. Time is believed if it has gone on since the run before,
        // and not by more than what is to be kept.
        let previous = runs[runs.count - 2].started ?? now
        guard previous <= now, now - previous <= limit else {
            return (
                doomed.sorted(), "the clock is not where the last run would have it; no run was removed for its age"
            )
        }
        for run in runs.dropLast(Self.leastRuns) {
            if let started = run.started, started <= now, now - started > limit { doomed.insert(run.name) }
        }
        return (doomed.sorted(), nil)
    }
}

extension SweepFolder.RunName {
    /// When the run began, seconds since 1970, as its name says.
    var started: Int64? {
        guard let stamp = text.split(separator: "-").last, stamp.utf8.count == 16 else { return nil }
        let digits = Array(stamp)
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        let date = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z"
        return InternetDate.seconds(of: date)
    }
}
