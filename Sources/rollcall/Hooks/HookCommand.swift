import ArgumentParser
import Configuration
import Files
import Foundation
import Repositories
import Settings

struct HookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hook", abstract: "Check what a commit or a push brings in, before it happens.",
        discussion: """
            rollcall hook install                 before every commit in this repository
            rollcall hook install --pre-push      before every push
            rollcall hook install --global        in all your repositories
            rollcall hook uninstall               takes all of it out again

            ROLLCALL_SKIP=1 passes a hook over once, as does `git commit --no-verify`.
            """,
        subcommands: [Run.self, Install.self, Uninstall.self])

    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What Git runs: exit 0 lets it go on.",
            discussion: "The settings of `.rollcall.yaml` count; pre-receive reads only what --config names.")

        @Argument(help: "pre-commit, pre-push or pre-receive.") var hook: HookKind
        @Argument(help: "What Git passes.") var arguments: [String] = []
        @Option(
            help: ArgumentHelp("Settings to use instead of `.rollcall.yaml`.", valueName: "file"), completion: .file())
        var config: String?
        @Option(help: "When something cannot be checked: allow or block.") var onError: ScanConfiguration.Doubt?
        @Option(help: ArgumentHelp("When to stop looking.", valueName: "seconds")) var timeLimit: Double?
        @Flag(help: "List suppressed findings too, with the reason.") var showSuppressed = false

        func run() throws {
            var run = HookRun(kind: hook)
            run.configuration = config
            run.onError = onError
            run.timeLimitInSeconds = timeLimit
            run.showsSuppressed = showSuppressed
            run.arguments = arguments
            throw ExitCode(run.run(ProcessInfo.processInfo.environment))
        }
    }

    /// Which hooks, and where.
    struct Place: ParsableArguments {
        @Flag(help: "Before a commit; the default.") var preCommit = false
        @Flag(help: "Before a push.") var prePush = false
        @Flag(help: "On the side that is pushed to.") var preReceive = false
        @Flag(help: "For all your repositories, through core.hooksPath in your configuration.") var global = false
        @Argument(help: "The repository. Default: the one you stand in.", completion: .directory) var repository = "."

        var kinds: [HookKind] {
            [(preCommit, HookKind.preCommit), (prePush, .prePush), (preReceive, .preReceive)].filter(\.0).map(\.1)
        }

        /// The folder and whether it serves all repositories.
        func folder(_ variables: [String: String]) throws -> (path: String, isGlobal: Bool) {
            do {
                let own = UserFolder.configuration(variables).map { $0 + "/hooks" }
                if global {
                    guard let folder = try HookFolder.global(variables).path ?? own else {
                        throw ValidationError(
                            "neither HOME nor XDG_CONFIG_HOME is set, so there is no folder for hooks of all repositories; set one of them"
                        )
                    }
                    return (folder, folder == own)
                }
                guard let layout = RepositoryLayout.find(at: repository) else {
                    throw ValidationError("\(repository) is not in a Git repository; name one, or use --global")
                }
                let folder = try HookFolder.of(layout, variables)
                // Ours for all repositories passes on to this repository's own, where a hook then belongs.
                return (folder == own ? layout.commonDirectory + "/hooks" : folder, false)
            } catch let error as HookError { throw ValidationError("\(error)") }
        }

        /// A hook with this machine's paths should not go to everybody, nor where it is overwritten.
        func warnOfTeam(_ folder: String, for kinds: [HookKind]) {
            guard !global, let layout = RepositoryLayout.find(at: repository),
                let name = HookFolder.shared(folder, in: layout)
            else { return }
            let isHusky = name.hasSuffix(".husky/_")
            let reason = isHusky ? "which husky writes anew" : "a folder that is committed"
            let home = isHusky ? String(name.dropLast(2)) : name
            let lines = kinds.map {
                "  \(home)/\($0.rawValue): rollcall hook run \($0.rawValue)\($0 == .prePush ? " \"$@\"" : "")"
            }
            StandardError.note(
                "hooks stand in \(name) here (core.hooksPath), \(reason), and ours has this machine's paths. For everybody, put the line into the team's own hook instead and take ours out with `rollcall hook uninstall`:\n"
                    + lines.joined(separator: "\n"))
        }
    }

    struct Install: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put hooks into a repository, or into all of yours.",
            discussion: """
                A hook that is there already stays in use: it runs first, and `hook uninstall` puts it back. core.hooksPath \
                is respected. Without --pre-commit, --pre-push or --pre-receive, pre-commit is meant.
                """)
        @OptionGroup var place: Place
        @Option(
            help: ArgumentHelp("Settings for the hook; the only ones that pre-receive reads.", valueName: "file"),
            completion: .file())
        var config: String?

        func run() throws {
            let variables = ProcessInfo.processInfo.environment
            let (folder, isGlobal) = try place.folder(variables)
            let kinds = place.kinds.isEmpty ? [HookKind.preCommit] : place.kinds
            place.warnOfTeam(folder, for: kinds)
            let program = Self.program
            let arguments = try hookArguments
            let installation = HookInstallation(folder: folder, isGlobal: isGlobal)
            do {
                for kind in kinds {
                    let change = try installation.install(kind, program: program, arguments: arguments)
                    show("\(folder)/\(kind.rawValue): \(change.text)")
                }
                guard isGlobal else { return }
                try installation.passOn(besides: kinds, program: program)
                let user = try HookFolder.global(variables)
                if user.path == nil {
                    try HookFolder.set(folder, in: user.userFile, variables)
                    show("\(user.userFile): core.hooksPath = \(folder)")
                }
                show(
                    "Other hooks of each repository run as before, except \(HookKind.notPassedOn.joined(separator: ", ")): Git looks for none of these in .git/hooks any more."
                )
            } catch { throw ValidationError("\(error)") }
        }

        private var hookArguments: [String] {
            get throws {
                guard let config else { return [] }
                guard let absolute = FileSystem.absolutePath(config) else {
                    throw ValidationError("there is no file \(config); name one that is there with --config")
                }
                _ = try SettingsFile.read(absolute)
                return ["--config", absolute]
            }
        }

        /// The running program as hooks should start it.
        private static var program: String {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        }
    }

    struct Uninstall: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take hooks out again, and restore what was there.",
            discussion: "Without --pre-commit, --pre-push or --pre-receive, all of ours are meant.")
        @OptionGroup var place: Place

        func run() throws {
            let variables = ProcessInfo.processInfo.environment
            let (folder, isGlobal) = try place.folder(variables)
            let names =
                place.kinds.isEmpty
                ? (isGlobal ? HookKind.allNames : HookKind.allCases.map(\.rawValue)) : place.kinds.map(\.rawValue)
            let installation = HookInstallation(folder: folder, isGlobal: isGlobal)
            var changed = 0
            do {
                for name in names {
                    let change = try installation.uninstall(name)
                    if change == .absent || change == .foreign && place.kinds.isEmpty { continue }
                    changed += 1
                    show("\(folder)/\(name): \(change.text)")
                }
                if isGlobal, place.kinds.isEmpty {
                    let user = try HookFolder.global(variables)
                    if user.path == folder {
                        try HookFolder.set(nil, in: user.userFile, variables)
                        show("\(user.userFile): core.hooksPath taken out")
                    }
                    rmdir(folder)
                }
            } catch { throw ValidationError("\(error)") }
            if changed == 0 { show("\(folder): none of our hooks is there") }
        }
    }
}

extension HookInstallation.Change {
    var text: String {
        switch self {
        case .installed: "installed"
        case .chained: "installed; the hook that was there runs first"
        case .replacedIdle: "installed; the hook that was there is not executable and does not run"
        case .renewed: "installed anew"
        case .removed: "taken out"
        case .restored: "taken out; the hook that was there before is back"
        case .absent: "not there"
        case .foreign: "not ours; left as it is"
        }
    }
}

extension HookKind: ExpressibleByArgument {}
extension ScanConfiguration.Doubt: ExpressibleByArgument {}
