internal import CLibgit2
internal import Model

/// Where Git looks for hooks.
package enum HookFolder {
    /// The value of `core.hooksPath` in the user's and the machine's configuration, and where the user's is kept.
    package struct Configured {
        /// nil where nothing is configured.
        package let path: String?
        package let userFile: String
    }

    /// The folder in which Git looks for the hooks of a repository: `core.hooksPath`, else `hooks` in the common directory.
    package static func of(_ layout: RepositoryLayout, _ variables: [String: String]) throws(HookError) -> String {
        let local = layout.commonDirectory + "/config"
        var sources = files(variables) + [(local, GIT_CONFIG_LEVEL_LOCAL)]
        // Of one working tree alone, where there are several (git-worktree(1)).
        if ["true", "yes", "on", "1", ""].contains(
            try value(of: "extensions.worktreeconfig", in: [(local, GIT_CONFIG_LEVEL_LOCAL)], variables)?.lowercased())
        {
            sources.append((layout.gitDirectory + "/config.worktree", GIT_CONFIG_LEVEL_APP))
        }
        let configured: String?
        let options = ["--git-dir=\(layout.gitDirectory)"] + (layout.worktree.map { ["-C", $0] } ?? [])
        if let asked = GitProgram(variables)?.configuredPath("core.hooksPath", options) {
            configured = asked
        } else {
            let own = given(variables)
            configured = if let own { own } else { try value(of: "core.hookspath", in: sources, variables) }
        }
        guard let own = configured else { return layout.commonDirectory + "/hooks" }
        let path = expanded(own, variables)
        if path.isEmpty || path.hasPrefix("%(") || path.hasPrefix("~") {
            throw HookError(
                description:
                    "core.hooksPath is “\(path)”, and what Git takes for that is not known here; see `git config --show-origin core.hooksPath`, and give the whole path"
            )
        }
        // Relative to where hooks run (git-config(1)).
        return path.hasPrefix("/") ? path : (layout.worktree ?? layout.gitDirectory) + "/" + path
    }

    /// What a folder of hooks is called from the top of the working tree, where it is not the user's alone: files of it are
    /// committed or staged, or husky writes it anew with every installation. nil for any other.
    package static func shared(_ folder: String, in layout: RepositoryLayout) -> String? {
        guard let worktree = layout.worktree, let place = FileSystem.absolutePath(folder),
            place.hasPrefix(worktree + "/"), !(place + "/").hasPrefix(layout.commonDirectory + "/")
        else { return nil }
        let name = String(place.dropFirst(worktree.utf8.count + 1))
        if name == ".husky/_" || name.hasSuffix("/.husky/_") { return name }
        let prefix = Array((name + "/").utf8)
        let index = try? IndexFile(
            path: layout.gitDirectory + "/index", directory: layout.gitDirectory, layout.objectFormat ?? .sha1)
        return index?.entries.contains { $0.path.starts(with: prefix) } == true ? name : nil
    }

    /// What holds for all of a user's repositories.
    package static func global(_ variables: [String: String]) throws(HookError) -> Configured {
        let files = files(variables)
        guard let user = files.last?.path else {
            throw HookError(description: "HOME is not set, so there is no configuration of yours to put hooks into")
        }
        // Where no repository is, and without what is set for this one command.
        let everywhere = variables.filter { !$0.key.hasPrefix("GIT_CONFIG_COUNT") && $0.key != "GIT_CONFIG_PARAMETERS" }
        if let asked = GitProgram(everywhere)?.configuredPath("core.hooksPath", ["-C", "/", "--git-dir=/dev/null"]) {
            return Configured(path: asked, userFile: user)
        }
        return Configured(
            path: try value(of: "core.hookspath", in: files, variables).map { expanded($0, variables) }, userFile: user)
    }

    /// Sets `core.hooksPath` in a configuration file, or takes it out.
    package static func set(_ path: String?, in file: String, _ variables: [String: String]) throws(HookError) {
        let change = path.map { ["core.hooksPath", $0] } ?? ["--unset-all", "core.hooksPath"]
        // Five: there was none.
        if let answer = GitProgram(variables)?.run(["config", "--file", file] + change), [0, 5].contains(answer.status)
        {
            return
        }
        LibGit2.start
        do throws(GitError) {
            let configuration = try GitError.create("read \(file)") { git_config_open_ondisk(&$0, file) }
            defer { git_config_free(configuration) }
            let code =
                path.map { git_config_set_string(configuration, "core.hooksPath", $0) }
                ?? git_config_delete_entry(configuration, "core.hooksPath")
            guard code == 0 || code == GIT_ENOTFOUND.rawValue else { throw GitError.last("write \(file)", code: code) }
        } catch { throw HookError(description: "\(error); set core.hooksPath there by hand") }
    }

    /// What the environment sets (git-config(1), GIT_CONFIG_COUNT): it goes before all files.
    private static func given(_ variables: [String: String]) -> String? {
        let count = variables["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0
        return (0..<max(0, min(count, 1024))).last {
            variables["GIT_CONFIG_KEY_\($0)"]?.lowercased() == "core.hookspath"
        }.flatMap { variables["GIT_CONFIG_VALUE_\($0)"] }
    }

    /// The machine's, then the user's files, those that count more last.
    private static func files(_ variables: [String: String]) -> [GitConfiguration.Source] {
        func value(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
        var files: [GitConfiguration.Source] = []
        if value("GIT_CONFIG_NOSYSTEM") == nil {
            files.append((value("GIT_CONFIG_SYSTEM") ?? "/etc/gitconfig", GIT_CONFIG_LEVEL_SYSTEM))
        }
        if let own = value("GIT_CONFIG_GLOBAL") { return files + [(own, GIT_CONFIG_LEVEL_GLOBAL)] }
        guard let home = value("HOME") else { return files }
        files.append(((value("XDG_CONFIG_HOME") ?? home + "/.config") + "/git/config", GIT_CONFIG_LEVEL_XDG))
        return files + [(home + "/.gitconfig", GIT_CONFIG_LEVEL_GLOBAL)]
    }

    /// Where there is no `git` to ask: conditional includes are not heeded then.
    private static func value(
        of key: String, in files: [GitConfiguration.Source], _ variables: [String: String]
    ) throws(HookError) -> String? {
        do {
            return try LibGit2.withHome(variables["HOME"]) { () throws(GitError) in
                try GitConfiguration(files).value(of: key)
            }
        } catch { throw HookError(description: "\(error)") }
    }

    private static func expanded(_ path: String, _ variables: [String: String]) -> String {
        path.hasPrefix("~/") ? (variables["HOME"] ?? "~") + path.dropFirst() : path
    }
}
