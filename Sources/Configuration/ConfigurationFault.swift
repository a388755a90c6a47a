/// A mistake in a configuration file.
package struct ConfigurationFault: Error, Hashable, CustomStringConvertible {
    package let file: String
    /// From 1; nil where the whole file is meant.
    package let line: Int?
    package let message: String

    package init(file: String, line: Int?, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String {
        [file, line.map { "\($0)" }].compactMap(\.self).joined(separator: ":") + ": " + message
    }
}

/// All mistakes of a file: they are told at once.
package struct ConfigurationFaults: Error, CustomStringConvertible {
    package let all: [ConfigurationFault]

    package init(_ all: [ConfigurationFault]) { self.all = all }

    package var description: String { all.map(\.description).joined(separator: "\n") }
}
