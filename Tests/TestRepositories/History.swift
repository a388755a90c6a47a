extension TestRepository {
    package func branch(_ name: String, at revision: String = "HEAD") throws { try git("branch", name, revision) }

    /// Goes to a branch; `creatingAt` makes it first.
    package func checkout(_ branch: String, creatingAt revision: String? = nil) throws {
        if let revision {
            try git("checkout", "--quiet", "-b", branch, revision)
        } else {
            try git("checkout", "--quiet", branch)
        }
    }

    /// Goes to a new branch without parents and without files.
    package func checkoutOrphan(_ branch: String) throws {
        try git("checkout", "--quiet", "--orphan", branch)
        try git("rm", "-r", "--quiet", "--force", "--ignore-unmatch", ".")
    }

    /// Merges branches into the current one: several make an octopus, and what `changing` writes makes the merge evil
    /// (or resolves its conflict). Returns the merge commit's name.
    @discardableResult
    package func merge(
        _ branches: String..., message: String = "Merge", author: Person = .ada,
        changing: ((TestRepository) throws -> Void)? = nil
    ) throws -> String {
        try git(["merge", "--quiet", "--no-ff", "--no-commit"] + branches, accepting: [0, 1])
        if let changing {
            try changing(self)
            try stage()
        }
        return try commit(message, author: author)
    }

    /// A lightweight tag, or with a message an annotated one. Returns the name of what the tag's ref points at.
    @discardableResult
    package func tag(_ name: String, at revision: String = "HEAD", message: String? = nil) throws -> String {
        if let message {
            try git("tag", "--annotate", "--cleanup=verbatim", "--file=-", name, revision, input: Array(message.utf8))
            tick()
        } else {
            try git("tag", name, revision)
        }
        return try id("refs/tags/\(name)")
    }

    package func note(_ text: String, on revision: String = "HEAD", ref: String = "commits") throws {
        try git("notes", "--ref=\(ref)", "add", "--force", "--file=-", revision, input: Array(text.utf8))
        tick()
    }

    /// Stashes what differs from HEAD; the stash has a commit for the index and, with `untracked`, one for untracked
    /// files.
    @discardableResult
    package func stash(untracked: Bool = true, message: String = "set aside") throws -> String {
        try git(["stash", "push", "--quiet", "--message", message] + (untracked ? ["--include-untracked"] : []))
        tick()
        return try id("refs/stash")
    }

    /// Takes the branch back; what it leaves behind is held by the reflog alone.
    package func resetHard(to revision: String) throws { try git("reset", "--quiet", "--hard", revision) }

    /// Forgets all reflogs, so that what only they held is unreachable.
    package func expireReflogs() throws {
        try git("reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
    }

    /// Points a ref anywhere: `refs/pull/1/head`, `refs/original/…`.
    package func setRef(_ name: String, to revision: String) throws { try git("update-ref", name, revision) }

    package func detach(at revision: String = "HEAD") throws { try git("checkout", "--quiet", "--detach", revision) }
}
