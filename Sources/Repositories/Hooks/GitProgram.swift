#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// The user's own `git`, asked what its configuration says: which conditional includes count (git-config(1)) is its own
/// business. Only for the installation of hooks, never for a scan.
struct GitProgram {
    private let path: String
    private let variables: [String: String]

    /// nil where `PATH` has none.
    init?(_ variables: [String: String]) {
        let folders = (variables["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
        guard
            let path = folders.lazy.map({ $0 + "/git" }).first(where: {
                access($0, X_OK) == 0 && !FileSystem.isDirectory($0)
            })
        else { return nil }
        self.path = path
        self.variables = variables
    }

    /// What a path in the configuration is, its `~` taken care of.
    /// - Parameter options: for `git` itself, such as the repository's folder.
    /// - Returns: the inner nil where nothing is configured; nil where git could not tell.
    func configuredPath(_ key: String, _ options: [String]) -> String?? {
        guard let answer = run(options + ["config", "--path", "--get", key]) else { return nil }
        switch answer.status {
        case 0: return .some(answer.output.hasSuffix("\n") ? String(answer.output.dropLast()) : answer.output)
        case 1 where answer.output.isEmpty: return .some(nil)
        default: return nil
        }
    }

    /// Its exit code and its output; nil where it did not come to its end.
    func run(_ arguments: [String]) -> (status: Int32, output: String)? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let environment = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + environment { free(word) } }
        var process: Int32 = 0
        let code = posix_spawn(&process, path, &actions, nil, words, environment)
        close(ends[1])
        guard code == 0 else { return nil }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(ends[0], &buffer, buffer.count)
            if count > 0 { output += buffer.prefix(count) } else if count == 0 || errno != EINTR { break }
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1 && errno == EINTR {}
        return status & 0x7f == 0 ? (status >> 8 & 0xff, String(decoding: output, as: UTF8.self)) : nil
    }
}
