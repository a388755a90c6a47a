/// Why a sweep ended without a run. What only keeps a target from being read is in the run.
package enum SweepError: Error, CustomStringConvertible {
    case cannotWrite(path: String, reason: String)
    case cannotList(path: String, reason: String)
    case running(folder: String, owner: String)
    case interrupted
    case roll(String)

    package var description: String {
        switch self {
        case .cannotWrite(let path, let reason):
            "cannot write \(path): \(reason); the last run stays as it is, and the next sweep begins where this one ended"
        case .cannotList(let path, let reason):
            "cannot list the runs in \(path): \(reason); make the folder readable: without the last run every finding would count as new, so none was left"
        case .running(let folder, let owner):
            "another sweep is at work in \(folder) (\(owner)); wait for its end"
        case .interrupted:
            "the sweep was stopped before its end and left no run; the next one goes on where this one ended"
        case .roll(let reason): "\(reason); no run was left, and the next sweep begins where this one ended"
        }
    }
}
