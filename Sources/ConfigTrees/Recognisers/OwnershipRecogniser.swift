internal import Configuration
internal import Model
private import SafeFormats

/// CODEOWNERS (GitHub and GitLab look in three places each), .mailmap, and the owners that `.rollcall.yaml` names.
enum OwnershipRecogniser: ArtefactRecogniser {
    private static let places = ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]

    static func wants(_ file: ConfigFile) -> Bool {
        places.contains(file.path) || file.path == ".mailmap" || file.path == ScanConfiguration.fileName
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        if file.path == ScanConfiguration.fileName { return try configured(file) }
        return [
            Artefact(
                .ownership, family: file.path == ".mailmap" ? "mailmap" : "codeowners", type: "file", name: file.name,
                line: 1, text: file.text)
        ]
    }

    /// As lines of a CODEOWNERS file, which the roll reads.
    private static func configured(_ file: ConfigFile) throws(FormatError) -> [Artefact] {
        let configuration: ScanConfiguration
        do { configuration = try ScanConfiguration(file.text, file: file.path) } catch {
            throw FormatError(reason: error.all.map(\.description).joined(separator: "; "))
        }
        if configuration.owners.isEmpty { return [] }
        let lines = configuration.owners.flatMap { owner in
            owner.paths.map { "\(escaped($0)) \(owner.name)" }
        }
        return [
            Artefact(
                .ownership, family: "configuration", type: "file", name: file.name, line: 1,
                text: lines.joined(separator: "\n") + "\n")
        ]
    }

    /// Of a path what would part it or end the line.
    private static func escaped(_ path: String) -> String {
        path.reduce(into: "") { text, character in
            if "\\# ".contains(character) { text.append("\\") }
            text.append(character)
        }
    }
}
