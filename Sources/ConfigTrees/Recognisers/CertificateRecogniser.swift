internal import Model

/// Certificates in PEM, wherever they stand as files. What is in them is read by `Identities`; here only the block is
/// handed on, which is public.
enum CertificateRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        ["pem", "crt", "cer", "cert", "ca-bundle", "yaml", "yml", "json", "conf"].contains(file.fileExtension)
    }

    /// Bundles of authorities have hundreds; they are nobody's identities.
    private static let most = 50

    static func artefacts(in file: ConfigFile) -> [Artefact] {
        guard file.text.contains("-----BEGIN CERTIFICATE-----") else { return [] }
        var artefacts: [Artefact] = []
        var rest = Substring(file.text)
        var line = 1
        while let begin = rest.firstRange(of: "-----BEGIN CERTIFICATE-----"),
            let end = rest[begin.upperBound...].firstRange(of: "-----END CERTIFICATE-----")
        {
            line += rest[..<begin.lowerBound].count { $0.isNewline }
            let block = rest[begin.lowerBound..<end.upperBound]
            artefacts.append(
                Artefact(
                    .declaration, family: "x509", type: "certificate", name: "certificate", line: line,
                    text: String(block)))
            line += block.count { $0.isNewline }
            rest = rest[end.upperBound...]
            if artefacts.count > most { return [] }
        }
        return artefacts
    }
}
