internal import Yams

/// One pass over the nodes of a file; collects mistakes with their lines.
struct RuleFileParser {
    let file: String
    var content = RuleFile.Content()

    static let fileKeys: Set<String> = ["provider", "name", "website", "rules"]
    static let ruleKeys: Set<String> = [
        "id", "name", "kind", "revision", "anchors", "anchors_ignoring_case", "pattern", "keyed", "checks", "entropy",
        "confidence", "reach", "companions", "examples", "near_misses", "guidance",
    ]

    mutating func fail(_ node: Node, _ message: String) {
        content.errors.append(RuleFileError(file: file, line: node.mark?.line, message: message))
    }

    mutating func read(_ root: Node) {
        guard let mapping = root.mapping else { return fail(root, "expected a mapping with `provider` and `rules`") }
        reportUnknownKeys(of: mapping, known: Self.fileKeys, place: "file")
        let provider = string("provider", of: mapping, in: root) ?? ""
        let providerName = mapping["name"]?.string ?? provider
        guard let list = mapping["rules"]?.sequence else { return fail(root, "`rules` is missing or not a list") }
        for node in list {
            let mistakes = content.errors.count
            guard let rule = rule(of: node, provider: provider, providerName: providerName) else { continue }
            content.all.append(rule)
            if content.errors.count == mistakes, !provider.isEmpty { content.rules.append(rule) }
        }
    }

    /// nil if not even an id and a pattern can be read.
    mutating func rule(of node: Node, provider: String, providerName: String) -> RuleDefinition? {
        guard let mapping = node.mapping else {
            fail(node, "a rule is a mapping")
            return nil
        }
        reportUnknownKeys(of: mapping, known: Self.ruleKeys, place: "rule")
        let id = string("id", of: mapping, in: node) ?? ""
        let name = string("name", of: mapping, in: node) ?? ""
        let kind = string("kind", of: mapping, in: node) ?? ""
        guard let search = search(of: mapping, in: node, id: id) else { return nil }
        let prior = number("confidence", of: mapping) ?? 0.7
        if !(0.01...0.99).contains(prior) {
            fail(mapping["confidence"] ?? node, "`confidence` of \(id) must lie between 0.01 and 0.99")
        }
        let guidance = mapping["guidance"]?.mapping
        let definition = RuleDefinition(
            id: id, name: name, provider: provider, providerName: providerName, kind: kind,
            revision: mapping["revision"]?.int ?? 1, anchors: search.anchors,
            anchorsIgnoringCase: search.ignoringCase, pattern: search.pattern, checks: search.checks,
            entropyFloor: number("entropy", of: mapping) ?? 0, prior: min(max(prior, 0.01), 0.99),
            reach: reach(of: mapping), examples: strings("examples", of: mapping),
            nearMisses: strings("near_misses", of: mapping), rotation: guidance?["rotate"]?.string ?? "",
            guidanceURL: guidance?["url"]?.string ?? "", companions: companions(of: mapping))
        return id.isEmpty || search.pattern.isEmpty ? nil : definition
    }

    /// How a rule finds its credentials.
    struct Search {
        var pattern = ""
        var anchors: [String]
        var ignoringCase: [String]
        var checks: [String]
    }

    /// nil if there is no telling what is searched for.
    private mutating func search(of mapping: Node.Mapping, in node: Node, id: String) -> Search? {
        var search = Search(
            anchors: strings("anchors", of: mapping), ignoringCase: strings("anchors_ignoring_case", of: mapping),
            checks: strings("checks", of: mapping))
        if let keyed = mapping["keyed"] {
            if let other = mapping["pattern"] { fail(other, "rule \(id) has `keyed` and `pattern`; give one of them") }
            guard addKeyed(keyed, to: &search) else { return nil }
        } else {
            search.pattern = string("pattern", of: mapping, in: node) ?? ""
        }
        checkAnchors(of: search, mapping, in: node, id: id)
        search.anchors = Self.unique(search.anchors)
        search.ignoringCase = Self.unique(search.ignoringCase)
        checkGroup(of: search.pattern, at: mapping["pattern"] ?? node, id: id)
        return search
    }

    /// - Returns: whether `keyed` says enough to make a pattern of it.
    private mutating func addKeyed(_ node: Node, to search: inout Search) -> Bool {
        let words = node.mapping.map { strings("words", of: $0) } ?? []
        let names = node.mapping.map { strings("names", of: $0) } ?? []
        if let keys = node.mapping {
            reportUnknownKeys(of: keys, known: ["words", "names", "value"], place: "`keyed`")
        }
        guard let value = node.mapping?["value"]?.string, !words.isEmpty else {
            fail(node, "`keyed` needs `words` and `value`")
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
        for anchor in all where anchor.utf8.count < 3 {
            fail(
                mapping["anchors"] ?? node,
                "anchor “\(anchor)” of \(id) is shorter than three bytes; pick a longer literal")
        }
        for anchor in all where anchor.utf8.contains(0x0A) {
            fail(node, "an anchor of \(id) holds a line feed; anchors are part of one line")
        }
        for anchor in search.ignoringCase where anchor != anchor.lowercased() {
            fail(node, "anchor “\(anchor)” of \(id) must be lower-case in `anchors_ignoring_case`")
        }
        if all.isEmpty { fail(node, "rule \(id) has no anchor; give `anchors` or `keyed`") }
    }

    private mutating func checkGroup(of pattern: String, at node: Node, id: String) {
        if !pattern.contains("(?<secret>") && !pattern.contains("(?P<secret>") {
            fail(node, "the pattern of \(id) has no group named `secret`")
        }
        if pattern.contains("(?<secret>)") || pattern.contains("(?P<secret>)") {
            fail(node, "the group `secret` of \(id) is empty; put what is secret into it")
        }
    }

    mutating func reach(of mapping: Node.Mapping) -> RuleDefinition.Reach {
        var reach = RuleDefinition.Reach()
        guard let node = mapping["reach"] else { return reach }
        guard let values = node.mapping else {
            fail(node, "`reach` is a mapping of `lines`, `before`, `after`")
            return reach
        }
        reportUnknownKeys(of: values, known: ["lines", "before", "after"], place: "`reach`")
        reach.lines = values["lines"]?.int ?? reach.lines
        reach.before = values["before"]?.int ?? reach.before
        reach.after = values["after"]?.int ?? reach.after
        let limits = 0...(1 << 20)
        if !(0...1024).contains(reach.lines) || !limits.contains(reach.before) || !limits.contains(reach.after) {
            fail(node, "`reach` goes up to 1024 `lines`, and 1048576 bytes `before` and `after`")
            return RuleDefinition.Reach()
        }
        return reach
    }

    mutating func companions(of mapping: Node.Mapping) -> [CompanionDefinition] {
        guard let node = mapping["companions"] else { return [] }
        guard let list = node.sequence else {
            fail(node, "`companions` is a list of mappings with `role` and either `rule` or `pattern`")
            return []
        }
        return list.compactMap { companion(of: $0) }
    }

    private mutating func companion(of node: Node) -> CompanionDefinition? {
        guard let values = node.mapping else {
            fail(node, "a companion is a mapping with `role` and either `rule` or `pattern`")
            return nil
        }
        reportUnknownKeys(of: values, known: ["role", "rule", "pattern", "within"], place: "`companions`")
        guard let role = string("role", of: values, in: node) else { return nil }
        let within = values["within"]?.int ?? CompanionDefinition.defaultWithin
        if !(0...65_536).contains(within) { fail(node, "`within` of a companion must lie between 0 and 65536 bytes") }
        switch (values["rule"]?.string, values["pattern"]?.string) {
        case (let rule?, nil): return CompanionDefinition(role: role, search: .rule(rule), within: within)
        case (nil, let pattern?):
            if pattern.contains("(?<companion>") {
                return CompanionDefinition(role: role, search: .pattern(pattern), within: within)
            }
            fail(node, "the pattern of the companion “\(role)” has no group named `companion`")
        default: fail(node, "the companion “\(role)” needs `rule` or `pattern`, one of them")
        }
        return nil
    }

    mutating func reportUnknownKeys(of mapping: Node.Mapping, known: Set<String>, place: String) {
        for (key, _) in mapping where !known.contains(key.string ?? "") {
            fail(
                key,
                "unknown key “\(key.string ?? "?")” in \(place); known are \(known.sorted().joined(separator: ", "))")
        }
    }

    mutating func string(_ key: String, of mapping: Node.Mapping, in node: Node) -> String? {
        if let text = mapping[key]?.string, !text.isEmpty { return text }
        fail(mapping[key] ?? node, "`\(key)` is missing or not text")
        return nil
    }

    mutating func strings(_ key: String, of mapping: Node.Mapping) -> [String] {
        guard let node = mapping[key] else { return [] }
        guard let list = node.sequence else {
            fail(node, "`\(key)` is a list of texts")
            return []
        }
        return list.compactMap { item in
            if let text = item.string { return text }
            fail(item, "an item of `\(key)` is not text")
            return nil
        }
    }

    mutating func number(_ key: String, of mapping: Node.Mapping) -> Double? {
        guard let node = mapping[key] else { return nil }
        if let value = node.float ?? node.int.map(Double.init) { return value }
        fail(node, "`\(key)` is not a number")
        return nil
    }

    static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
