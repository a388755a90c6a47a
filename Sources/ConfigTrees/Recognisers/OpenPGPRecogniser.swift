internal import Model

/// OpenPGP public keys in armour. The block is handed on as it stands; it is public.
enum OpenPGPRecogniser: ArtefactRecogniser {
    private static let label = "PGP PUBLIC KEY BLOCK-----"

    static func wants(_ file: ConfigFile) -> Bool {
        ["asc", "gpg", "pgp", "pub", "key", "txt", "yaml", "yml"].contains(file.fileExtension) || file.name == "KEYS"
    }

    /// Key rings of whole projects are lists of people.
    private static let most = 20

    static func artefacts(in file: ConfigFile) -> [Artefact] {
        guard file.holds("-----BEGIN " + label) else { return [] }
        var artefacts: [Artefact] = []
        var rest = Substring(file.text)
        var line = 1
        while let start = rest.firstRange(of: "-----BEGIN " + label),
            let end = rest[start.upperBound...].firstRange(of: "-----END " + label)
        {
            line += rest[..<start.lowerBound].count { $0.isNewline }
            let block = rest[start.lowerBound..<end.upperBound]
            artefacts.append(
                Artefact(
                    .declaration, family: "pgp", type: "public-key", name: "PGP key", line: line, text: String(block)))
            line += block.count { $0.isNewline }
            rest = rest[end.upperBound...]
            if artefacts.count > most { return [] }
        }
        return artefacts
    }
}
