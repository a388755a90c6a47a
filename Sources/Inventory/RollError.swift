/// Why the roll could not be opened, read or written.
package enum RollError: Error, CustomStringConvertible, Equatable {
    case newerSchema(path: String, migration: String)
    case notARoll(path: String)
    case corrupt(path: String, reason: String)
    case locked(path: String)
    case full(path: String)
    case unwritable(path: String, reason: String)
    case unreadable(path: String, reason: String)
    case absent(path: String)
    case unreadableFindings(file: String, line: Int, reason: String)
    case otherKey(file: String)
    /// The roll has been given keys of its own, and they are not here.
    case absentKey(path: String)
    case unknown(path: String, what: String)
    case unknownRun(path: String, run: String, runs: Int)
    case ambiguous(what: String, candidates: [String])
    /// What was asked for cannot be done; the reason says what to ask for instead.
    case refused(String)

    package var description: String {
        switch self {
        case .newerSchema(let path, let migration):
            "the roll \(path) was written by a newer Rollcall (it has “\(migration)”); install that version, nothing was changed"
        case .notARoll(let path): "\(path) is no roll; name another file"
        case .corrupt(let path, let reason):
            "the roll \(path) is damaged: \(reason); restore a copy, or import your findings files into a new one"
        case .locked(let path):
            "the roll \(path) is being written by another process; wait until it has finished, nothing was changed"
        case .full(let path):
            "there is no room left to write the roll \(path); free some and try again, nothing was changed"
        case .unwritable(let path, let reason):
            "cannot write the roll \(path): \(reason); check its folder and permissions, or name another"
        case .unreadable(let path, let reason):
            "cannot read the roll \(path): \(reason); check its permissions, or copy it to another folder"
        case .absent(let path):
            "there is no roll at \(path); `rollcall scan --roll \(path)` or `rollcall roll import` makes one"
        case .unreadableFindings(let file, let line, let reason):
            line > 0
                ? "\(file):\(line): \(reason); nothing was imported (findings files are those of `rollcall scan --format jsonl`)"
                : "cannot read \(file): \(reason); nothing was imported"
        case .otherKey(let file):
            "\(file) was made with another fingerprint key than this roll, so equal secrets would look different; scan with the roll's key (--key-file)"
        case .absentKey(let path):
            "the roll has a key of its own and \(path) does not hold it; put the key file back beside the roll (reading works without it)"
        case .unknown(let path, let what):
            "the roll \(path) knows nothing called “\(what)”; `rollcall roll list` shows what it knows"
        case .unknownRun(let path, let run, let runs):
            "the roll \(path) has no run \(run): there \(runs == 1 ? "is one" : "are \(runs)"); `rollcall roll stats` lists the latest"
        case .ambiguous(let what, let candidates):
            "“\(what)” may be \(candidates.joined(separator: ", ")); give more of it"
        case .refused(let reason): reason
        }
    }
}
