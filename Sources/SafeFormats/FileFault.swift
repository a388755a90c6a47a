/// A mistake in a file that people write: rules, settings.
package struct FileFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// From 1; nil where the whole file is meant.
    package let line: Int?
    package let message: String

    package init(file: String, line: Int?, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}

/// All mistakes of a file: they are told at once.
package struct FileFaults: Error, CustomStringConvertible {
    /// In the order of the file.
    package let all: [FileFault]

    package init(_ all: [FileFault]) { self.all = all.sorted { ($0.line ?? 0) < ($1.line ?? 0) } }

    package var description: String { all.map(\.description).joined(separator: "\n") }
}
