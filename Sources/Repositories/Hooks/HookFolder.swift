internal import CLibgit2

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
            try value(of: "extensions.worktreeconfig", in: [(local, GIT_CONFIG_LEVEL_LOCAL)])?.lowercased())
        {
            sources.append((layout.gitDirectory + "/config.worktree", GIT_CONFIG_LEVEL_APP))
        }
        let configured = try value(of: "core.hookspath", in: sources)
        guard let own = given(variables) ?? configured else { return layout.commonDirectory + "/hooks" }
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

    /// What holds for all of a user's repositories.
    package static func global(_ variables: [String: String]) throws(HookError) -> Configured {
        let files = files(variables)
        guard let user = files.last?.path else {
            throw HookError(description: "HOME is not set, so there is no configuration of yours to put hooks into")
        }
        return Configured(
            path: try value(of: "core.hookspath", in: files).map { expanded($0, variables) }, userFile: user)
    }

    /// Sets `core.hooksPath` in a configuration file, or takes it out.
    package static func set(_ path: String?, in file: String) throws(HookError) {
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

    private static func value(of key: String, in files: [GitConfiguration.Source]) throws(HookError) -> String? {
        do { return try GitConfiguration(files).value(of: key) } catch { throw HookError(description: "\(error)") }
    }

    private static func expanded(_ path: String, _ variables: [String: String]) -> String {
        path.hasPrefix("~/") ? (variables["HOME"] ?? "~") + path.dropFirst() : path
    }
}
