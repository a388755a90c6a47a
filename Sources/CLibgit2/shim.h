#include <git2.h>

// Swift cannot call variadic functions: each option of git_libgit2_opts gets a name here.

/// Objects are read once; a cache would only cost memory and locks.
static inline int rollcall_git_disable_cache(void) { return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0); }

/// We execute nothing of a repository, so who owns it does not matter.
static inline int rollcall_git_accept_any_owner(void) { return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0); }

/// Hash checks on read: corrupt objects must be an error, not a result.
static inline int rollcall_git_verify_hashes(int enabled) {
    return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

/// Where libgit2 looks for configuration of one level; "" keeps it from reading any of ours.
static inline int rollcall_git_set_search_path(int level, const char *path) {
    return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

/// Certificate authorities of servers: a PEM file.
static inline int rollcall_git_set_certificates(const char *file) {
    return git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, file, (const char *)0);
}

/// What is fetched is on the disk before a ref names it.
static inline int rollcall_git_sync_files(int enabled) { return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled); }
