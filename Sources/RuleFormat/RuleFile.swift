package import SafeFormats

/// Reads rule files: YAML, one provider a file.
package enum RuleFile {
    /// What a file holds.
    package struct Content: Sendable {
        /// The rules that are sound.
        package fileprivate(set) var rules: [RuleDefinition] = []
        /// These and what could be read of the others, in order: there may be more wrong with them than their form.
        package fileprivate(set) var all: [RuleDefinition] = []
        /// In the order of the file.
        package fileprivate(set) var faults: [FileFault] = []
    }

    /// All rules of one file. Every mistake is reported, not only the first.
    package static func content(of text: String, file: String) -> Content {
        do {
            guard let root = try YAMLText.root(of: text, file: file) else {
                let message = "the file is empty; it needs `provider` and `rules`"
                return Content(faults: [FileFault(file: file, line: nil, message: message)])
            }
            var parser = RuleFileParser(file: file)
            parser.read(root)
            return Content(rules: parser.sound, all: parser.rules, faults: parser.settings.faults)
        } catch {
            return Content(faults: [error])
        }
    }

    /// The sound rules of one file, and what is wrong with the others.
    package static func rules(in text: String, file: String) -> (rules: [RuleDefinition], faults: [FileFault]) {
        let content = content(of: text, file: file)
        return (content.rules, content.faults)
    }
}
