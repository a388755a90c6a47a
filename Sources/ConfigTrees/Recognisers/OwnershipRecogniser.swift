internal import Model

/// CODEOWNERS (GitHub and GitLab look in three places each) and .mailmap.
enum OwnershipRecogniser: ArtefactRecogniser {
    private static let places = ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]

    static func wants(_ file: ConfigFile) -> Bool { places.contains(file.path) || file.path == ".mailmap" }

    static func artefacts(in file: ConfigFile) -> [Artefact] {
        [
            Artefact(
                .ownership, family: file.path == ".mailmap" ? "mailmap" : "codeowners", type: "file", name: file.name,
                line: 1, text: file.text)
        ]
    }
}
