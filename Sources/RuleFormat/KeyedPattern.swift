/// Writes the pattern of rules that are told by a provider's word in the key beside the value.
enum KeyedPattern {
    static func pattern(words: [String], names: [String], value: String) -> String {
        let word = words.map(escaped).joined(separator: "|")
        // The word opens the key or follows a separator or begins with a capital: `algoliaKey`, `MY_ALGOLIA_KEY`,
        // `myAlgoliaKey`, not `analgolia`.
        var key = #"(?:(?<![A-Za-z0-9])|(?<=[a-z0-9])(?=[A-Z]))(?i:(?:"# + word + #")"#
        // A key that says what it is needs no sign between it and its value: `--algolia-key abc…`, `algolia key abc…`.
        var separator = #"(?:=>|:=|[=:,(]|\|\|)"#
        if names.isEmpty {
            key += #"[\w.-]{0,40}"#
        } else {
            key += #"[\w .-]{0,24}(?:"# + names.joined(separator: "|") + #")[\w.-]{0,24}"#
            separator = #"(?:=>|:=|[=:,(]|\|\||[ \t])"#
        }
        key += ")"
        let assignment = #"["'`\]]{0,2}[ \t]{0,8}"# + separator + #"[ \t]{0,8}(?:["'`(\[]|\\["']){0,3}"#
        return key + assignment + "(?<secret>" + value + ")(?![A-Za-z0-9_+/=-])"
    }

    private static func escaped(_ literal: String) -> String {
        literal.reduce(into: "") { text, character in
            if !character.isLetter && !character.isNumber { text.append("\\") }
            text.append(character)
        }
    }
}
