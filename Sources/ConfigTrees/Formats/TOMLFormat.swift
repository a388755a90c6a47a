internal import TOMLKit

/// TOML. The library tells no lines of values, so all stand in line 1.
enum TOMLFormat {
    static func document(_ text: String) throws(FormatError) -> ConfigNode {
        do { return convert(try TOMLTable(string: text)) } catch { throw FormatError(reason: "it is no valid TOML") }
    }

    private static func convert(_ table: TOMLTable) -> ConfigNode {
        ConfigNode(.map(table.keys.sorted().compactMap { key in table[key].map { (key, convert($0)) } }), line: 1)
    }

    private static func convert(_ value: any TOMLValueConvertible) -> ConfigNode {
        if let table = value.table { return convert(table) }
        if let array = value.array { return ConfigNode(.list(array.map { convert($0) }), line: 1) }
        if let text = value.string { return ConfigNode(.scalar(text), line: 1) }
        if let number = value.int { return ConfigNode(.scalar(String(number)), line: 1) }
        if let truth = value.bool { return ConfigNode(.scalar(String(truth)), line: 1) }
        if let number = value.double { return ConfigNode(.scalar(String(number)), line: 1) }
        return ConfigNode(.null, line: 1)
    }
}
