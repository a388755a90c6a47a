package import Model
package import SafeFormats
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
        package let reason: String
        /// Rule ids or `prefix*`; empty for all.
        package let rules: [String]
        /// Globs, see `PathFilter`; empty for all.
        package let paths: [String]
        /// PCRE2, searched for in the secret; empty for all.
        package let values: [String]
        /// The last day on which it holds; nil for one that has no end.
        package let until: CivilDate?
        /// In the file, from 1.
        package let line: Int?
    }

    /// Who answers for what is found below some paths.
    package struct Owner: Sendable {
        /// A mail address, or a name with an `@`: `@payments`.
        package let name: String
        /// Globs, see `PathFilter`; but `docs/*` is what lies in the folder itself, as it is in CODEOWNERS.
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
    /// A `.gitleaks.toml` or `.gitleaksignore` that counts as it stands.
    package var gitleaks: String?
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
    package init(_ text: String, file: String) throws(FileFaults) {
        self.file = file
        let root: Node?
        // It may have come with the repository that is scanned: the text is read within bounds.
        do { root = try YAMLText.root(of: text, file: file) } catch { throw FileFaults([error]) }
        // An empty file says nothing.
        guard let root, root.null == nil else { return }
        var settings = SettingsReader(file: file)
        read(root, with: &settings)
        if !settings.faults.isEmpty { throw FileFaults(settings.faults) }
    }

    private static let keys = [
        "include", "exclude", "rules", "min-confidence", "allow", "owners", "baseline", "roll", "gitleaks",
        "trust-markers", "hooks",
    ]

    private mutating func read(_ root: Node, with settings: inout SettingsReader) {
        guard let values = settings.mapping(root, known: Self.keys, of: "the file") else { return }
        for (key, value) in values { lines[key.string ?? ""] = value.mark?.line }
        include = settings.texts("include", in: values, fault: PathFilter.fault)
        exclude = settings.texts("exclude", in: values, fault: PathFilter.fault)
        if let rules = values["rules"] { readRules(rules, with: &settings) }
        minimumConfidence = settings.value(
            "min-confidence", in: values, of: "low, medium, high or a number from 0 to 1", Confidence.threshold)
        allowances = settings.list("allow", in: values).compactMap { Self.allowance($0, with: &settings) }
        owners = settings.list("owners", in: values).compactMap { Self.owner($0, with: &settings) }
        baseline = settings.text("baseline", in: values).map(beside)
        roll = settings.text("roll", in: values).map(beside)
        gitleaks = settings.text("gitleaks", in: values).map(beside)
        trustsMarkers = settings.truth("trust-markers", in: values) ?? true
        if let node = values["hooks"] { readHooks(node, with: &settings) }
    }

    private mutating func readRules(_ node: Node, with settings: inout SettingsReader) {
        guard let values = settings.mapping(node, known: ["add", "only", "skip"], of: "`rules`") else { return }
        for (key, value) in values { lines["rules.\(key.string ?? "")"] = value.mark?.line }
        addedRules = settings.texts("add", in: values).map(beside)
        onlyRules = settings.texts("only", in: values)
        skippedRules = settings.texts("skip", in: values)
    }

    private static func allowance(_ node: Node, with settings: inout SettingsReader) -> Allowance? {
        let known = ["reason", "rules", "paths", "values", "until"]
        guard let values = settings.mapping(node, known: known, of: "an entry of `allow`") else { return nil }
        let allowance = Allowance(
            reason: settings.text("reason", in: values) ?? "", rules: settings.texts("rules", in: values),
            paths: settings.texts("paths", in: values, fault: PathFilter.fault),
            values: settings.texts("values", in: values),
            until: settings.value("until", in: values, of: "a date such as 2026-12-31") { CivilDate($0) },
            line: node.mark?.line)
        if allowance.reason.isEmpty {
            settings.fail(node, "an entry of `allow` needs a `reason`, for those who read it later")
        }
        if allowance.rules.isEmpty, allowance.paths.isEmpty, allowance.values.isEmpty {
            settings.fail(
                node, "an entry of `allow` needs `rules`, `paths` or `values`, or it would allow everything")
        }
        return allowance
    }

    private static func owner(_ node: Node, with settings: inout SettingsReader) -> Owner? {
        guard let values = settings.mapping(node, known: ["name", "paths"], of: "an entry of `owners`") else {
            return nil
        }
        let paths = settings.texts("paths", in: values, fault: PathFilter.fault)
        let form = "a mail address or a name with an @, such as @payments"
        let name = settings.value("name", in: values, of: form) { $0.contains("@") && !$0.contains(" ") ? $0 : nil }
        if values["name"] == nil || paths.isEmpty {
            settings.fail(node, "an entry of `owners` needs a `name` and `paths`")
        }
        return name.map { Owner(name: $0, paths: paths) }
    }

    private mutating func readHooks(_ node: Node, with settings: inout SettingsReader) {
        let known = ["on-error", "time-limit", "trust-markers"]
        guard let values = settings.mapping(node, known: known, of: "`hooks`") else { return }
        hooks.onError = settings.choice("on-error", in: values)
        hooks.trustsMarkers = settings.truth("trust-markers", in: values)
        hooks.timeLimitInSeconds = settings.value("time-limit", in: values, of: "seconds, such as 20s, up to 3600s") {
            Double($0.hasSuffix("s") ? $0.dropLast() : $0[...]).flatMap { $0 > 0 && $0 <= 3600 ? $0 : nil }
        }
    }

    /// A path in the file as one from where the program stands.
    private func beside(_ path: String) -> String {
        guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
        return file[...slash] + path
    }
}
