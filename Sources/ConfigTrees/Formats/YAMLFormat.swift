internal import SafeFormats
internal import Yams

/// YAML and JSON, all documents of a file.
enum YAMLFormat {
    static func documents(_ text: String) throws(FormatError) -> [ConfigNode] {
        // Aliases are expanded; a file that would expand without bound is refused.
        do { try YAMLBounds.check(text) } catch { throw FormatError(reason: error.description) }
        do {
            var documents: [ConfigNode] = []
            var nodes = try Yams.compose_all(yaml: text)
            while let node = nodes.next() { documents.append(convert(node)) }
            // The sequence just ends where the text is broken. (`for` would iterate over a copy, whose error nobody sees.)
            if let error = nodes.error { throw error }
            return documents
        } catch {
            // Yams's own message quotes the text, which may hold secrets.
            throw FormatError(reason: "it is no valid YAML")
        }
    }

    private static func convert(_ node: Node) -> ConfigNode {
        let line = node.mark?.line ?? 1
        switch node {
        case .scalar(let scalar):
            let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
            return ConfigNode(isNull ? .null : .scalar(scalar.string), line: line)
        case .sequence(let sequence):
            var items: [ConfigNode] = []
            for item in sequence { items.append(convert(item)) }
            return ConfigNode(.list(items), line: line)
        case .mapping(let mapping):
            var entries: [(key: String, value: ConfigNode)] = []
            for (key, value) in mapping {
                guard let name = key.scalar?.string else { continue }
                let converted = convert(value)
                // The key's line: a value may begin on the next.
                entries.append((name, ConfigNode(converted.content, line: key.mark?.line ?? converted.line)))
            }
            return ConfigNode(.map(entries), line: line)
        case .alias: return ConfigNode(.null, line: line)
        }
    }
}
