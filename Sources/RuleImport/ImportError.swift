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
