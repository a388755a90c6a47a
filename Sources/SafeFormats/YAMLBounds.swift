internal import CYaml

/// Whether a YAML text is one that may be composed: how deep it goes, and how many values it stands for once its aliases
/// are expanded.
///
/// Yams shares what aliases stand for, but hashes the keys of every map in full: a few aliased keys of aliased lists of
/// aliased lists keep it busy for ever. So the parser's events are counted first.
package enum YAMLBounds {
    /// A text beyond the bounds.
    package struct Excess: Error, CustomStringConvertible, Sendable {
        package let description: String
    }

    /// Values, aliases expanded.
    private static let mostNodes = 2_000_000
    private static let mostLevels = 200

    /// Throws for a text beyond the bounds. One that is no YAML passes: composing it says what is wrong.
    package static func check(_ text: String) throws(Excess) {
        var bytes = Array(text.utf8)
        var parser = yaml_parser_t()
        guard yaml_parser_initialize(&parser) == 1 else { return }
        defer { yaml_parser_delete(&parser) }
        let count = bytes.count
        let reason = bytes.withUnsafeMutableBufferPointer { buffer -> String? in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, count)
            return excess(of: &parser)
        }
        if let reason { throw Excess(description: reason) }
    }

    private static func excess(of parser: inout yaml_parser_t) -> String? {
        /// Values below each anchor, it included.
        var sizes: [String: Int] = [:]
        /// Open lists and maps: their anchor, and how many values there were before them.
        var open: [(anchor: String?, before: Int)] = []
        var total = 0
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_STREAM_END_EVENT: return nil
            case YAML_DOCUMENT_START_EVENT: sizes.removeAll(keepingCapacity: true)
            case YAML_SCALAR_EVENT:
                total += 1
                if let anchor = name(event.data.scalar.anchor) { sizes[anchor] = 1 }
            case YAML_ALIAS_EVENT: total += name(event.data.alias.anchor).flatMap { sizes[$0] } ?? 1
            case YAML_SEQUENCE_START_EVENT:
                open.append((name(event.data.sequence_start.anchor), total))
                total += 1
            case YAML_MAPPING_START_EVENT:
                open.append((name(event.data.mapping_start.anchor), total))
                total += 1
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
                if let ended = open.popLast(), let anchor = ended.anchor { sizes[anchor] = total - ended.before }
            default: break
            }
            if total > mostNodes { return "it has too many values" }
            if open.count > mostLevels { return "it is nested too deeply" }
        }
    }

    private static func name(_ anchor: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        anchor.map { String(cString: $0) }
    }
}
