internal import SafeFormats
internal import Yams

/// YAML and JSON, all documents of a file.
enum YAMLFormat {
    static func documents(_ text: String) throws(FormatError) -> [ConfigNode] {
        // Aliases are expanded; a file that would expand without bound is refused.
        do { try YAMLBounds.check(text) } catch { throw FormatError(reason: error.description) }
        // To ask each scalar for its tag costs more than all else; hardly any file has these.
        let isTagged = text.contains("!var")
        do {
            var documents: [ConfigNode] = []
            var nodes = try Yams.compose_all(yaml: text)
            while let node = nodes.next() { documents.append(convert(node, isTagged)) }
            // The sequence just ends where the text is broken. (`for` would iterate over a copy, whose error nobody sees.)
            if let error = nodes.error { throw error }
            return documents
        } catch {
            // Yams's own message quotes the text, which may hold secrets.
            throw FormatError(reason: "it is no valid YAML")
        }
    }

    /// - Parameter isTagged: whether `!var` of Summon is kept, which names a secret of Conjur's.
    private static func convert(_ node: Node, _ isTagged: Bool) -> ConfigNode {
        let line = node.mark?.line ?? 1
        switch node {
        case .scalar(let scalar):
            if isTagged, scalar.tag.description.hasPrefix("!var") {
                return ConfigNode(.scalar("\(scalar.tag.description) \(scalar.string)"), line: line)
            }
            let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
            return ConfigNode(isNull ? .null : .scalar(scalar.string), line: line)
        case .sequence(let sequence):
            var items: [ConfigNode] = []
            for item in sequence { items.append(convert(item, isTagged)) }
            return ConfigNode(.list(items), line: line)
        case .mapping(let mapping):
            var entries: [(key: String, value: ConfigNode)] = []
            for (key, value) in mapping {
                guard let name = key.scalar?.string else { continue }
                let converted = convert(value, isTagged)
                // The key's line: a value may begin on the next.
                entries.append((name, ConfigNode(converted.content, line: key.mark?.line ?? converted.line)))
            }
            return ConfigNode(.map(entries), line: line)
        case .alias: return ConfigNode(.null, line: line)
        }
    }
}
