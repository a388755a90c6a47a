private import SafeFormats
private import Yams

/// Reads rule files: YAML, one provider a file.
package enum RuleFile {
    /// What a file holds.
    package struct Content: Sendable {
        /// The rules that are sound.
        package internal(set) var rules: [RuleDefinition] = []
        /// These and what could be read of the others, in order: there may be more wrong with them than their form.
        package internal(set) var all: [RuleDefinition] = []
        /// In the order of the file.
        package internal(set) var errors: [RuleFileError] = []
    }

    /// All rules of one file. Every mistake is reported, not only the first.
    package static func content(of text: String, file: String) -> Content {
        do {
            try YAMLBounds.check(text)
            guard let root = try compose(yaml: text) else {
                let message = "the file is empty; it needs `provider` and `rules`"
                return Content(errors: [RuleFileError(file: file, line: nil, message: message)])
            }
            var parser = RuleFileParser(file: file)
            parser.read(root)
            return parser.content
        } catch {
            return Content(errors: [failure(error, file: file, text: text)])
        }
    }

    /// The sound rules of one file, and what is wrong with the others.
    package static func rules(in text: String, file: String) -> (rules: [RuleDefinition], errors: [RuleFileError]) {
        let content = content(of: text, file: file)
        return (content.rules, content.errors)
    }
}

extension RuleFile {
    private static func failure(_ error: any Error, file: String, text: String) -> RuleFileError {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            RuleFileError(file: file, line: mark.line, message: "not valid YAML: \(error)")
        // Its own words have the whole file with them.
        case .duplicatedKeysInMapping(let keys, _):
            RuleFileError(
                file: file, line: RepeatedKey.line(of: keys, in: text),
                message:
                    "not valid YAML: the key \(keys.map { "“\($0)”" }.joined(separator: ", ")) stands twice in a mapping"
            )
        default: RuleFileError(file: file, line: nil, message: "not valid YAML: \(error)")
        }
    }
}
