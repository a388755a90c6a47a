internal import Repositories

/// What a fetching process is asked to do, on one line of its standard input.
struct FetchRequest: Codable {
    let url: String
    /// Of the mirror.
    let path: String
    let sizeLimitInBytes: Int?
    let certificates: String?
    let authentication: SweepConfiguration.Authentication?
}

/// What it answers, on one line of its standard output.
enum FetchAnswer: Codable, Sendable {
    case fetched(MirrorFetch.Outcome)
    case failed(MirrorError.Kind, reason: String)
}
