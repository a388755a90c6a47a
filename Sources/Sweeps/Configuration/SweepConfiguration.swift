package import Discovery

/// What a sweep's configuration file says. docs/sweeps.md describes the file.
package struct SweepConfiguration: Sendable {
    /// Path of the file, absolute.
    package var file: String
    /// SHA-256 of the file.
    package var digest: String
    /// Holds run folders, `latest`, the lock, and by default state and mirrors.
    package var folder = ""
    /// Where scans remember what they read, and where mirrors are kept.
    package var stateFolder = ""
    package var cacheFolder = ""
    /// Targets side by side; nil for what the machine allows.
    package var concurrency: Int?
    /// Threads of one target; nil for what the machine allows.
    package var jobs: Int?
    /// What all targets side by side take beside mapped files.
    package var memoryInBytes = 512 << 20
    /// Rule files or folders to add.
    package var rules: [String] = []
    /// Rule ids or `prefix*`: the only ones in force (all where it is empty), and those that are not.
    package var onlyRules: [String] = []
    package var skippedRules: [String] = []
    /// nil for the user's own key.
    package var keyFile: String?
    /// The roll that takes every run; nil for none.
    package var roll: String?
    /// Whether declarations and references are read too.
    package var readsArtefacts = false
    package var retention = Retention()
    /// PEM file of authorities, for https clone URLs and webhooks.
    package var certificates: String?
    package var authentications: [Authentication] = []
    package var webhooks: [Webhook] = []
    package var targets: [Entry] = []
    /// Globs of paths and URLs that are no targets, whoever names them.
    package var except: [String] = []

    /// One item of `targets`.
    package struct Entry: Sendable {
        /// A repository, folder or file (or a glob of them); a folder that is scanned as files; a clone URL.
        package enum Kind: String, Sendable { case path, tree, url }
        package let kind: Kind
        /// As the file has it.
        package let text: String
        /// From 1.
        package let line: Int
        package let options: TargetOptions
    }

    /// How many runs are kept, and for how long.
    package struct Retention: Sendable {
        package var runs = 30
        /// None older than that stays; nil for no such limit.
        package var days: Int?
    }

    /// What `rollcall scan` would be told for one target.
    package struct TargetOptions: Sendable, Hashable {
        package var history = ScanOptions.Extent.full
        /// nil: all where no commits are selected.
        package var worktree: ScanOptions.Extent?
        package var branch: String?
        package var since: String?
        package var include: [String] = []
        package var exclude: [String] = []
        /// 0–1; nil for medium.
        package var minimumConfidence: Double?
        /// Whether files inside the target may suppress its findings.
        package var isTrusted = false
        /// Of fetching and scanning together.
        package var timeLimitInSeconds: Int?
        /// Of a mirror on disk, and of one transfer; nil for none.
        package var sizeLimitInBytes: Int?
        package var isExhaustive = false
        package var skipsNothing = false
        /// Contents above it are scanned in pieces; nil for the usual 64 MiB.
        package var pieceSizeInBytes: Int?
    }

    /// Where the credential of some clone URLs is to be had. Never the credential itself.
    package struct Authentication: Sendable, Codable, Hashable {
        /// What the URLs begin with.
        package var url = ""
        /// The user's name itself; nil for what the URL says.
        package var user: String?
        /// Names of environment variables.
        package var userVariable: String?
        package var passwordVariable: String?
        /// Of a variable that holds the path of a private key.
        package var keyFileVariable: String?
        package var passphraseVariable: String?
        /// Whether the SSH agent at SSH_AUTH_SOCK may be asked.
        package var usesAgent = false
        /// A program that is asked as Git asks: the question as its argument, the answer in its first line of output.
        package var askpass: String?
        /// `SHA256:…`
        package var hostKey: String?
    }

    /// Whom to tell of a run.
    package struct Webhook: Sendable {
        /// Of runs with new findings, or of every run.
        package enum Moment: String, Sendable, CaseIterable { case new, always }
        /// The URL, or the environment variable that holds it: such URLs are secrets themselves.
        package var url: String?
        package var urlVariable: String?
        package var headers: [String: String] = [:]
        /// Header to name of an environment variable.
        package var headerVariables: [String: String] = [:]
        /// A Mustache template; nil for `rollcall.notification/1`.
        package var template: String?
        package var moment = Moment.new
        /// In one sweep; the next one tries again.
        package var attempts = 4
        package var timeoutInSeconds = 10
    }
}
