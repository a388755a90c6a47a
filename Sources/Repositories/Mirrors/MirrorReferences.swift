internal import CLibgit2
internal import Model

extension ObjectID {
    fileprivate init(_ raw: git_oid) { self = withUnsafeBytes(of: raw) { $0.objectID(at: 0, .sha1) } }
}

/// The refs of both sides, compared before anything is transferred: mostly they are the same.
enum MirrorReferences {
    /// What the server has; `head` is the branch that its HEAD names.
    static func offered(by remote: OpaquePointer) throws(MirrorError) -> (references: [String: ObjectID], head: String?)
    {
        var list: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
        var count = 0
        guard git_remote_ls(&list, &count, remote) == 0 else {
            throw MirrorError(
                .remote, MirrorFetch.lastMessage("list the refs of \(String(cString: git_remote_url(remote)))"))
        }
        var references: [String: ObjectID] = [:]
        for index in 0..<count {
            guard let head = list?[index]?.pointee, let name = head.name.map({ String(cString: $0) }) else { continue }
            // Tags come again with what they point at, as `name^{}`.
            if name.hasPrefix("refs/"), !name.hasSuffix("^{}") { references[name] = ObjectID(head.oid) }
        }
        var branch = git_buf()
        defer { git_buf_dispose(&branch) }
        let isKnown = git_remote_default_branch(&branch, remote) == 0
        let name = isKnown ? branch.ptr.map { String(cString: $0) } : nil
        return (references, name)
    }

    /// What the mirror has. A ref that cannot be read counts as absent, so that it is fetched anew.
    static func present(in repository: OpaquePointer) throws(MirrorError) -> [String: ObjectID] {
        var iterator: OpaquePointer?
        guard git_reference_iterator_new(&iterator, repository) == 0, let iterator else {
            throw MirrorError(.local, MirrorFetch.lastMessage("list the refs of the mirror"))
        }
        defer { git_reference_iterator_free(iterator) }
        var references: [String: ObjectID] = [:]
        var reference: OpaquePointer?
        while git_reference_next(&reference, iterator) == 0, let current = reference {
            defer { git_reference_free(current) }
            guard let target = git_reference_target(current) else { continue }
            references[String(cString: git_reference_name(current))] = ObjectID(target.pointee)
        }
        return references
    }

    /// Puts all refs into one file, which is on the disk then.
    static func pack(in repository: OpaquePointer) throws(MirrorError) {
        var database: OpaquePointer?
        guard git_repository_refdb(&database, repository) == 0, let database else {
            throw MirrorError(.local, MirrorFetch.lastMessage("open the refs of the mirror"))
        }
        defer { git_refdb_free(database) }
        guard git_refdb_compress(database) == 0 else {
            throw MirrorError(.local, MirrorFetch.lastMessage("pack the refs of the mirror"))
        }
    }

    static func head(of repository: OpaquePointer) -> String? {
        var reference: OpaquePointer?
        guard git_reference_lookup(&reference, repository, "HEAD") == 0, let reference else { return nil }
        defer { git_reference_free(reference) }
        return git_reference_symbolic_target(reference).map { String(cString: $0) }
    }
}
