import Foundation
import Glibc

// MARK: Clones

extension TestRepository {
    /// Borrows this repository's objects through `objects/info/alternates`.
    package func cloneShared(bare: Bool = false) throws -> TestRepository {
        try TestRepository(cloning: self, bare: bare, ["--shared", path] + (bare ? ["--bare"] : []))
    }

    package func cloneShallow(depth: Int = 1, bare: Bool = false) throws -> TestRepository {
        try TestRepository(
            cloning: self, bare: bare, ["--depth=\(depth)", "--no-single-branch", url] + (bare ? ["--bare"] : []))
    }

    /// A clone with promised objects missing; without `checkout` it has no blob at all.
    package func clonePartial(
        filter: String = "blob:none", checkout: Bool = false, bare: Bool = false
    ) throws -> TestRepository {
        try configure("uploadpack.allowFilter", "true")
        try configure("uploadpack.allowAnySHA1InWant", "true")
        let more = (checkout ? [] : ["--no-checkout"]) + (bare ? ["--bare"] : [])
        return try TestRepository(cloning: self, bare: bare, ["--filter=\(filter)", url] + more)
    }

    /// A bare copy with all refs, also those outside `refs/heads`.
    package func cloneMirror() throws -> TestRepository {
        try TestRepository(cloning: self, bare: true, ["--mirror", path])
    }
}

// MARK: What stands around a repository

extension TestRepository {
    /// Sets a key of the repository's own configuration.
    package func configure(_ key: String, _ value: String) throws { try git("config", key, value) }

    package func remote(_ name: String, url: String) throws { try git("remote", "add", name, url) }

    /// An executable file in `hooks/`. Nothing here ever runs it.
    package func hook(_ name: String, _ text: String) throws {
        let file = "\(gitDirectory)/hooks/\(name)"
        try FileManager.default.createDirectory(atPath: "\(gitDirectory)/hooks", withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    }

    /// A file of any name in the Git directory.
    package func writeInGitDirectory(_ file: String, _ text: String) throws {
        let whole = URL(fileURLWithPath: "\(gitDirectory)/\(file)")
        let folder = whole.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: whole)
    }

    /// A linked worktree on a new branch, beside the repository. Returns its path.
    package func addWorktree(
        _ name: String, at revision: String = "HEAD", ownConfiguration: Bool = false
    ) throws -> String {
        let place = "\(root)/\(name)"
        if ownConfiguration { try configure("extensions.worktreeConfig", "true") }
        try git("worktree", "add", "--quiet", "-b", name, place, revision)
        if ownConfiguration {
            try git(["-C", place, "config", "--worktree", "core.sparseCheckout", "false"], inside: false)
        }
        return place
    }

    /// A submodule, cloned and staged; commit it afterwards.
    package func addSubmodule(_ other: TestRepository, at place: String) throws {
        try git("submodule", "--quiet", "add", other.url, place)
    }

    /// Gives every file to another user (only root can).
    package func changeOwner(to user: UInt32) throws {
        let files = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        for file in [path] + files.map({ "\(path)/\($0)" }) {
            guard lchown(file, user, user) == 0 else { throw CocoaError(.fileWriteNoPermission) }
        }
    }
}
