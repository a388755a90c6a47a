package import Model

/// The refs of a repository, wherever they stand.
package struct ReferenceStore {
    private enum Backend {
        case files(ReferenceFiles)
        /// Read at once: a table has no other way.
        case tables([String: ReferenceValue])
    }

    private let backend: Backend
    /// What has happened to refs, where files in `logs` do not tell it.
    package let logs: [ReferenceLog]

    /// As Git follows them.
    private static let deepestSymbolic = 10

    /// Throws where reftables are damaged.
    init(_ layout: RepositoryLayout) throws(GitError) {
        guard layout.usesReftable else {
            backend = .files(ReferenceFiles(layout))
            logs = []
            return
        }
        let common = try ReftableStack(layout.commonDirectory)
        var values = try common.all()
        var logs = try common.logs()
        if layout.gitDirectory != layout.commonDirectory {
            let own = try ReftableStack(layout.gitDirectory)
            values = values.filter { $0.key != "HEAD" && !ReferenceFiles.isOwned($0.key) }
            values.merge(try own.all()) { _, own in own }
            logs += try own.logs()
        }
        backend = .tables(values)
        self.logs = logs
    }

    /// All refs below `refs`, symbolic ones resolved, sorted by name; those that name nothing are told apart.
    package func resolved() -> (references: [Reference], broken: [String]) {
        let values =
            switch backend {
            case .files(let files): files.all()
            case .tables(let values): values.filter { $0.key.hasPrefix("refs/") }
            }
        var references: [Reference] = []
        references.reserveCapacity(values.count)
        var broken: [String] = []
        for name in values.keys {
            if let target = Self.target(of: name, { values[$0] ?? value(of: $0) }) {
                references.append(Reference(name: name, target: target))
            } else if !isLeftBehind(name, values[name]) {
                broken.append(name)
            }
        }
        return (references.sorted { $0.name < $1.name }, broken.sorted())
    }

    /// `refs/remotes/origin/HEAD` after the remote's default branch got another name and the old one was pruned: a link to
    /// nothing, by which nothing is lost.
    private func isLeftBehind(_ name: String, _ value: ReferenceValue?) -> Bool {
        guard name.hasPrefix("refs/remotes/"), name.hasSuffix("/HEAD"), case .symbolic(let next)? = value else {
            return false
        }
        return self.value(of: next) == nil
    }

    /// What HEAD names: the branch (nil if detached) and the commit (nil on an unborn branch).
    package var head: (branch: String?, commit: ObjectID?) {
        let branch: String? =
            if case .symbolic(let name) = value(of: "HEAD"), Self.isBelowRefs(name) { name } else { nil }
        return (branch, target(of: "HEAD"))
    }

    /// Whether HEAD leads to a commit or, in the end, to a branch that is not there yet.
    package var hasHead: Bool {
        var name = "HEAD"
        for _ in 0..<Self.deepestSymbolic {
            switch value(of: name) {
            case .object: return true
            case .symbolic(let next) where Self.isBelowRefs(next): name = next
            case .symbolic, .unreadable: return false
            case nil: return name != "HEAD"
            }
        }
        return false
    }

    /// As Git asks of what HEAD names (git-symbolic-ref(1)).
    private static func isBelowRefs(_ name: String) -> Bool {
        name.hasPrefix("refs/")
            && !name.split(separator: "/", omittingEmptySubsequences: false).contains {
                $0.isEmpty || $0 == "." || $0 == ".."
            }
    }

    /// The object that a ref names in the end; nil if there is none.
    func target(of name: String) -> ObjectID? { Self.target(of: name, value) }

    private func value(of name: String) -> ReferenceValue? {
        switch backend {
        case .files(let files): files.value(of: name)
        case .tables(let values): values[name]
        }
    }

    private static func target(of name: String, _ value: (String) -> ReferenceValue?) -> ObjectID? {
        var name = name
        for _ in 0..<deepestSymbolic {
            switch value(name) {
            case .object(let id): return id
            case .symbolic(let next): name = next
            case .unreadable, nil: return nil
            }
        }
        return nil
    }
}
