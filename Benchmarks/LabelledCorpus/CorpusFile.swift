/// Reads the files in Corpus/; Corpus/README.md describes the form.
package enum CorpusFile {
    /// A line of a file in Corpus/ that cannot be read.
    package struct Failure: Error, CustomStringConvertible, Hashable {
        package let file: String
        /// From 1.
        package let line: Int
        package let message: String

        package var description: String { "\(file):\(line): \(message)" }
    }

    /// The documents of one file, in its order. Throws at the first line that is wrong.
    package static func documents(in text: String, file: String) throws(Failure) -> [CorpusDocument] {
        var documents: [CorpusDocument] = []
        var reasons: [Character: CorpusLabel] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            func failure(_ message: String) -> Failure { Failure(file: file, line: index + 1, message: message) }
            if line.hasPrefix("=== ") {
                documents.append(CorpusDocument(path: String(line.dropFirst(4)), lines: []))
                reasons = [:]
            } else if line.hasPrefix("@") {
                let (sign, label) = try reason(in: line.dropFirst(), failure: failure)
                reasons[sign] = label
            } else if documents.isEmpty {
                guard line.isEmpty || line.hasPrefix("#") else {
                    throw failure("text before the first document; begin one with `=== path`")
                }
            } else {
                // An editor may have taken the margin of an empty line.
                let margin = line.first ?? " "
                guard line.isEmpty || line.dropFirst().first ?? " " == " " else {
                    throw failure("a line begins with `+ `, `- ` or two blanks")
                }
                let content = String(line.dropFirst(2))
                switch margin {
                case "+", "-":
                    guard let label = reasons[margin] else {
                        throw failure("no `@\(margin)` before this line says why")
                    }
                    documents[documents.count - 1].lines.append(CorpusLine(template: content, label: label))
                case " ": documents[documents.count - 1].lines.append(CorpusLine(template: content, label: nil))
                default: throw failure("a line begins with `+ `, `- ` or two blanks, not with “\(margin)”")
                }
            }
        }
        return documents
    }

    /// `+ family: why` or `- family: why`.
    private static func reason(
        in text: Substring, failure: (String) -> Failure
    ) throws(Failure) -> (Character, CorpusLabel) {
        guard let sign = text.first, sign == "+" || sign == "-" else { throw failure("`@` is followed by `+` or `-`") }
        let parts = text.dropFirst().split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let family = RuleFamily(rawValue: parts[0].filter { $0 != " " }) else {
            let known = RuleFamily.allCases.map(\.rawValue).joined(separator: ", ")
            throw failure("a reason reads `@\(sign) family: why`; families are \(known)")
        }
        let why = parts[1].drop { $0 == " " }
        guard !why.isEmpty else { throw failure("the label does not say why") }
        return (sign, CorpusLabel(verdict: sign == "+" ? .credential : .harmless, family: family, why: String(why)))
    }
}
