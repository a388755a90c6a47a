private import Files

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A hook could not be installed or taken out.
package struct HookError: Error, CustomStringConvertible {
    package let description: String
}

/// Puts hooks into a folder and takes them out again. What stood there before stays in use: it runs first.
package struct HookInstallation {
    /// What became of a hook.
    package enum Change: Equatable, Sendable {
        /// Made where nothing stood, put before another, ours made anew; taken away, the other put back, not there at
        /// all.
        case installed, chained, renewed, removed, restored, absent
        /// Put in the place of a hook that Git would not run, because it is not executable.
        case replacedIdle
        /// A hook that somebody else has put there since.
        case foreign
    }

    private let folder: String
    private let isGlobal: Bool

    /// - Parameter isGlobal: the folder serves all repositories, each of which may have hooks of its own.
    package init(folder: String, isGlobal: Bool) {
        self.folder = folder
        self.isGlobal = isGlobal
    }

    /// - Parameter arguments: more arguments for `rollcall hook run`.
    package func install(_ kind: HookKind, program: String, arguments: [String]) throws(HookError) -> Change {
        try makeFolder()
        let script = HookScript(
            kind: kind, name: kind.rawValue, program: program, arguments: arguments, isGlobal: isGlobal)
        return try put(script)
    }

    /// In a folder for all repositories: passes every other hook on to the repository's own.
    package func passOn(besides kinds: [HookKind], program: String) throws(HookError) {
        try makeFolder()
        for name in HookKind.allNames
        where !kinds.contains(where: { $0.rawValue == name }) && !FileSystem.exists(folder + "/" + name) {
            if HookKind.notPassedOn.contains(name) { continue }
            _ = try put(HookScript(kind: nil, name: name, program: program, arguments: [], isGlobal: true))
        }
    }

    private func put(_ script: HookScript) throws(HookError) -> Change {
        let path = folder + "/" + script.name
        let earlier = EarlierHooks(besides: folder)
        var change = Change.installed
        if FileSystem.exists(path) || FileSystem.isLink(path) {
            if let text = FileSystem.smallFile(path), HookScript.isOurs(text) {
                change = .renewed
            } else {
                guard !earlier.holds(script.name) || earlier.isSame(script.name) else {
                    throw HookError(
                        description:
                            "\(path) is not ours and \(earlier.path(of: script.name)) is taken; put one of them away and install again"
                    )
                }
                change = try earlier.putAside(script.name) ? .chained : .replacedIdle
            }
        }
        earlier.release(script.name)
        do { try publish(script.text, at: path) } catch {
            if change == .chained || change == .replacedIdle { try? earlier.restore(script.name) }
            throw error
        }
        return change
    }

    /// Whether the hook of that kind is ours and scans; in a folder for all repositories some only pass on.
    package static func isInstalled(_ kind: HookKind, in folder: String) -> Bool {
        FileSystem.smallFile(folder + "/" + kind.rawValue).map(HookScript.scans) ?? false
    }

    /// Takes a hook of ours away, and puts back what it had put aside.
    package func uninstall(_ name: String) throws(HookError) -> Change {
        let path = folder + "/" + name
        guard FileSystem.exists(path) else { return .absent }
        guard let text = FileSystem.smallFile(path), HookScript.isOurs(text) else { return .foreign }
        let earlier = EarlierHooks(besides: folder)
        if earlier.holds(name) {
            try earlier.restore(name)
            return .restored
        }
        guard unlink(path) == 0 else { throw failure("remove", path) }
        return .removed
    }

    private func makeFolder() throws(HookError) {
        do { try Folder.make(folder, mode: 0o777) } catch {
            guard error.number == ENOTDIR else { throw failure("make the folder", folder, error) }
            throw HookError(
                description:
                    "\(folder) is no folder, so hooks are switched off here; see `git config --show-origin core.hooksPath`"
            )
        }
    }

    /// Whole or not at all: Git may run the hook at any moment.
    private func publish(_ text: String, at path: String) throws(HookError) {
        do { try FileWriter.replace(path, with: text.utf8, mode: 0o777, .none) } catch {
            throw failure("write", path, error)
        }
    }

    private func failure(_ action: String, _ path: String, _ reason: SystemError = .last) -> HookError {
        HookError(description: "cannot \(action) \(path): \(reason); check who owns it")
    }
}
