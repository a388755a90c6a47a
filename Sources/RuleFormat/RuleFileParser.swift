internal import SafeFormats
internal import Yams

/// One pass over the nodes of a rule file.
struct RuleFileParser {
    private(set) var settings: SettingsReader
    /// All rules that could be read, and those of them with which nothing is wrong.
    private(set) var rules: [RuleDefinition] = []
    private(set) var sound: [RuleDefinition] = []

    private static let fileKeys = ["provider", "name", "website", "rules"]
    private static let ruleKeys = [
        "id", "name", "kind", "revision", "anchors", "anchors_ignoring_case", "pattern", "keyed", "checks", "entropy",
        "confidence", "reach", "companions", "examples", "near_misses", "guidance", "search",
    ]

    /// - Parameter file: for the faults.
    init(file: String) { settings = SettingsReader(file: file) }

    mutating func read(_ root: Node) {
        guard let mapping = settings.mapping(root, known: Self.fileKeys, of: "the file") else { return }
        let provider = settings.requiredText("provider", in: mapping, of: root) ?? ""
        let providerName = mapping["name"]?.string ?? provider
        let website = mapping["website"]?.string ?? ""
        guard mapping["rules"]?.sequence != nil else {
            return settings.fail(mapping["rules"] ?? root, "`rules` is missing or not a list")
        }
        for node in settings.list("rules", in: mapping) {
            let mistakes = settings.faults.count
            guard var rule = rule(of: node, provider: provider, providerName: providerName) else { continue }
            rule.website = website
            rules.append(rule)
            if settings.faults.count == mistakes, !provider.isEmpty { sound.append(rule) }
        }
    }

    /// nil if not even an id and a pattern can be read.
    private mutating func rule(of node: Node, provider: String, providerName: String) -> RuleDefinition? {
        guard let mapping = settings.mapping(node, known: Self.ruleKeys, of: "a rule") else { return nil }
        let id = settings.requiredText("id", in: mapping, of: node) ?? ""
        let name = settings.requiredText("name", in: mapping, of: node) ?? ""
        let kind = settings.requiredText("kind", in: mapping, of: node) ?? ""
        guard let search = search(of: mapping, in: node, id: id) else { return nil }
        let prior = settings.value("confidence", in: mapping, of: "a number from 0.01 to 0.99") { text in
            Double(text).flatMap { (0.01...0.99).contains($0) ? $0 : nil }
        }
        let entropy = settings.value("entropy", in: mapping, of: "a number from 0 to 8") { text in
            Double(text).flatMap { (0...8).contains($0) ? $0 : nil }
        }
        let guidance = mapping["guidance"].flatMap {
            settings.mapping($0, known: ["rotate", "url"], of: "`guidance`")
        }
        if let node = mapping["id"], !id.isEmpty, !id.utf8.allSatisfy(Self.isOfIdentifier) {
            settings.fail(
                node,
                "the rule id “\(id)” can be named by no option and no marker; use letters, digits, `-`, `_` and `.`")
        }
        let definition = RuleDefinition(
            id: id, name: name, provider: provider, providerName: providerName, kind: kind,
            revision: settings.number("revision", in: mapping, from: 1...1_000_000) ?? 1, anchors: search.anchors,
            anchorsIgnoringCase: search.ignoringCase, pattern: search.pattern, checks: search.checks,
            entropyFloor: entropy ?? 0, prior: prior ?? Self.usualPrior,
            reach: reach(of: mapping), examples: settings.textList("examples", in: mapping),
            nearMisses: settings.textList("near_misses", in: mapping), rotation: guidance?["rotate"]?.string ?? "",
            guidanceURL: guidance?["url"]?.string ?? "", companions: companions(of: mapping))
        return id.isEmpty || search.pattern.isEmpty ? nil : definition
    }

    private static let usualPrior = 0.7

    private static func isOfIdentifier(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    // MARK: What is searched for

    /// How a rule finds its credentials.
    private struct Search {
        var pattern = ""
        var anchors: [String]
        var ignoringCase: [String]
        var checks: [String]
    }

    /// nil if there is no telling what is searched for.
    private mutating func search(of mapping: Node.Mapping, in node: Node, id: String) -> Search? {
        var search = Search(
            anchors: settings.textList("anchors", in: mapping),
            ignoringCase: settings.textList("anchors_ignoring_case", in: mapping),
            checks: settings.textList("checks", in: mapping))
        if let keyed = mapping["keyed"] {
            if let other = mapping["pattern"] {
                settings.fail(other, "rule \(id) has `keyed` and `pattern`; give one of them")
            }
            guard addKeyed(keyed, to: &search) else { return nil }
        } else {
            search.pattern = settings.requiredText("pattern", in: mapping, of: node) ?? ""
        }
        if searchesLines(mapping) {
            for key in ["anchors", "anchors_ignoring_case", "keyed", "reach"] {
                guard let other = mapping[key] else { continue }
                settings.fail(
                    other, "rule \(id) is searched for on every line (`search`) and has `\(key)`; give one of them")
            }
        } else {
            checkAnchors(of: search, mapping, in: node, id: id)
        }
        search.anchors = Self.unique(search.anchors)
        search.ignoringCase = Self.unique(search.ignoringCase)
        checkGroup(of: search.pattern, at: mapping["pattern"] ?? node, id: id)
        return search
    }

    /// - Returns: whether `keyed` says enough to make a pattern of it.
    private mutating func addKeyed(_ node: Node, to search: inout Search) -> Bool {
        guard let mapping = settings.mapping(node, known: ["words", "names", "value"], of: "`keyed`") else {
            return false
        }
        let words = settings.textList("words", in: mapping)
        let names = settings.textList("names", in: mapping)
        if let node = mapping["names"], names.isEmpty {
            settings.fail(
                node, "`names` of `keyed` is empty; give the words of which one must stand in the key, or leave it out")
        }
        guard let value = mapping["value"]?.string, !words.isEmpty else {
            settings.fail(node, "`keyed` needs `words` and `value`")
            return false
        }
        let length = KeyedPattern.digestLength(of: value)
        search.pattern = KeyedPattern.pattern(
            words: words, names: names, value: length == nil ? value : KeyedPattern.anyDigest)
        if let length { search.checks.append("length-\(length)") }
        search.ignoringCase += words.map { $0.lowercased() }
        return true
    }

    private mutating func checkAnchors(of search: Search, _ mapping: Node.Mapping, in node: Node, id: String) {
        let all = search.anchors + search.ignoringCase
        let lines = all.map { $0.utf8.first == 0x0A ? String($0.dropFirst()) : $0 }
        for anchor in lines where anchor.utf8.count < 3 {
            settings.fail(
                mapping["anchors"] ?? node,
                "anchor “\(anchor)” of \(id) is shorter than three bytes; pick a longer literal")
        }
        for anchor in lines where anchor.utf8.contains(0x0A) {
            settings.fail(
                node, "an anchor of \(id) holds a line feed behind its first byte; anchors are part of one line")
        }
        for anchor in search.ignoringCase where anchor != anchor.lowercased() {
            settings.fail(node, "anchor “\(anchor)” of \(id) must be lower-case in `anchors_ignoring_case`")
        }
        if all.isEmpty { settings.fail(node, "rule \(id) has no anchor; give `anchors`, `keyed`, or `search: lines`") }
    }

    /// Whether a rule is tried on every line, which takes long.
    private mutating func searchesLines(_ mapping: Node.Mapping) -> Bool {
        settings.value("search", in: mapping, of: "`lines`") { $0 == "lines" ? true : nil } ?? false
    }

    private mutating func checkGroup(of pattern: String, at node: Node, id: String) {
        // That there is none has been said.
        if pattern.isEmpty { return }
        if !RuleDefinition.namesSecret(pattern) {
            settings.fail(node, "the pattern of \(id) has no group named `secret`")
        }
        if pattern.contains("(?<secret>)") || pattern.contains("(?P<secret>)") {
            settings.fail(node, "the group `secret` of \(id) is empty; put what is secret into it")
        }
    }

    private mutating func reach(of mapping: Node.Mapping) -> RuleDefinition.Reach {
        if mapping["search"] != nil { return .line }
        // A list of variables has the name on one line and the value on the next.
        var reach = RuleDefinition.Reach(lines: mapping["keyed"] == nil ? 0 : 1)
        guard let node = mapping["reach"],
            let values = settings.mapping(node, known: ["lines", "before", "after"], of: "`reach`")
        else { return reach }
        reach.lines = settings.number("lines", in: values, from: 0...1024) ?? reach.lines
        reach.before = settings.number("before", in: values, from: 0...1 << 20) ?? reach.before
        reach.after = settings.number("after", in: values, from: 0...1 << 20) ?? reach.after
        return reach
    }

    // MARK: What stands beside

    private mutating func companions(of mapping: Node.Mapping) -> [CompanionDefinition] {
        settings.list("companions", in: mapping).compactMap { companion(of: $0) }
    }

    private mutating func companion(of node: Node) -> CompanionDefinition? {
        let known = ["role", "rule", "pattern", "within"]
        guard let values = settings.mapping(node, known: known, of: "a companion"),
            let role = settings.requiredText("role", in: values, of: node)
        else { return nil }
        // In bytes.
        let within = settings.number("within", in: values, from: 0...65_536) ?? CompanionDefinition.defaultWithin
        switch (values["rule"]?.string, values["pattern"]?.string) {
        case (let rule?, nil): return CompanionDefinition(role: role, search: .rule(rule), within: within)
        case (nil, let pattern?):
            if pattern.contains("(?<companion>") {
                return CompanionDefinition(role: role, search: .pattern(pattern), within: within)
            }
            settings.fail(node, "the pattern of the companion “\(role)” has no group named `companion`")
        default: settings.fail(node, "the companion “\(role)” needs `rule` or `pattern`, one of them")
        }
        return nil
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
