internal import SafeFormats

/// TOML.
enum TOMLFormat {
    static func document(_ text: String) throws(FormatError) -> ConfigNode {
        do { return convert(try TOMLValue(text)) } catch { throw FormatError(reason: "it is no valid TOML") }
    }

    private static func convert(_ value: TOMLValue) -> ConfigNode {
        let content: ConfigNode.Content =
            switch value.content {
            case .string(let text), .date(let text): .scalar(text)
            case .integer(let number): .scalar(String(number))
            case .float(let number): .scalar(String(number))
            case .boolean(let truth): .scalar(String(truth))
            case .array(let items): .list(items.map { convert($0) })
            case .table(let entries): .map(entries.map { ($0.key, convert($0.value)) })
            }
        return ConfigNode(content, line: value.line)
    }
}
