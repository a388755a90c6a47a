/// The hooks of Git (githooks(5)) that Rollcall has a part in.
package enum HookKind: String, CaseIterable, Sendable {
    case preCommit = "pre-commit"
    case prePush = "pre-push"
    case preReceive = "pre-receive"

    /// Whether it stands on the side that is pushed to, where nobody else looks after it.
    package var isOnServer: Bool { self == .preReceive }

    /// Whether Git passes it lines on standard input.
    package var readsInput: Bool { self != .preCommit }

    /// Hooks that a folder for all repositories leaves out. That there is one is an order to Git: `push-to-checkout` takes
    /// the place of what a push to a branch that is checked out would do, and `reference-transaction` is started several
    /// times for each ref that changes, in every repository. Who has one of these in a repository has to know.
    package static let notPassedOn = ["fsmonitor-watchman", "push-to-checkout", "reference-transaction"]

    /// Every hook that a folder of hooks for all repositories has to pass on: Git looks for none elsewhere then.
    package static let allNames = [
        "applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg",
        "commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "post-rewrite",
        "pre-auto-gc",
        "reference-transaction", "push-to-checkout", "sendemail-validate", "pre-receive", "update", "post-receive",
        "post-update", "fsmonitor-watchman",
    ]
}
