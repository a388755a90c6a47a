private import SafeFormats
private import Yams

/// Where the rules of a file stand in it, so that what is found wrong with one later can be said with its line.
package struct RulePlaces: Sendable {
    /// One rule's lines, from 1.
    private struct Place: Sendable {
        var rule: Int
        var pattern: Int?
        /// Whether the pattern is a block of several lines (`|`), of which the first is behind the key's.
        var isBlock = false
        var items: [String: Int] = [:]
        /// `value` of `keyed`.
        var keyedValue: String?
    }

    private var places: [String: Place] = [:]
    /// The line of the second rule of an id.
    private var repeated: [String: Int] = [:]

    /// Nothing is known of a file that is not YAML.
    package init(in text: String) {
        guard let root = try? YAMLText.root(of: text, file: ""), let rules = root.mapping?["rules"]?.sequence else {
            return
        }
        for node in rules {
            guard let mapping = node.mapping, let id = mapping["id"]?.string, let line = node.mark?.line else {
                continue
            }
            if places[id] != nil {
                if repeated[id] == nil { repeated[id] = line }
                continue
            }
            var place = Place(rule: line)
            if let pattern = mapping["pattern"] ?? mapping["keyed"]?.mapping?["value"] {
                place.pattern = pattern.mark?.line
                place.isBlock = pattern.scalar?.style == .literal
            }
            if mapping["pattern"] == nil { place.keyedValue = mapping["keyed"]?.mapping?["value"]?.string }
            for key in ["anchors", "anchors_ignoring_case", "checks", "examples", "near_misses"] {
                for item in mapping[key]?.sequence ?? [] {
                    if let text = item.string { place.items[key + " " + text] = item.mark?.line }
                }
            }
            for companion in mapping["companions"]?.sequence ?? [] {
                if let role = companion.mapping?["role"]?.string {
                    place.items["companions " + role] = companion.mark?.line
                }
            }
            for word in mapping["keyed"]?.mapping?["words"]?.sequence ?? [] {
                if let text = word.string {
                    place.items["anchors_ignoring_case " + text.lowercased()] = word.mark?.line
                }
            }
            places[id] = place
        }
    }

    /// The line on which a rule begins.
    package func line(ofRule id: String) -> Int? { places[id]?.rule }

    /// What a rule's `keyed` looks for; nil where it has a pattern of its own.
    package func keyedValue(ofRule id: String) -> String? { places[id]?.keyedValue }

    /// The line on which another rule with the id of an earlier one begins.
    package func line(ofRepeatedRule id: String) -> Int? { repeated[id] }

    /// The line of a byte of the rule's pattern.
    package func line(ofPattern pattern: String, at offset: Int, rule id: String) -> Int? {
        guard let place = places[id] else { return nil }
        guard let line = place.pattern else { return place.rule }
        guard place.isBlock else { return line }
        return line + 1 + pattern.utf8.prefix(offset).count { $0 == UInt8(ascii: "\n") }
    }

    /// The line of an anchor or a check.
    package func line(ofItem text: String, in key: String, rule id: String) -> Int? {
        places[id]?.items[key + " " + text] ?? places[id]?.rule
    }
}
