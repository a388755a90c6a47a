internal import CLateTrust
internal import CLibgit2

/// Starts libgit2 once, set up for a scanner that reads everything and executes and writes nothing.
package enum LibGit2 {
    /// Says that this process will fetch nothing, which spares it from reading the machine's certificates. Before anything
    /// else of this module is used.
    package static func expectNoFetch() { rollcall_expect_no_fetch() }

    /// As it is loaded.
    package static var version: String {
        var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
        git_libgit2_version(&major, &minor, &revision)
        return "\(major).\(minor).\(revision)"
    }

    /// Reads configuration that may include files below `~`; nothing else happens meanwhile.
    static func withHome<Result>(_ folder: String?, _ body: () throws(GitError) -> Result) throws(GitError) -> Result {
        start
        _ = rollcall_git_set_search_path(GIT_CONFIG_LEVEL_GLOBAL.rawValue, folder ?? noHome)
        defer { _ = rollcall_git_set_search_path(GIT_CONFIG_LEVEL_GLOBAL.rawValue, noHome) }
        return try body()
    }

    /// A folder that is there and holds no configuration. Without one libgit2 refuses a repository whose own configuration
    /// includes `~/…`; so it finds nothing there, and reads the rest.
    private static let noHome = "/dev"

    static let start: Void = {
        git_libgit2_init()
        _ = rollcall_git_disable_cache()
        _ = rollcall_git_accept_any_owner()
        // A user's or machine's configuration must not change what a scan finds.
        for level in [
            GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_PROGRAMDATA,
        ] {
            _ = rollcall_git_set_search_path(level.rawValue, "")
        }
        _ = rollcall_git_set_search_path(GIT_CONFIG_LEVEL_GLOBAL.rawValue, noHome)
    }()
}
