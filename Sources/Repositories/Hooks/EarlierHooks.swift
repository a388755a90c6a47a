private import Files

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The folder beside a hook folder in which others' hooks stay in use.
///
/// Many know by `$0` which hook they are (husky, overcommit) and where the rest of them is (pre-commit), so each keeps its
/// name, and what stands beside and above it is found from there: what is beside is linked.
struct EarlierHooks {
    static let suffix = ".before-rollcall"

    private let hooks: String
    let folder: String

    /// - Parameter hooks: the folder in which Git looks.
    init(besides hooks: String) {
        // A folder that several repositories link to has one folder beside it, its own.
        self.hooks = FileSystem.isLink(hooks) ? FileSystem.absolutePath(hooks) ?? hooks : hooks
        folder = self.hooks + Self.suffix
    }

    func path(of name: String) -> String { folder + "/" + name }

    /// Whether a hook was put aside.
    func holds(_ name: String) -> Bool {
        (FileSystem.exists(path(of: name)) || FileSystem.isLink(path(of: name))) && !isLinked(name)
    }

    /// Moves a hook here; its place is free then.
    /// - Returns: whether it runs: Git runs only what is executable.
    func putAside(_ name: String) throws(HookError) -> Bool {
        do { try Folder.make(folder, mode: 0o777) } catch {
            throw HookError(
                description:
                    "cannot make the folder \(folder) for the hooks that are there: \(error); check who owns it")
        }
        // Where hooks stand in a working tree it is nobody else's business.
        try? FileWriter.replace(path(of: ".gitignore"), with: "*\n".utf8, mode: 0o666, .none)
        guard rename(hooks + "/" + name, path(of: name)) == 0 else {
            throw HookError(
                description: "cannot put aside \(hooks)/\(name): \(SystemError.last); check who owns it")
        }
        linkOthers()
        return access(path(of: name), X_OK) == 0
    }

    /// Moves a hook back.
    func restore(_ name: String) throws(HookError) {
        guard rename(path(of: name), hooks + "/" + name) == 0 else {
            throw HookError(description: "cannot restore \(hooks)/\(name): \(SystemError.last); check who owns it")
        }
        removeIfUnused()
    }

    /// Ours must not be found here, or it would run itself.
    func release(_ name: String) { if isLinked(name) { removeEntry(path(of: name)) } }

    /// Whether a hook is, byte by byte, what was put aside: what manages it has written it anew.
    func isSame(_ name: String) -> Bool {
        guard let text = FileSystem.smallFile(hooks + "/" + name) else { return false }
        return FileSystem.smallFile(path(of: name)) == text
    }

    // MARK: What stands beside

    private func target(of name: String) -> String {
        "../" + (hooks.split(separator: "/").last.map(String.init) ?? "hooks") + "/" + name
    }

    private func isLinked(_ name: String) -> Bool { FileSystem.linkTarget(path(of: name)) == target(of: name) }

    private func linkOthers() {
        for name in FileSystem.names(in: hooks) ?? [] where !name.hasSuffix(".sample") {
            let isOurs = FileSystem.smallFile(hooks + "/" + name).map(HookScript.isOurs) ?? false
            if !isOurs, !FileSystem.isLink(path(of: name)) { symlink(target(of: name), path(of: name)) }
        }
    }

    private func removeIfUnused() {
        let names = FileSystem.names(in: folder) ?? []
        guard names.allSatisfy({ $0 == ".gitignore" || isLinked($0) }) else { return }
        for name in names { removeEntry(path(of: name)) }
        rmdir(folder)
    }
}

private func removeEntry(_ path: String) { _ = unlink(path) }
