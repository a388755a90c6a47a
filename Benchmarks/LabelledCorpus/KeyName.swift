/// A key as its words, to be written as a format writes its keys.
struct KeyName {
    let words: [String]

    /// `ALGOLIA_API_KEY`, `algoliaApiKey` and `algolia-api-key` are the same words.
    init(_ text: String) {
        var words: [String] = []
        var word = ""
        var previous: Character = "_"
        for character in text {
            let opensWord = character.isUppercase && previous.isLowercase
            if "_-. ".contains(character) || opensWord {
                if !word.isEmpty { words.append(word.lowercased()) }
                word = ""
            }
            if !"_-. ".contains(character) { word.append(character) }
            previous = character
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        self.words = words
    }

    var upperSnake: String { words.joined(separator: "_").uppercased() }
    var snake: String { words.joined(separator: "_") }
    var kebab: String { words.joined(separator: "-") }
    var dotted: String { words.joined(separator: ".") }
    var pascal: String { words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined() }
    var camel: String {
        (words.first ?? "") + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
