private import CBytes

/// A file that may hold artefacts. Many families look at one file, so it is parsed once, by whoever asks first.
final class ConfigFile {
    /// Relative to the source.
    let path: String
    let text: String
    let name: String
    /// In small letters; empty where there is none.
    let fileExtension: String

    private var parsed: Result<[ConfigNode], FormatError>?

    init(path: String, text: String) {
        self.path = path
        self.text = text
        let name = Self.tail(of: path, behind: UInt8(ascii: "/")) ?? path
        self.name = name
        fileExtension = Self.tail(of: name, behind: UInt8(ascii: "."))?.lowercased() ?? ""
    }

    /// By bytes: this runs for every name of a history.
    private static func tail(of text: String, behind mark: UInt8) -> String? {
        text.utf8.lastIndex(of: mark).map { String(text[text.utf8.index(after: $0)...]) }
    }

    /// Whether a word stands in it, many times faster than `text.contains`: most files hold nothing of most families.
    func holds(_ word: String) -> Bool {
        var (text, word) = (text, word)
        return text.withUTF8 { text in
            word.withUTF8 { word in
                guard let start = text.baseAddress, let wanted = word.baseAddress else { return word.isEmpty }
                return memmem(start, text.count, wanted, word.count) != nil
            }
        }
    }

    /// YAML, JSON or TOML by its name.
    func documents() throws(FormatError) -> [ConfigNode] {
        if let parsed { return try parsed.get() }
        let result = Result { () throws(FormatError) in try parse() }
        parsed = result
        return try result.get()
    }

    private func parse() throws(FormatError) -> [ConfigNode] {
        if fileExtension == "toml" { return [try TOMLFormat.document(text)] }
        if fileExtension == "json" || text.first(where: { !$0.isWhitespace }) == "{" {
            return [try JSONFormat.document(text)]
        }
        return try YAMLFormat.documents(text)
    }
}
