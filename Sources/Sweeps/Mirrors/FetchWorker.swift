private import Discovery
private import Files
private import Foundation
private import Repositories

/// The fetching process: libgit2 may hang on a dead server, or die of what one sends, and takes nothing along here.
package enum FetchWorker {
    /// Reads a request, fetches, answers. Ends with the process that started it, so that no fetch outlives its sweep.
    package static func run() -> Never {
        guard let line = readLine(strippingNewline: true),
            let request = try? JSONDecoder().decode(FetchRequest.self, from: Data(line.utf8))
        else { exit(2) }
        Thread.detachNewThread {
            // Nothing more is ever written to our input: when reading ends, the other end is gone.
            while readLine() != nil {}
            _exit(3)
        }
        let answer = fetch(request)
        if let data = try? JSONEncoder().encode(answer) { FileHandle.standardOutput.write(data + Data("\n".utf8)) }
        exit(0)
    }

    private static func fetch(_ request: FetchRequest) -> FetchAnswer {
        let lock = open(request.path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
            return .failed(.local, reason: "cannot lock the mirror \(request.path): \(SystemError.last)")
        }
        let credentials = CloneCredentials(url: request.url, authentication: request.authentication)
        do {
            let outcome = try MirrorFetch(
                url: request.url, path: request.path, sizeLimit: request.sizeLimitInBytes,
                hostKey: request.authentication?.hostKey, certificates: request.certificates
            ) { user throws(MirrorError) in try credentials.answer(user: user) }.run()
            return .fetched(outcome)
        } catch {
            return .failed(error.kind, reason: error.description)
        }
    }
}
