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

    /// Extensions under which the object database and refs still read as usual (measured with libgit2 1.5.1).
    private static let extensions = [
        "partialclone", "worktreeConfig", "worktreeconfig", "relativeWorktrees", "relativeworktrees", "preciousObjects",
        "preciousobjects", "refStorage", "refstorage", "compatObjectFormat", "compatobjectformat",
    ]

    static let start: Void = {
        git_libgit2_init()
        _ = rollcall_git_disable_cache()
        _ = rollcall_git_accept_any_owner()
        // The names stay allocated: libgit2 copies them, but only since 1.4.
        var names = extensions.map { UnsafePointer<CChar>(strdup($0)) }
        _ = rollcall_git_allow_extensions(&names, names.count)
        // A user's or machine's configuration must not change what a scan finds.
        for level in [
            GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_PROGRAMDATA,
        ] {
            _ = rollcall_git_set_search_path(level.rawValue, "")
        }
    }()
}

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif
