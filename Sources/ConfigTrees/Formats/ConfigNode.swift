/// A value of a configuration file, whatever format it was written in, with the line it begins on.
struct ConfigNode: Sendable {
    indirect enum Content: Sendable {
        case null
        /// Texts, numbers and truths, as they are written.
        case scalar(String)
        /// Something that is computed when it is used: `var.name`, `${env.X}`.
        case expression(String)
        case list([ConfigNode])
        /// In the order of the file.
        case map([(key: String, value: ConfigNode)])
    }

    let content: Content
    /// From 1.
    let line: Int

    init(_ content: Content, line: Int) {
        self.content = content
        self.line = line
    }

    subscript(key: String) -> ConfigNode? {
        guard case .map(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// Down a path of keys.
    subscript(path: [String]) -> ConfigNode? {
        var node: ConfigNode? = self
        for key in path { node = node?[key] }
        return node
    }

    var text: String? {
        switch content {
        case .scalar(let text): text
        default: nil
        }
    }

    /// Also what is computed, as it is written.
    var source: String? {
        switch content {
        case .scalar(let text), .expression(let text): text
        default: nil
        }
    }

    var items: [ConfigNode] {
        guard case .list(let items) = content else { return [] }
        return items
    }

    var entries: [(key: String, value: ConfigNode)] {
        guard case .map(let entries) = content else { return [] }
        return entries
    }

    /// The lines that its text takes; a block of text begins on the line of its key.
    var lines: ClosedRange<Int> {
        guard let text else { return line...line }
        let breaks = text.reversed().drop { $0.isNewline }.count { $0.isNewline }
        return line...(line + (text.contains { $0.isNewline } ? breaks + 1 : 0))
    }

    var isMap: Bool { if case .map = content { true } else { false } }

    /// Every node below, itself first, with its key.
    func forEach(key: String = "", depth: Int = 0, _ body: (_ key: String, _ node: ConfigNode) -> Void) {
        // Deeper nesting is no configuration that people write.
        guard depth < 100 else { return }
        body(key, self)
        switch content {
        case .list(let items): for item in items { item.forEach(key: key, depth: depth + 1, body) }
        case .map(let entries): for entry in entries { entry.value.forEach(key: entry.key, depth: depth + 1, body) }
        default: break
        }
    }
}

/// Why a file is not what its name says.
struct FormatError: Error {
    let reason: String
}
