internal import CLibgit2
private import Files
internal import Model

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Brings a bare mirror up to date with the repository at a URL, through libgit2: `git fetch --prune` of all refs.
///
/// The mirror belongs to the caller alone while this runs. What the other side deletes or overwrites loses its ref here and
/// keeps its objects: a credential that was force-pushed away is still found.
package struct MirrorFetch {
    /// What a server may be told about us.
    package enum Answer: Sendable {
        case login(user: String, password: String)
        /// Path of a private key; of none, the agent at SSH_AUTH_SOCK.
        case key(user: String, file: String?, passphrase: String)
    }

    /// Whether there was a mirror before, and whether its refs moved.
    package enum Outcome: String, Sendable, Codable { case created, updated, unchanged }

    private let url: String
    private let path: String
    private let sizeLimit: Int?
    private let hostKey: String?
    private let answer: (_ user: String?) throws(MirrorError) -> Answer?

    /// - Parameters:
    ///   - path: of the mirror; made if there is none.
    ///   - sizeLimit: in bytes, of one transfer; nil for none.
    ///   - hostKey: `SHA256:…` as `ssh-keygen -l` prints it; nil to ask `known_hosts`.
    ///   - certificates: PEM file of authorities; nil for the system's.
    ///   - answer: is asked once, when the server wants to know who we are, with the user that the URL names.
    package init(
        url: String, path: String, sizeLimit: Int?, hostKey: String?, certificates: String?,
        answer: @escaping (_ user: String?) throws(MirrorError) -> Answer?
    ) throws(MirrorError) {
        self.url = url
        self.path = path
        self.sizeLimit = sizeLimit
        self.hostKey = hostKey
        self.answer = answer
        LibGit2.start
        _ = rollcall_git_sync_files(1)
        if let certificates, rollcall_git_set_certificates(certificates) != 0 {
            throw MirrorError(.remote, Self.lastMessage("read the certificates in \(certificates)"))
        }
    }

    /// - Throws: `MirrorError`; the mirror is then as it was, or there is none.
    package func run() throws(MirrorError) -> Outcome {
        if FileSystem.exists(path) {
            MirrorDebris.remove(from: path)
            return try fetch(into: path)
        }
        // A clone that was cut off must not look like a small repository.
        let unfinished = path + ".new"
        MirrorDebris.removeFolder(unfinished)
        do { _ = try fetch(into: unfinished) } catch {
            MirrorDebris.removeFolder(unfinished)
            throw error
        }
        guard rename(unfinished, path) == 0 else {
            throw MirrorError(.local, "cannot name the mirror \(path): \(SystemError.last)")
        }
        return .created
    }

    private func fetch(into folder: String) throws(MirrorError) -> Outcome {
        var repository: OpaquePointer?
        let isNew = !FileSystem.exists(folder)
        let opened = isNew ? git_repository_init(&repository, folder, 1) : git_repository_open_bare(&repository, folder)
        guard opened == 0, let repository else {
            throw MirrorError(.local, Self.lastMessage("open the mirror \(folder)"))
        }
        defer { git_repository_free(repository) }
        var remote: OpaquePointer?
        let found =
            isNew
            ? git_remote_create_with_fetchspec(&remote, repository, "origin", url, "+refs/*:refs/*")
            : git_remote_lookup(&remote, repository, "origin")
        guard found == 0, let remote else {
            throw MirrorError(.local, Self.lastMessage("read the settings of the mirror \(folder)"))
        }
        defer { git_remote_free(remote) }
        let session = MirrorSession(url: url, sizeLimit: sizeLimit, hostKey: hostKey, answer: answer)
        defer { withExtendedLifetime(session) {} }
        return try transfer(remote, into: repository, session)
    }

    private func transfer(_ remote: OpaquePointer, into repository: OpaquePointer, _ session: MirrorSession)
        throws(MirrorError) -> Outcome
    {
        var options = git_fetch_options()
        guard git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION)) == 0 else {
            throw MirrorError(
                .local, "this libgit2 is another than Rollcall was built with; install the one it was built with")
        }
        session.listen(in: &options.callbacks)
        options.proxy_opts.type = GIT_PROXY_AUTO
        options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
        options.update_fetchhead = 0
        func check(_ code: Int32, _ action: String) throws(MirrorError) {
            if code != 0 { throw session.failure ?? MirrorError(.remote, Self.lastMessage("\(action) \(url)")) }
        }
        try check(
            git_remote_connect(remote, GIT_DIRECTION_FETCH, &options.callbacks, &options.proxy_opts, nil), "connect to")
        defer { git_remote_disconnect(remote) }
        let offered = try MirrorReferences.offered(by: remote)
        let present = try MirrorReferences.present(in: repository)
        let isSame = offered.references == present
        if !isSame {
            try check(git_remote_download(remote, nil, &options), "fetch from")
            // Before the new ones come: `a` must be gone for `a/b` to be there.
            for name in present.keys where offered.references[name] == nil { git_reference_remove(repository, name) }
            // A sync for every ref would take minutes where there are many; together they take one.
            _ = rollcall_git_sync_files(0)
            let updated = git_remote_update_tips(
                remote, &options.callbacks, 0, GIT_REMOTE_DOWNLOAD_TAGS_NONE, "rollcall")
            _ = rollcall_git_sync_files(1)
            try check(updated, "take over the refs of")
            try MirrorReferences.pack(in: repository)
        }
        if let branch = offered.head, MirrorReferences.head(of: repository) != branch {
            guard git_repository_set_head(repository, branch) == 0 else {
                throw MirrorError(.local, Self.lastMessage("set HEAD of the mirror \(path)"))
            }
            return .updated
        }
        return isSame ? .unchanged : .updated
    }

    static func lastMessage(_ action: String) -> String {
        let reason = git_error_last().map { String(cString: $0.pointee.message) } ?? "libgit2 does not say why"
        return "cannot \(action): \(reason)"
    }
}

/// Why a mirror could not be brought up to date.
package struct MirrorError: Error, CustomStringConvertible {
    /// Where it failed.
    package enum Kind: String, Sendable, Codable {
        /// The other side, or the way there.
        case remote
        /// The mirror itself, or its disk.
        case local
        case tooLarge
    }

    package let kind: Kind
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
