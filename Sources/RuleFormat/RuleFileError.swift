/// What is wrong with a rule file, and where.
package struct RuleFileError: Error, CustomStringConvertible, Hashable {
    package let file: String
    /// From 1; nil when the whole file is meant.
    package let line: Int?
    package let message: String

    package init(file: String, line: Int?, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}
