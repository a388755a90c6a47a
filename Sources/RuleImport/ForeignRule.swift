/// A rule of another scanner, as its file says it.
package struct ForeignRule: Hashable, Sendable {
    /// As its own file has them.
    package var id = ""
    package var name = ""
    /// A regular expression in the other scanner's dialect.
    package var pattern = ""
    /// Number of the group that holds the secret; 0 or nil for the first one there is, else the whole match.
    package var secretGroup: Int?
    /// Name of that group, where the format has a convention.
    package var secretGroupName: String?
    /// Literals of which one must stand near a match, in any case.
    package var keywords: [String] = []
    /// Least Shannon entropy of the secret, bits per byte.
    package var entropy: Double?
    /// Regular expression for the paths it looks at; nil for all.
    package var path: String?
    /// Texts it finds and does not find, as they stand: they may look live, and are not carried over.
    package var exampleCount = 0
    /// URL of what documents the credential; empty where the file names none.
    package var reference = ""
    /// 0–1; nil where the format has nothing of the kind.
    package var confidence: Double?
    /// What the file says and we have nothing for, in words.
    package var leftOut: [String] = []

    package init() {}
}

/// What became of a rule, or of a part of one.
package struct ImportNote: Hashable, Sendable, CustomStringConvertible {
    /// The rule's id in its own file; empty for what concerns the file.
    package let rule: String
    package let text: String

    package init(rule: String, text: String) {
        self.rule = rule
        self.text = text
    }

    package var description: String { rule.isEmpty ? text : "\(rule): \(text)" }
}

/// Why a file could not be read at all.
package enum ImportError: Error, CustomStringConvertible, Hashable {
    case unreadable(file: String, reason: String)
    case notParsed(file: String, line: Int?, reason: String)
    case unknownFormat(file: String)
    case nothingInIt(file: String, format: String)

    package var description: String {
        switch self {
        case .unreadable(let file, let reason): "cannot read \(file): \(reason); check the path and its permissions"
        case .notParsed(let file, let line, let reason): "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)"
        case .unknownFormat(let file):
            "\(file) is neither a gitleaks configuration (TOML) nor kingfisher or noseyparker rules (YAML); name the format with --from"
        case .nothingInIt(let file, let format):
            "\(file) holds no \(format) rules; name a file that does, or the format of this one with --from"
        }
    }
}

/// The formats that can be read.
package enum ForeignFormat: String, CaseIterable, Sendable {
    case gitleaks, betterleaks, kingfisher, noseyparker
}
