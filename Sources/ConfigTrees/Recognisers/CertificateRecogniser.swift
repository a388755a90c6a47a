private import Foundation
internal import Model

/// Certificates wherever they stand in files: PEM, PEM in base64 (kubeconfig, Kubernetes) and DER. What is in them is
/// read by `Identities`; here only the block is handed on, which is public.
enum CertificateRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        [
            "pem", "crt", "cer", "der", "cert", "ca-bundle", "yaml", "yml", "json", "conf", "cfg", "kubeconfig", "tf",
            "tfvars",
            "ovpn", "toml", "properties", "env", "key", "bundle", "chain", "txt", "ini", "cnf", "config", "xml", "",
        ].contains(file.fileExtension) || file.path.hasSuffix(".kube/config")
            || file.name.lowercased().contains("kubeconfig")
    }

    /// Bundles of authorities have hundreds; they are nobody's identities.
    private static let most = 50
    private static let begin = "-----BEGIN CERTIFICATE-----"
    /// The first characters of the above in base64; the last that is sure is the 36th.
    private static let encodedBegin = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t"

    static func artefacts(in file: ConfigFile) -> [Artefact] {
        let found = (file.holds(begin) ? plain(file.text) : []) + (file.holds(encodedBegin) ? encoded(file.text) : [])
        return found.count > most ? [] : found
    }

    private static func plain(_ text: String) -> [Artefact] {
        var artefacts: [Artefact] = []
        var rest = Substring(text)
        var line = 1
        while let start = rest.firstRange(of: begin),
            let end = rest[start.upperBound...].firstRange(of: "-----END CERTIFICATE-----")
        {
            line += rest[..<start.lowerBound].count { $0.isNewline }
            let block = rest[start.lowerBound..<end.upperBound]
            artefacts.append(certificate(String(block), line: line))
            line += block.count { $0.isNewline }
            rest = rest[end.upperBound...]
            if artefacts.count > most { break }
        }
        return artefacts
    }

    private static func encoded(_ text: String) -> [Artefact] {
        text.textLines.enumerated().flatMap { index, line in
            guard let start = line.firstRange(of: encodedBegin) else { return [Artefact]() }
            let word = line[start.lowerBound...].prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || "+/=".contains($0))
            }
            guard let bytes = Data(base64Encoded: String(word)) else { return [] }
            return plain(String(decoding: bytes, as: UTF8.self)).map { certificate($0.text, line: index + 1) }
        }
    }

    private static func certificate(_ block: String, line: Int) -> Artefact {
        Artefact(.declaration, family: "x509", type: "certificate", name: "certificate", line: line, text: block)
    }

    /// A certificate in DER; what is no certificate is passed over when it is read.
    static func artefacts(inDER content: UnsafeRawBufferPointer, of file: ConfigFile) -> [Artefact] {
        guard ["der", "cer", "crt"].contains(file.fileExtension), content.count > 64, content.count < 64 << 10,
            content[0] == 0x30, content[1] == 0x82
        else { return [] }
        let text = Data(content).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return [certificate("\(begin)\n\(text)\n-----END CERTIFICATE-----", line: 1)]
    }
}
