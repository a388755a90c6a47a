package import Yams

/// Reads YAML that people write by hand.
package enum YAMLText {
    /// The root of its one document, if its depth and size are within `YAMLBounds`; nil for a text without one.
    /// - Parameter file: for the fault.
    package static func root(of text: String, file: String) throws(FileFault) -> Node? {
        do {
            try YAMLBounds.check(text)
            return try compose(yaml: text)
        } catch {
            let (line, reason) = fault(error, in: text)
            throw FileFault(file: file, line: line, message: reason)
        }
    }

    // Not in the words of Yams, which quote the file: it may hold secrets.
    private static func fault(_ error: any Error, in text: String) -> (line: Int?, reason: String) {
        if let excess = error as? YAMLBounds.Excess { return (nil, excess.description) }
        switch error as? YamlError {
        // What is not closed is told where it begins, not where the next line shows it.
        case .parser(let context?, let problem, _, _) where context.text.contains("flow"):
            return (context.mark.line, "not valid YAML: \(problem)")
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return (mark.line, "not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            return (
                RepeatedKey.line(of: keys, in: text) ?? context.mark.line,
                "not valid YAML: the key “\(keys.joined(separator: "”, “"))” stands twice in a mapping; keep one"
            )
        case .reader(let problem, _, _, _): return (nil, "not valid YAML: \(problem)")
        default: return (nil, "not valid YAML: it cannot be read")
        }
    }
}
