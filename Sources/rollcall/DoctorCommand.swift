import ArgumentParser
import Configuration
import Detection
import Discovery
import Files
import Foundation
import Inventory
import Reports
import Repositories
import Settings

/// Everything that a scan stands on, looked at.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at what scans stand on: libraries, key, settings, hooks, state and roll.",
        discussion: "Exit 1 says that something is wrong; it is marked with “!”.")

    @Argument(help: "The repository or folder.", completion: .directory) var target = "."
    @Option(help: ArgumentHelp("The state's folder, as for scan.", valueName: "folder"), completion: .directory)
    var state: String?
    @Option(
        help: ArgumentHelp("The roll. Default: the one that .rollcall.yaml names.", valueName: "path"),
        completion: .file()) var roll: String?

    func run() throws {
        var checks: [Check] = []
        checks.append(rules())
        checks += ([("libgit2", LibGit2.version)] + DetectionLibraries.versions).map {
            Check("\($0.0) \($0.1)", isWell: true)
        }
        if !DetectionLibraries.hasJIT {
            checks.append(
                Check("PCRE2 has no JIT here: scans find the same and take several times as long", isWell: false))
        }
        checks.append(key(ProcessInfo.processInfo.environment))
        let (settings, configuration) = settings()
        checks.append(settings)
        checks += hooks()
        if let state { checks.append(check(state: state)) }
        if let path = roll ?? configuration?.roll { checks.append(check(roll: path)) }
        for check in checks { show(check.line) }
        if checks.contains(where: { !$0.isWell }) { throw ExitCode(1) }
    }

    private struct Check {
        let text: String
        let isWell: Bool

        init(_ text: String, isWell: Bool) {
            self.text = text
            self.isWell = isWell
        }

        var line: String { (isWell ? "  " : "! ") + text }
    }

    private func rules() -> Check {
        let program = "rollcall \(Rollcall.version)"
        do {
            let library = try RuleLibrary()
            return Check("\(program), \(Quantity.counted(library.rules.count, "rule"))", isWell: true)
        } catch { return Check("\(program): its own rules cannot be used: \(error)", isWell: false) }
    }

    private func key(_ variables: [String: String]) -> Check {
        if let path = variables["ROLLCALL_KEY_FILE"], !path.isEmpty {
            return check(keyFile: path, whose: "ROLLCALL_KEY_FILE names it")
        }
        guard let path = FingerprintKey.standardPath(environment: variables) else {
            return Check(
                "neither HOME nor XDG_DATA_HOME is set: fingerprints of runs cannot be compared", isWell: false)
        }
        // One that is empty was left by a run that was stopped, and is filled by the next.
        let isMade = FileManager.default.fileExists(atPath: path) && (try? NamedFile.bytes(at: path))?.isEmpty != true
        return isMade
            ? check(keyFile: path, whose: "scans use a key of their own until it is put right")
            : Check("no fingerprint key yet; the first scan makes \(path)", isWell: true)
    }

    private func check(keyFile path: String, whose advice: String) -> Check {
        do {
            _ = try FingerprintKey(file: path)
            let mode = try NamedFile.permissions(of: path)
            return mode & 0o077 == 0
                ? Check("fingerprint key \(path)", isWell: true)
                : Check("fingerprint key \(path) can be read by others; chmod 600 \(path)", isWell: false)
        } catch { return Check("\(error); \(advice)", isWell: false) }
    }

    private func settings() -> (Check, ScanConfiguration?) {
        do {
            guard let configuration = try SettingsFile.of(target, given: nil) else {
                return (Check("no \(ScanConfiguration.fileName)", isWell: true), nil)
            }
            let settings = ScanSettings(configuration)
            let (library, lost) = try settings.library()
            let faults = settings.faults(library: library)
            if let note = lost.first, faults.isEmpty {
                return (Check("settings \(configuration.file): \(note)", isWell: false), configuration)
            }
            if let fault = faults.first { return (Check("\(fault)", isWell: false), configuration) }
            return (Check("settings \(configuration.file)", isWell: true), configuration)
        } catch { return (Check("\(error)", isWell: false), nil) }
    }

    private func hooks() -> [Check] {
        guard let layout = RepositoryLayout.find(at: target) else {
            return [Check("\(target) is in no Git repository", isWell: true)]
        }
        do {
            let folder = try HookFolder.of(layout, ProcessInfo.processInfo.environment)
            let installed = HookKind.allCases.filter { HookInstallation.isInstalled($0, in: folder) }
            if installed.isEmpty { return [Check("no hook of ours in \(folder)", isWell: true)] }
            return [Check("hooks \(installed.map(\.rawValue).joined(separator: ", ")) in \(folder)", isWell: true)]
        } catch { return [Check("\(error)", isWell: false)] }
    }

    private func check(state: String) -> Check {
        let (targets, damaged) = StateHealth.of(state)
        guard damaged.isEmpty else {
            return Check(
                "state \(state): \(Quantity.counted(damaged.count, "file is", "files are")) damaged or of another version, and what they say is scanned anew: \(damaged[0])",
                isWell: false)
        }
        return Check("state \(state), \(Quantity.counted(targets, "target"))", isWell: true)
    }

    private func check(roll path: String) -> Check {
        do {
            let roll = try Roll(at: path, .readOnly)
            try roll.checkFile(isQuick: true)
            let log = try roll.verifyLog()
            if let fault = log.fault {
                return Check("roll \(path): entry \(fault.height) of the log: \(fault.reason)", isWell: false)
            }
            return Check("roll \(path), \(Quantity.counted(log.count, "decision")), the chain is whole", isWell: true)
        } catch { return Check("\(error)", isWell: false) }
    }
}
