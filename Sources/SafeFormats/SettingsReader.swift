package import Yams

/// Reads values out of the YAML of a file that people write. What does not fit becomes a fault and not a guess.
///
/// A key that is absent is no fault, unless it is asked for as one that is required.
package struct SettingsReader {
    package let file: String
    /// As they were met.
    package private(set) var faults: [FileFault] = []

    /// - Parameter file: for the faults.
    package init(file: String) { self.file = file }

    package mutating func fail(_ node: Node, _ message: String) {
        faults.append(FileFault(file: file, line: node.mark?.line, message: message))
    }

    // MARK: Mappings and lists

    /// The mapping; nil if the node is none. Keys that are not known are faults.
    /// - Parameter place: what the node is called in messages: `the file`, `a target`.
    package mutating func mapping(_ node: Node, known: [String], of place: String) -> Node.Mapping? {
        guard let mapping = node.mapping else {
            fail(node, "\(place) is a mapping of \(known.joined(separator: ", "))")
            return nil
        }
        // What it would merge may be all that the mapping lacks: the rest is not worth telling.
        if let merge = mapping.first(where: { $0.key.string == "<<" })?.key {
            fail(merge, "merge keys (`<<`) are not read; write out what they stand for")
            return nil
        }
        for (key, _) in mapping where !known.contains(key.string ?? "") {
            let name = key.string ?? "?"
            let near = known.first { Self.isNear($0, name) }.map { "; did you mean `\($0)`?" }
            fail(key, "\(place) has no key `\(name)`\(near ?? "; it has \(known.joined(separator: ", "))")")
        }
        return mapping
    }

    package mutating func list(_ key: String, in mapping: Node.Mapping) -> [Node] {
        guard let node = mapping[key] else { return [] }
        guard let list = node.sequence else {
            fail(node, "`\(key)` is a list")
            return []
        }
        return Array(list)
    }

    /// Names and texts.
    package mutating func table(_ key: String, in mapping: Node.Mapping) -> [String: String] {
        guard let node = mapping[key] else { return [:] }
        guard let entries = node.mapping, entries.allSatisfy({ $0.key.scalar != nil && $0.value.scalar != nil }) else {
            fail(node, "`\(key)` is a mapping of names to texts")
            return [:]
        }
        return Dictionary(entries.map { ($0.key.scalar?.string ?? "", $0.value.scalar?.string ?? "") }) { first, _ in
            first
        }
    }

    // MARK: Values

    package mutating func text(_ key: String, in mapping: Node.Mapping) -> String? {
        guard let node = mapping[key] else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty else {
            fail(node, "`\(key)` is a text")
            return nil
        }
        return text
    }

    /// - Parameter node: the mapping's own, whose line is named where the key is absent.
    package mutating func requiredText(_ key: String, in mapping: Node.Mapping, of node: Node) -> String? {
        if mapping[key] == nil { fail(node, "`\(key)` is missing") }
        return text(key, in: mapping)
    }

    /// A list of texts; one text stands for a list of one.
    /// - Parameter fault: what is wrong with a text; nil if nothing is.
    package mutating func texts(
        _ key: String, in mapping: Node.Mapping, fault: (String) -> String? = { _ in nil }
    ) -> [String] {
        guard let node = mapping[key] else { return [] }
        let texts = node.scalar.map { [$0.string] } ?? textList(key, in: mapping)
        for fault in texts.compactMap(fault) { fail(node, "`\(key)`: \(fault)") }
        return texts
    }

    /// A list of texts, also where there is one text.
    package mutating func textList(_ key: String, in mapping: Node.Mapping) -> [String] {
        guard let node = mapping[key] else { return [] }
        guard let list = node.sequence, list.allSatisfy({ $0.scalar != nil }) else {
            fail(node, "`\(key)` is a list of texts")
            return []
        }
        return list.compactMap { $0.scalar?.string }
    }

    package mutating func truth(_ key: String, in mapping: Node.Mapping) -> Bool? {
        guard let node = mapping[key] else { return nil }
        guard let truth = node.bool else {
            fail(node, "`\(key)` is true or false")
            return nil
        }
        return truth
    }

    package mutating func number(_ key: String, in mapping: Node.Mapping, from range: ClosedRange<Int>) -> Int? {
        guard let node = mapping[key] else { return nil }
        guard let number = node.int, range.contains(number) else {
            fail(node, "`\(key)` is a number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// One of several words.
    package mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, in mapping: Node.Mapping
    ) -> Choice? where Choice.RawValue == String {
        value(key, in: mapping, of: Choice.allCases.map(\.rawValue).joined(separator: " or "), Choice.init(rawValue:))
    }

    /// What a text stands for.
    /// - Parameters:
    ///   - form: what the value is, in messages: `a size such as 512M`.
    ///   - read: nil for a text that is nothing of the kind.
    package mutating func value<Value>(
        _ key: String, in mapping: Node.Mapping, of form: String, _ read: (String) -> Value?
    ) -> Value? {
        guard let node = mapping[key] else { return nil }
        guard let value = node.scalar.flatMap({ read($0.string) }) else {
            fail(node, "`\(key)` is \(form)")
            return nil
        }
        return value
    }

    /// One letter more, less, other or swapped.
    package static func isNear(_ left: String, _ right: String) -> Bool {
        let (a, b) = (Array(left), Array(right))
        guard abs(a.count - b.count) <= 1 else { return false }
        let head = zip(a, b).prefix { $0 == $1 }.count
        let tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
        return head + tail >= max(a.count, b.count) - (a.count == b.count ? 2 : 1)
    }
}
