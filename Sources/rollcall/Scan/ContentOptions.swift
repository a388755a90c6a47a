import ArgumentParser
import Configuration
import Discovery
import Model
import Repositories
import Settings

/// What of the targets is scanned.
struct ContentOptions: ParsableArguments {
    @Option(help: "History of repositories: full or none.") var history: ScanOptions.Extent = .full
    @Option(help: "Working tree of repositories: full or none. Default full, none with --since, --range, --branch.")
    var worktree: ScanOptions.Extent?
    @Flag(help: "Only what is staged and not at HEAD.") var staged = false
    @Option(help: ArgumentHelp("Only what later commits brought in.", valueName: "commit|date")) var since: String?
    @Option(help: ArgumentHelp("Only what commits of B that A does not have brought in.", valueName: "A..B")) var range:
        String?
    @Option(help: ArgumentHelp("Only commits of one branch.", valueName: "name")) var branch: String?
    @Option(help: ArgumentHelp("Only paths that match; repeatable. * stops at /, ** does not.", valueName: "glob"))
    var include: [String] = []
    @Option(help: ArgumentHelp("No paths that match; repeatable.", valueName: "glob")) var exclude: [String] = []

    /// - Parameters:
    ///   - settings: what counts where the command line says nothing.
    ///   - targets: what is scanned.
    func apply(to options: inout ScanOptions, _ settings: ScanSettings?, targets: [String]) throws {
        let (include, exclude) = (
            include.map { Self.below(targets, $0) }, exclude.map { Self.below(targets, $0) }
        )
        for (option, globs) in [("--include", include), ("--exclude", exclude)] {
            if let fault = globs.lazy.compactMap(PathFilter.fault).first {
                throw ValidationError("\(option): \(fault)")
            }
        }
        options.history = history
        options.stagedOnly = staged
        options.since = since
        options.range = range
        options.branch = branch
        options.worktree = worktree ?? (options.selectsCommits || staged ? .none : .full)
        (options.paths, options.hasIncludes) = ScanSettings.paths(including: include, excluding: exclude, settings)
        if staged && options.selectsCommits {
            throw ValidationError("--staged looks at the index; it does not go with --since, --range or --branch")
        }
        if history == .none && worktree == ScanOptions.Extent.none && !staged {
            throw ValidationError("--history none and --worktree none leave nothing of a repository to look at")
        }
        if history == .none && options.selectsCommits {
            throw ValidationError("--history none leaves no commits for --since, --range or --branch")
        }
    }

    /// A glob that a shell completed to an absolute path, as it counts from the target.
    private static func below(_ targets: [String], _ glob: String) -> String {
        guard glob.hasPrefix("/") else { return glob }
        for folder in targets.compactMap(FileSystem.absolutePath) where glob.hasPrefix(folder + "/") {
            return String(glob.dropFirst(folder.count))
        }
        return glob
    }
}

extension ScanOptions.Extent: ExpressibleByArgument {}
