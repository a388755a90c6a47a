internal import CLibgit2

/// A repository could not be read.
package enum GitError: Error, CustomStringConvertible {
    /// libgit2 failed while we were doing something.
    case library(action: String, reason: String)
    case notARepository(path: String)
    /// A later Git has made it.
    case unsupportedFormat(path: String, reason: String)
    case unreadable(path: String, reason: String)
    case denied(path: String)
    case damagedIndex(path: String, reason: String)
    case unknownCommit(name: String)
    /// Something else stands where Git keeps a file.
    case notAFile(path: String, kind: String)

    package var description: String {
        switch self {
        case .library(let action, let reason): "cannot \(action): \(reason)"
        case .notARepository(let path): "\(path) is not a Git repository; name one, or scan it as a directory"
        case .unsupportedFormat(let path, let reason): "cannot open the repository at \(path): \(reason)"
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .denied(let path): "cannot read \(path): permission denied; \(Self.adviceOnPermissions)"
        case .damagedIndex(let path, let reason):
            "the index is damaged: \(reason); `rm \(path)`, then `git reset` makes a new one with nothing staged"
        case .unknownCommit(let name): "\(name) names no commit of this repository; `git log` shows which there are"
        case .notAFile(let path, let kind):
            "\(path) is \(kind) where Git keeps a file; put the file back, or take away what is there"
        }
    }

    /// Ends messages on what may not be read; coverage tells such from damage by it.
    package static let adviceOnPermissions = "check its permissions"

    /// Runs a libgit2 call that makes an object, and reads the library's error at once if it fails.
    static func create<Handle>(
        _ action: @autoclosure () -> String, _ call: (inout Handle?) -> Int32
    ) throws(GitError) -> Handle {
        var handle: Handle?
        let code = call(&handle)
        guard code == 0, let handle else { throw last(action(), code: code) }
        return handle
    }

    /// libgit2's last error on this thread.
    static func last(_ action: String, code: Int32) -> GitError {
        let message = git_error_last().map { String(cString: $0.pointee.message) } ?? "error \(code)"
        return .library(action: action, reason: message)
    }
}
