private import Discovery
private import Files
private import Foundation
private import Model
package import SafeFormats
private import Yams

extension SweepConfiguration {
    private static let keys = [
        "folder", "state", "cache", "concurrency", "jobs", "memory", "rules", "rule", "skip_rule", "key_file", "roll",
        "artefacts", "keep",
        "certificates", "credentials", "notify", "defaults", "targets", "except",
    ]

    /// Reads a configuration file. Paths in it are relative to its folder.
    package init(file path: String) throws(FileFaults) {
        let text: String
        do { text = try NamedFile.text(at: path) } catch {
            throw FileFaults([FileFault(file: path, line: nil, message: "\(error); check the path")])
        }
        try self.init(text: text, file: URL(fileURLWithPath: path).path)
    }

    /// - Parameter file: absolute; for messages, and what paths are relative to.
    package init(text: String, file: String) throws(FileFaults) {
        let root: Node?
        do { root = try YAMLText.root(of: text, file: file) } catch { throw FileFaults([error]) }
        guard let root else {
            let message = "is empty; it needs `folder` and `targets`"
            throw FileFaults([FileFault(file: file, line: nil, message: message)])
        }
        self.file = file
        digest = Digest.sha256(text)
        var reader = ConfigurationFile(file)
        if let mapping = reader.settings.mapping(root, known: Self.keys, of: "the file") {
            reader.read(mapping, root, into: &self)
        }
        if !reader.settings.faults.isEmpty { throw FileFaults(reader.settings.faults) }
        let conflicts = TargetList.conflicts(in: self).map { first, second in
            FileFault(
                file: file, line: second.line,
                message: "\(second.text) is the target of line \(first.line) with other options; name it once")
        }
        if !conflicts.isEmpty { throw FileFaults(conflicts) }
    }
}

/// One pass over the nodes of a configuration file.
private struct ConfigurationFile {
    /// What paths are relative to.
    let base: String
    var settings: SettingsReader

    static let optionKeys = [
        "history", "worktree", "branch", "since", "include", "exclude", "min_confidence", "trusted", "time_limit",
        "size_limit",
        "exhaustive", "default_skips", "max_size",
    ]

    init(_ file: String) {
        base = URL(fileURLWithPath: file).deletingLastPathComponent().path
        settings = SettingsReader(file: file)
    }

    mutating func read(_ mapping: Node.Mapping, _ root: Node, into configuration: inout SweepConfiguration) {
        if let folder = settings.text("folder", in: mapping) {
            configuration.folder = absolute(folder)
        } else if mapping["folder"] == nil {
            settings.fail(root, "`folder` is missing: where run folders, state and mirrors are kept")
        }
        configuration.stateFolder = settings.text("state", in: mapping).map(absolute) ?? configuration.folder + "/state"
        configuration.cacheFolder =
            settings.text("cache", in: mapping).map(absolute) ?? configuration.folder + "/mirrors"
        configuration.concurrency = settings.number("concurrency", in: mapping, from: 1...256)
        configuration.jobs = settings.number("jobs", in: mapping, from: 1...256)
        configuration.memoryInBytes = bytes("memory", in: mapping) ?? configuration.memoryInBytes
        configuration.rules = settings.texts("rules", in: mapping).map(absolute)
        configuration.onlyRules = settings.texts("rule", in: mapping)
        configuration.skippedRules = settings.texts("skip_rule", in: mapping)
        configuration.keyFile = settings.text("key_file", in: mapping).map(absolute)
        configuration.roll = settings.text("roll", in: mapping).map(absolute)
        configuration.readsArtefacts = settings.truth("artefacts", in: mapping) ?? false
        configuration.certificates = settings.text("certificates", in: mapping).map(absolute)
        configuration.except = settings.texts("except", in: mapping)
        if let keep = mapping["keep"] { readRetention(keep, into: &configuration.retention) }
        configuration.authentications = settings.list("credentials", in: mapping).compactMap { authentication($0) }
        configuration.webhooks = settings.list("notify", in: mapping).compactMap { webhook($0) }
        var defaults = SweepConfiguration.TargetOptions()
        if let node = mapping["defaults"], let values = settings.mapping(node, known: Self.optionKeys, of: "`defaults`")
        {
            readOptions(values, into: &defaults)
        }
        guard let targets = mapping["targets"] else { return settings.fail(root, "`targets` is missing: what to scan") }
        guard targets.sequence?.isEmpty == false else {
            return settings.fail(targets, "`targets` is a list of paths and URLs")
        }
        configuration.targets = settings.list("targets", in: mapping).compactMap { entry($0, defaults) }
    }

    private mutating func readRetention(_ node: Node, into retention: inout SweepConfiguration.Retention) {
        guard let values = settings.mapping(node, known: ["runs", "days"], of: "`keep`") else { return }
        retention.runs = settings.number("runs", in: values, from: RunRetention.leastRuns...100_000) ?? retention.runs
        retention.days = settings.number("days", in: values, from: 1...100_000)
    }

    private func absolute(_ path: String) -> String { ConfiguredPath.absolute(path, below: base) }

    // MARK: Targets

    private mutating func entry(_ node: Node, _ defaults: SweepConfiguration.TargetOptions) -> SweepConfiguration.Entry?
    {
        let line = node.mark?.line ?? 1
        if let text = node.scalar?.string {
            let isURL = CloneURL.looksLikeURL(text)
            return checked(
                .init(kind: isURL ? .url : .path, text: isURL ? text : absolute(text), line: line, options: defaults),
                node)
        }
        guard let values = settings.mapping(node, known: ["path", "tree", "url"] + Self.optionKeys, of: "a target")
        else {
            return nil
        }
        let kinds = ["path", "tree", "url"].filter { values[$0] != nil }
        guard kinds.count == 1, let kind = SweepConfiguration.Entry.Kind(rawValue: kinds[0]) else {
            settings.fail(node, "a target has one of `path`, `tree` and `url`")
            return nil
        }
        guard let text = settings.text(kind.rawValue, in: values) else { return nil }
        var options = defaults
        if kind == .tree { options.history = .none }
        readOptions(values, into: &options)
        if kind == .url, values["worktree"] != nil {
            settings.fail(node, "a mirror has no working tree; take `worktree` out")
        }
        return checked(
            .init(kind: kind, text: kind == .url ? text : absolute(text), line: line, options: options), node)
    }

    private mutating func checked(_ entry: SweepConfiguration.Entry, _ node: Node) -> SweepConfiguration.Entry? {
        if entry.options.history == .none, entry.options.branch != nil || entry.options.since != nil {
            settings.fail(node, "`history: none` leaves no commits for `branch` or `since`")
        }
        guard entry.kind == .url else { return entry }
        do { _ = try CloneURL(entry.text) } catch {
            settings.fail(node, error.description)
            return nil
        }
        return entry
    }

    private mutating func readOptions(_ values: Node.Mapping, into options: inout SweepConfiguration.TargetOptions) {
        options.history = settings.choice("history", in: values) ?? options.history
        options.worktree = settings.choice("worktree", in: values) ?? options.worktree
        options.branch = settings.text("branch", in: values) ?? options.branch
        options.since = settings.text("since", in: values) ?? options.since
        if values["include"] != nil { options.include = settings.texts("include", in: values, fault: PathFilter.fault) }
        if values["exclude"] != nil { options.exclude = settings.texts("exclude", in: values, fault: PathFilter.fault) }
        options.isTrusted = settings.truth("trusted", in: values) ?? options.isTrusted
        options.timeLimitInSeconds = seconds("time_limit", in: values) ?? options.timeLimitInSeconds
        options.sizeLimitInBytes = bytes("size_limit", in: values) ?? options.sizeLimitInBytes
        options.isExhaustive = settings.truth("exhaustive", in: values) ?? options.isExhaustive
        options.skipsNothing = settings.truth("default_skips", in: values).map { !$0 } ?? options.skipsNothing
        options.pieceSizeInBytes = bytes("max_size", in: values) ?? options.pieceSizeInBytes
        let score = settings.value(
            "min_confidence", in: values, of: "low, medium, high or a number from 0 to 1", Confidence.threshold)
        options.minimumConfidence = score ?? options.minimumConfidence
    }

    // MARK: Amounts

    /// `90s`, `30m`, `2h`, `1d`.
    private mutating func seconds(_ key: String, in mapping: Node.Mapping) -> Int? {
        settings.value(key, in: mapping, of: "a duration such as 90s, 30m or 2h") { text in
            let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
            guard let unit = text.last.flatMap({ units[$0] }), let number = Int(text.dropLast()), number > 0 else {
                return nil
            }
            let (seconds, isTooLarge) = number.multipliedReportingOverflow(by: unit)
            return isTooLarge ? nil : seconds
        }
    }

    private mutating func bytes(_ key: String, in mapping: Node.Mapping) -> Int? {
        settings.value(key, in: mapping, of: "a size such as 512M or 4G") { ByteSize.bytes($0) }
    }

    // MARK: Credentials and notifications

    private mutating func authentication(_ node: Node) -> SweepConfiguration.Authentication? {
        let known = [
            "url", "user", "user_from", "password_from", "key_file_from", "passphrase_from", "agent", "askpass",
            "host_key",
        ]
        guard let values = settings.mapping(node, known: known, of: "an entry of `credentials`") else { return nil }
        var result = SweepConfiguration.Authentication()
        result.url = settings.text("url", in: values) ?? ""
        if values["url"] == nil {
            settings.fail(node, "an entry of `credentials` needs `url`: what the clone URLs begin with")
        }
        result.user = settings.text("user", in: values)
        result.userVariable = settings.text("user_from", in: values)
        result.passwordVariable = settings.text("password_from", in: values)
        result.keyFileVariable = settings.text("key_file_from", in: values)
        result.passphraseVariable = settings.text("passphrase_from", in: values)
        result.usesAgent = settings.truth("agent", in: values) ?? false
        result.askpass = settings.text("askpass", in: values)
        result.hostKey = settings.text("host_key", in: values)
        if let program = result.askpass, !program.hasPrefix("/") {
            settings.fail(
                node, "`askpass` is the absolute path of a program: it is run, so nobody may slip in another one")
        }
        if let key = result.hostKey, !key.hasPrefix("SHA256:") {
            settings.fail(node, "`host_key` begins with SHA256:, as `ssh-keygen -l -f KEY.pub` prints it")
        }
        return result
    }

    private mutating func webhook(_ node: Node) -> SweepConfiguration.Webhook? {
        let known = [
            "webhook", "webhook_from", "headers", "headers_from", "template", "template_file", "when", "attempts",
            "timeout",
        ]
        guard let values = settings.mapping(node, known: known, of: "an entry of `notify`") else { return nil }
        var result = SweepConfiguration.Webhook()
        result.url = settings.text("webhook", in: values)
        result.urlVariable = settings.text("webhook_from", in: values)
        if (values["webhook"] == nil) == (values["webhook_from"] == nil) {
            settings.fail(
                node, "an entry of `notify` has one of `webhook` (a URL) and `webhook_from` (a variable that holds it)")
        }
        if let url = result.url, !url.hasPrefix("https://"), !url.hasPrefix("http://") {
            settings.fail(node, "`webhook` is an http or https URL")
        }
        result.headers = settings.table("headers", in: values)
        result.headerVariables = settings.table("headers_from", in: values)
        result.moment = settings.choice("when", in: values) ?? .new
        result.attempts = settings.number("attempts", in: values, from: 1...20) ?? result.attempts
        result.timeoutInSeconds = seconds("timeout", in: values) ?? result.timeoutInSeconds
        result.template = settings.text("template", in: values)
        if let file = settings.text("template_file", in: values).map(absolute) {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                settings.fail(node, "the template \(file) cannot be read as UTF-8 text")
                return nil
            }
            result.template = text
        }
        if let template = result.template, let problem = NotificationTemplate.fault(in: template) {
            settings.fail(node, "the template is no Mustache template: \(problem)")
        }
        return result
    }
}

/// Paths as people write them.
enum ConfiguredPath {
    /// `~/` is the home folder; everything else that does not begin with `/` lies below `base`.
    static func absolute(_ path: String, below base: String) -> String {
        if path == "~" || path.hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] {
            return home + path.dropFirst()
        }
        return URL(fileURLWithPath: path.hasPrefix("/") ? path : base + "/" + path).standardized.path
    }
}
