private import Discovery
private import Foundation
private import Model
private import SafeFormats
private import Yams

extension SweepConfiguration {
    private static let keys = [
        "folder", "state", "cache", "concurrency", "jobs", "memory", "rules", "rule", "skip_rule", "key_file", "roll",
        "artefacts", "keep",
        "certificates", "credentials", "notify", "defaults", "targets", "except",
    ]

    /// Reads a configuration file. Paths in it are relative to its folder.
    package init(file path: String) throws(SweepConfigurationError) {
        func fail(_ line: Int?, _ message: String) -> SweepConfigurationError {
            SweepConfigurationError(file: path, mistakes: [.init(line: line, message: message)])
        }
        let text: String
        do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
            throw fail(nil, "cannot be read as UTF-8 text: \(error.localizedDescription); check the path")
        }
        try self.init(text: text, file: URL(fileURLWithPath: path).path)
    }

    /// - Parameter file: absolute; for messages, and what paths are relative to.
    package init(text: String, file: String) throws(SweepConfigurationError) {
        let root: Node?
        do {
            try YAMLBounds.check(text)
            root = try compose(yaml: text)
        } catch {
            throw SweepConfigurationError(file: file, mistakes: [ConfigurationFile.mistake(of: error)])
        }
        guard let root else {
            throw SweepConfigurationError(
                file: file, mistakes: [.init(line: nil, message: "is empty; it needs `folder` and `targets`")])
        }
        self.file = file
        digest = Digest.sha256(text)
        var reader = ConfigurationFile(base: URL(fileURLWithPath: file).deletingLastPathComponent().path)
        if let mapping = reader.nodes.mapping(root, known: Self.keys, of: "the file") {
            reader.read(mapping, root, into: &self)
        }
        guard reader.nodes.mistakes.isEmpty else {
            throw SweepConfigurationError(file: file, mistakes: reader.nodes.mistakes)
        }
    }
}

/// One pass over the nodes of a configuration file.
private struct ConfigurationFile {
    /// What paths are relative to.
    let base: String
    var nodes = ConfigurationNodes()

    static let optionKeys = [
        "history", "worktree", "branch", "since", "include", "exclude", "min_confidence", "trusted", "time_limit",
        "size_limit",
        "exhaustive", "default_skips", "max_size",
    ]

    init(base: String) { self.base = base }

    static func mistake(of error: any Error) -> SweepConfigurationError.Mistake {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            .init(line: mark.line, message: "not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            .init(
                line: context.mark.line,
                message: "the key \(duplicates.map(String.init(describing:)).joined(separator: ", ")) stands twice")
        default: .init(line: nil, message: "not valid YAML: \(error)")
        }
    }

    mutating func read(_ mapping: Node.Mapping, _ root: Node, into configuration: inout SweepConfiguration) {
        if let folder = nodes.text("folder", mapping) {
            configuration.folder = absolute(folder)
        } else if mapping["folder"] == nil {
            nodes.fail(root, "`folder` is missing: where run folders, state and mirrors are kept")
        }
        configuration.stateFolder = nodes.text("state", mapping).map(absolute) ?? configuration.folder + "/state"
        configuration.cacheFolder = nodes.text("cache", mapping).map(absolute) ?? configuration.folder + "/mirrors"
        configuration.concurrency = nodes.number("concurrency", mapping, in: 1...256)
        configuration.jobs = nodes.number("jobs", mapping, in: 1...256)
        configuration.memoryInBytes = nodes.bytes("memory", mapping) ?? configuration.memoryInBytes
        configuration.rules = nodes.texts("rules", mapping).map(absolute)
        configuration.onlyRules = nodes.texts("rule", mapping)
        configuration.skippedRules = nodes.texts("skip_rule", mapping)
        configuration.keyFile = nodes.text("key_file", mapping).map(absolute)
        configuration.roll = nodes.text("roll", mapping).map(absolute)
        configuration.readsArtefacts = nodes.truth("artefacts", mapping) ?? false
        configuration.certificates = nodes.text("certificates", mapping).map(absolute)
        configuration.except = nodes.texts("except", mapping)
        if let keep = mapping["keep"] { readRetention(keep, into: &configuration.retention) }
        configuration.authentications = list("credentials", mapping).compactMap { authentication($0) }
        configuration.webhooks = list("notify", mapping).compactMap { webhook($0) }
        var defaults = SweepConfiguration.TargetOptions()
        if let node = mapping["defaults"], let values = nodes.mapping(node, known: Self.optionKeys, of: "`defaults`") {
            readOptions(values, into: &defaults)
        }
        guard let targets = mapping["targets"] else { return nodes.fail(root, "`targets` is missing: what to scan") }
        guard targets.sequence?.isEmpty == false else {
            return nodes.fail(targets, "`targets` is a list of paths and URLs")
        }
        configuration.targets = list("targets", mapping).compactMap { entry($0, defaults) }
    }

    private mutating func list(_ key: String, _ mapping: Node.Mapping) -> [Node] {
        guard let node = mapping[key] else { return [] }
        guard let list = node.sequence else {
            nodes.fail(node, "`\(key)` is a list")
            return []
        }
        return Array(list)
    }

    private mutating func readRetention(_ node: Node, into retention: inout SweepConfiguration.Retention) {
        guard let values = nodes.mapping(node, known: ["runs", "days"], of: "`keep`") else { return }
        retention.runs = nodes.number("runs", values, in: RunRetention.leastRuns...100_000) ?? retention.runs
        retention.days = nodes.number("days", values, in: 1...100_000)
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
        guard let values = nodes.mapping(node, known: ["path", "tree", "url"] + Self.optionKeys, of: "a target") else {
            return nil
        }
        let kinds = ["path", "tree", "url"].filter { values[$0] != nil }
        guard kinds.count == 1, let kind = SweepConfiguration.Entry.Kind(rawValue: kinds[0]) else {
            nodes.fail(node, "a target has one of `path`, `tree` and `url`")
            return nil
        }
        guard let text = nodes.text(kind.rawValue, values) else { return nil }
        var options = defaults
        if kind == .tree { options.history = .none }
        readOptions(values, into: &options)
        if kind == .url, values["worktree"] != nil {
            nodes.fail(node, "a mirror has no working tree; take `worktree` out")
        }
        return checked(
            .init(kind: kind, text: kind == .url ? text : absolute(text), line: line, options: options), node)
    }

    private mutating func checked(_ entry: SweepConfiguration.Entry, _ node: Node) -> SweepConfiguration.Entry? {
        if entry.options.history == .none, entry.options.branch != nil || entry.options.since != nil {
            nodes.fail(node, "`history: none` leaves no commits for `branch` or `since`")
        }
        guard entry.kind == .url else { return entry }
        do { _ = try CloneURL(entry.text) } catch {
            nodes.fail(node, error.description)
            return nil
        }
        return entry
    }

    private mutating func readOptions(_ values: Node.Mapping, into options: inout SweepConfiguration.TargetOptions) {
        options.history = nodes.choice("history", values) ?? options.history
        options.worktree = nodes.choice("worktree", values) ?? options.worktree
        options.branch = nodes.text("branch", values) ?? options.branch
        options.since = nodes.text("since", values) ?? options.since
        if values["include"] != nil { options.include = nodes.globs("include", values) }
        if values["exclude"] != nil { options.exclude = nodes.globs("exclude", values) }
        options.isTrusted = nodes.truth("trusted", values) ?? options.isTrusted
        options.timeLimitInSeconds = nodes.seconds("time_limit", values) ?? options.timeLimitInSeconds
        options.sizeLimitInBytes = nodes.bytes("size_limit", values) ?? options.sizeLimitInBytes
        options.isExhaustive = nodes.truth("exhaustive", values) ?? options.isExhaustive
        options.skipsNothing = nodes.truth("default_skips", values).map { !$0 } ?? options.skipsNothing
        options.pieceSizeInBytes = nodes.bytes("max_size", values) ?? options.pieceSizeInBytes
        guard let node = values["min_confidence"] else { return }
        let text = node.scalar?.string ?? ""
        if let score = Confidence.Band(rawValue: text)?.floor ?? Double(text), (0...1).contains(score) {
            options.minimumConfidence = score
        } else {
            nodes.fail(node, "`min_confidence` is low, medium, high or a number from 0 to 1")
        }
    }

    // MARK: Credentials and notifications

    private mutating func authentication(_ node: Node) -> SweepConfiguration.Authentication? {
        let known = [
            "url", "user", "user_from", "password_from", "key_file_from", "passphrase_from", "agent", "askpass",
            "host_key",
        ]
        guard let values = nodes.mapping(node, known: known, of: "an entry of `credentials`") else { return nil }
        var result = SweepConfiguration.Authentication()
        result.url = nodes.text("url", values) ?? ""
        if values["url"] == nil {
            nodes.fail(node, "an entry of `credentials` needs `url`: what the clone URLs begin with")
        }
        result.user = nodes.text("user", values)
        result.userVariable = nodes.text("user_from", values)
        result.passwordVariable = nodes.text("password_from", values)
        result.keyFileVariable = nodes.text("key_file_from", values)
        result.passphraseVariable = nodes.text("passphrase_from", values)
        result.usesAgent = nodes.truth("agent", values) ?? false
        result.askpass = nodes.text("askpass", values)
        result.hostKey = nodes.text("host_key", values)
        if let program = result.askpass, !program.hasPrefix("/") {
            nodes.fail(
                node, "`askpass` is the absolute path of a program: it is run, so nobody may slip in another one")
        }
        if let key = result.hostKey, !key.hasPrefix("SHA256:") {
            nodes.fail(node, "`host_key` begins with SHA256:, as `ssh-keygen -l -f KEY.pub` prints it")
        }
        return result
    }

    private mutating func webhook(_ node: Node) -> SweepConfiguration.Webhook? {
        let known = [
            "webhook", "webhook_from", "headers", "headers_from", "template", "template_file", "when", "attempts",
            "timeout",
        ]
        guard let values = nodes.mapping(node, known: known, of: "an entry of `notify`") else { return nil }
        var result = SweepConfiguration.Webhook()
        result.url = nodes.text("webhook", values)
        result.urlVariable = nodes.text("webhook_from", values)
        if (values["webhook"] == nil) == (values["webhook_from"] == nil) {
            nodes.fail(
                node, "an entry of `notify` has one of `webhook` (a URL) and `webhook_from` (a variable that holds it)")
        }
        if let url = result.url, !url.hasPrefix("https://"), !url.hasPrefix("http://") {
            nodes.fail(node, "`webhook` is an http or https URL")
        }
        result.headers = nodes.table("headers", values)
        result.headerVariables = nodes.table("headers_from", values)
        result.moment = nodes.choice("when", values) ?? .new
        result.attempts = nodes.number("attempts", values, in: 1...20) ?? result.attempts
        result.timeoutInSeconds = nodes.seconds("timeout", values) ?? result.timeoutInSeconds
        result.template = nodes.text("template", values)
        if let file = nodes.text("template_file", values).map(absolute) {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                nodes.fail(node, "the template \(file) cannot be read as UTF-8 text")
                return nil
            }
            result.template = text
        }
        if let template = result.template, let problem = NotificationTemplate.fault(in: template) {
            nodes.fail(node, "the template is no Mustache template: \(problem)")
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
