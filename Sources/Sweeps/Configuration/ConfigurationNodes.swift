internal import Model
internal import Yams

/// Reads values out of YAML nodes and collects mistakes with their lines.
struct ConfigurationNodes {
    private(set) var mistakes: [SweepConfigurationError.Mistake] = []

    mutating func fail(_ node: Node, _ message: String) {
        mistakes.append(.init(line: node.mark?.line, message: message))
    }

    /// The mapping, its keys checked; nil if it is none.
    mutating func mapping(_ node: Node, known: [String], of place: String) -> Node.Mapping? {
        guard let mapping = node.mapping else {
            fail(node, "\(place) is a mapping of \(known.joined(separator: ", "))")
            return nil
        }
        for (key, _) in mapping where !known.contains(key.string ?? "") {
            let name = key.string ?? "?"
            let near = known.first { Self.isNear($0, name) }.map { "; did you mean `\($0)`?" }
            fail(key, "\(place) has no key `\(name)`\(near ?? "; it has \(known.joined(separator: ", "))")")
        }
        return mapping
    }

    mutating func text(_ key: String, _ mapping: Node.Mapping) -> String? {
        guard let node = mapping[key] else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty else {
            fail(node, "`\(key)` is a text")
            return nil
        }
        return text
    }

    mutating func texts(_ key: String, _ mapping: Node.Mapping) -> [String] {
        guard let node = mapping[key] else { return [] }
        if let one = node.scalar?.string { return [one] }
        guard let list = node.sequence, list.allSatisfy({ $0.scalar != nil }) else {
            fail(node, "`\(key)` is a text or a list of texts")
            return []
        }
        return list.compactMap { $0.scalar?.string }
    }

    /// Of paths within a target.
    mutating func globs(_ key: String, _ mapping: Node.Mapping) -> [String] {
        let globs = texts(key, mapping)
        for fault in globs.compactMap(PathFilter.fault) { fail(mapping[key] ?? Node(key), "`\(key)`: \(fault)") }
        return globs
    }

    /// Names and texts.
    mutating func table(_ key: String, _ mapping: Node.Mapping) -> [String: String] {
        guard let node = mapping[key] else { return [:] }
        guard let entries = node.mapping, entries.allSatisfy({ $0.key.scalar != nil && $0.value.scalar != nil }) else {
            fail(node, "`\(key)` is a mapping of names to texts")
            return [:]
        }
        return Dictionary(entries.map { ($0.key.scalar?.string ?? "", $0.value.scalar?.string ?? "") }) { first, _ in
            first
        }
    }

    mutating func truth(_ key: String, _ mapping: Node.Mapping) -> Bool? {
        guard let node = mapping[key] else { return nil }
        guard let truth = node.bool else {
            fail(node, "`\(key)` is true or false")
            return nil
        }
        return truth
    }

    mutating func number(_ key: String, _ mapping: Node.Mapping, in range: ClosedRange<Int>) -> Int? {
        guard let node = mapping[key] else { return nil }
        guard let number = node.int, range.contains(number) else {
            fail(node, "`\(key)` is a number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    mutating func choice<Value: RawRepresentable & CaseIterable>(_ key: String, _ mapping: Node.Mapping) -> Value?
    where Value.RawValue == String {
        guard let node = mapping[key] else { return nil }
        guard let value = node.scalar.flatMap({ Value(rawValue: $0.string) }) else {
            fail(node, "`\(key)` is \(Value.allCases.map(\.rawValue).joined(separator: " or "))")
            return nil
        }
        return value
    }

    /// `90s`, `30m`, `2h`, `1d`.
    mutating func seconds(_ key: String, _ mapping: Node.Mapping) -> Int? {
        guard let node = mapping[key] else { return nil }
        let seconds = node.scalar.flatMap { Self.amount($0.string, units: ["s": 1, "m": 60, "h": 3600, "d": 86_400]) }
        if seconds == nil { fail(node, "`\(key)` is a duration such as 90s, 30m or 2h") }
        return seconds
    }

    /// `512M`, `4G`.
    mutating func bytes(_ key: String, _ mapping: Node.Mapping) -> Int? {
        guard let node = mapping[key] else { return nil }
        let bytes = node.scalar.flatMap { ByteSize.bytes($0.string) }
        if bytes == nil { fail(node, "`\(key)` is a size such as 512M or 4G") }
        return bytes
    }

    private static func amount(_ text: String, units: [Character: Int]) -> Int? {
        guard let last = text.last, let unit = units[last], let number = Int(text.dropLast()), number > 0 else {
            return nil
        }
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: unit)
        return isTooLarge ? nil : product
    }

    /// One letter more, less, other or swapped.
    private static func isNear(_ left: String, _ right: String) -> Bool {
        let (a, b) = (Array(left), Array(right))
        guard abs(a.count - b.count) <= 1 else { return false }
        let head = zip(a, b).prefix { $0 == $1 }.count
        let tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
        return head + tail >= max(a.count, b.count) - (a.count == b.count ? 2 : 1)
    }
}
