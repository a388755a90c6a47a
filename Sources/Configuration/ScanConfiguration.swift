package import Model
internal import SafeFormats
internal import Yams

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// What a `.rollcall.yaml` says. It never makes anything run.
package struct ScanConfiguration: Sendable {
    /// Findings that people say are none, or none to report.
    package struct Allowance: Sendable {
        package var reason = ""
        /// Rule ids or `prefix*`; empty for all.
        package var rules: [String] = []
        /// Globs, see `PathFilter`; empty for all.
        package var paths: [String] = []
        /// PCRE2, searched for in the secret; empty for all.
        package var values: [String] = []
        /// The last day on which it holds.
        package var until: CivilDate?
        /// In the file, from 1.
        package let line: Int?
    }

    /// Who answers for what is found below some paths.
    package struct Owner: Sendable {
        /// A mail address, or a name with an `@`: `@payments`.
        package let name: String
        /// Globs, see `PathFilter`.
        package let paths: [String]
    }

    /// What a hook does when it cannot tell.
    package enum Doubt: String, Sendable, CaseIterable { case allow, block }

    /// What is said of hooks alone.
    package struct Hooks: Sendable {
        /// nil where nothing is said: pre-commit and pre-push allow, pre-receive blocks.
        package var onError: Doubt?
        /// nil where nothing is said: 30 s on servers, none elsewhere.
        package var timeLimitInSeconds: Double?
        /// nil where nothing is said: yes.
        package var trustsMarkers: Bool?
    }

    /// The file itself, for messages.
    package let file: String
    /// Globs, see `PathFilter`: what is looked at (all where it is empty), and what of it is not.
    package var include: [String] = []
    package var exclude: [String] = []
    /// Rule files and folders, as paths from where the program stands.
    package var addedRules: [String] = []
    /// Rule ids or `prefix*`: the only ones in force (all where it is empty), and those that are not.
    package var onlyRules: [String] = []
    package var skippedRules: [String] = []
    /// 0–1; nil where nothing is said.
    package var minimumConfidence: Double?
    package var allowances: [Allowance] = []
    package var owners: [Owner] = []
    /// Paths from where the program stands; nil where nothing is said.
    package var baseline: String?
    package var roll: String?
    /// Whether markers such as `rollcall:allow` in scanned files count.
    package var trustsMarkers = true
    package var hooks = Hooks()
    /// Lines of settings that are checked elsewhere, by name.
    package private(set) var lines: [String: Int] = [:]

    package static let fileName = ".rollcall.yaml"

    /// The nearest `.rollcall.yaml` at or above a folder; nil if there is none. Above a repository it is not looked for:
    /// what lies there is somebody else's.
    /// - Parameter top: the folder beyond which nothing is looked at; nil for the root.
    package static func nearest(to folder: String, top: String?) -> String? {
        var folder = folder
        while true {
            let path = (folder == "/" ? "" : folder) + "/" + fileName
            if access(path, F_OK) == 0 { return path }
            guard folder != "/", folder != top, let slash = folder.lastIndex(of: "/") else { return nil }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
    }

    /// - Parameter file: for messages, and what paths in it are relative to.
    package init(_ text: String, file: String) throws(ConfigurationFaults) {
        self.file = file
        var faults = FaultList(file: file)
        let root: Node?
        // It may have come with the repository that is scanned.
        do { try YAMLBounds.check(text) } catch {
            throw ConfigurationFaults([ConfigurationFault(file: file, line: nil, message: error.description)])
        }
        do { root = try Yams.compose(yaml: text) } catch {
            throw ConfigurationFaults([Self.fault(error, in: text, file: file)])
        }
        // An empty file says nothing.
        if let root, root.null == nil { read(ConfigurationNode(node: root, name: ""), &faults) }
        if !faults.all.isEmpty { throw ConfigurationFaults(faults.all.sorted { ($0.line ?? 0) < ($1.line ?? 0) }) }
    }

    private static func fault(_ error: any Error, in text: String, file: String) -> ConfigurationFault {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ConfigurationFault(file: file, line: mark.line, message: "this is no YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            ConfigurationFault(
                file: file,
                line: keys.first.flatMap { line(ofSecond: $0, in: text, from: context.mark.line) } ?? context.mark.line,
                message: "“\(keys.joined(separator: "”, “"))” stands twice; keep one")
        default:
            ConfigurationFault(
                file: file, line: nil, message: "this is no YAML that can be read: it must be UTF-8 text")
        }
    }

    private static func line(ofSecond key: String, in text: String, from first: Int) -> Int? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().dropFirst(first - 1)
        let places = lines.filter { $0.element.drop { $0 == " " || $0 == "-" }.hasPrefix("\(key):") }
        return places.count > 1 ? places[places.startIndex + 1].offset + 1 : nil
    }

    private mutating func read(_ root: ConfigurationNode, _ faults: inout FaultList) {
        let keys = [
            "include", "exclude", "rules", "min-confidence", "allow", "owners", "baseline", "roll", "trust-markers",
            "hooks",
        ]
        for (key, value) in root.entries(keys, &faults).sorted(by: { $0.key < $1.key }) {
            lines[key] = value.line
            switch key {
            case "include": include = globs(value, &faults)
            case "exclude": exclude = globs(value, &faults)
            case "rules": readRules(value, &faults)
            case "min-confidence": readConfidence(value, &faults)
            case "allow": allowances = value.items(&faults).map { allowance($0, &faults) }
            case "owners": owners = value.items(&faults).compactMap { owner($0, &faults) }
            case "baseline": baseline = value.text(&faults).map(beside)
            case "roll": roll = value.text(&faults).map(beside)
            case "trust-markers": trustsMarkers = value.truth(&faults) ?? true
            default: readHooks(value, &faults)
            }
        }
    }

    private func globs(_ node: ConfigurationNode, _ faults: inout FaultList) -> [String] {
        let globs = node.texts(&faults)
        for fault in globs.compactMap(PathFilter.fault) { faults.add(node.line, "\(node.name): \(fault)") }
        return globs
    }

    private mutating func readRules(_ node: ConfigurationNode, _ faults: inout FaultList) {
        for (key, value) in node.entries(["add", "only", "skip"], &faults) {
            lines["rules.\(key)"] = value.line
            switch key {
            case "add": addedRules = value.texts(&faults).map(beside)
            case "only": onlyRules = value.texts(&faults)
            default: skippedRules = value.texts(&faults)
            }
        }
    }

    private mutating func readConfidence(_ node: ConfigurationNode, _ faults: inout FaultList) {
        guard let text = node.text(&faults) else { return }
        if let band = Confidence.Band(rawValue: text.lowercased()) {
            minimumConfidence = band.floor
        } else if let number = Double(text), (0...1).contains(number) {
            minimumConfidence = number
        } else {
            faults.add(node.line, "min-confidence must be low, medium, high or a number from 0 to 1, not “\(text)”")
        }
    }

    private func allowance(_ node: ConfigurationNode, _ faults: inout FaultList) -> Allowance {
        var allowance = Allowance(line: node.line)
        for (key, value) in node.entries(["reason", "rules", "paths", "values", "until"], &faults) {
            switch key {
            case "reason": allowance.reason = value.text(&faults) ?? ""
            case "rules": allowance.rules = value.texts(&faults)
            case "paths": allowance.paths = value.texts(&faults)
            case "values": allowance.values = value.texts(&faults)
            default:
                guard let text = value.text(&faults) else { continue }
                allowance.until = CivilDate(text)
                if allowance.until == nil {
                    faults.add(value.line, "allow.until must be a date such as 2026-12-31, not “\(text)”")
                }
            }
        }
        if allowance.reason.isEmpty {
            faults.add(node.line, "an entry of allow needs a reason, for those who read it later")
        }
        if allowance.rules.isEmpty, allowance.paths.isEmpty, allowance.values.isEmpty {
            faults.add(node.line, "an entry of allow needs rules, paths or values, or it would allow everything")
        }
        return allowance
    }

    private func owner(_ node: ConfigurationNode, _ faults: inout FaultList) -> Owner? {
        let entries = node.entries(["name", "paths"], &faults)
        let name = entries["name"].flatMap { $0.text(&faults) }
        let paths = entries["paths"].map { $0.texts(&faults) } ?? []
        guard let name, !paths.isEmpty else {
            faults.add(node.line, "an entry of owners needs a name and paths")
            return nil
        }
        if !name.contains("@") || name.contains(" ") {
            faults.add(
                entries["name"]?.line,
                "owners.name must be a mail address or a name with an @, such as @payments, not “\(name)”")
        }
        return Owner(name: name, paths: paths)
    }

    private mutating func readHooks(_ node: ConfigurationNode, _ faults: inout FaultList) {
        for (key, value) in node.entries(["on-error", "time-limit", "trust-markers"], &faults) {
            switch key {
            case "on-error": hooks.onError = value.choice(&faults)
            case "trust-markers": hooks.trustsMarkers = value.truth(&faults)
            default:
                guard let text = value.text(&faults) else { continue }
                let digits = text.hasSuffix("s") ? String(text.dropLast()) : text
                if let seconds = Double(digits), seconds > 0, seconds <= 3600 {
                    hooks.timeLimitInSeconds = seconds
                } else {
                    faults.add(value.line, "hooks.time-limit must be seconds, such as 20s, up to 3600s, not “\(text)”")
                }
            }
        }
    }

    /// A path in the file as one from where the program stands.
    private func beside(_ path: String) -> String {
        guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }
}
