internal import Model

/// HashiCorp Vault's own files: what agents log in as and read, and what policies give access to.
enum VaultRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool { ["hcl", "ctmpl", "tpl", "tmpl"].contains(file.fileExtension) }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        let text = file.text
        var artefacts = read(templates: text, of: file)
        guard file.fileExtension == "hcl",
            file.holds("capabilities") && file.holds("path") || file.holds("auto_auth")
        else { return artefacts }
        for block in try HCLFormat.blocks(text) {
            if block.type == "path", let path = block.labels.first {
                let capabilities = (block.body["capabilities"]?.items ?? []).compactMap(\.source).joined(separator: ",")
                artefacts.append(
                    Artefact(
                        .declaration, family: "vault", type: "policy", name: policyName(file), line: block.line,
                        facts: ["path": path, "permissions": "\(capabilities) \(path)"]))
            }
            guard block.type == "auto_auth" else { continue }
            let method = block.body["method"]
            artefacts.append(
                Artefact(
                    .declaration, family: "vault", type: "agent",
                    name: method?[["config", "role"]]?.source ?? policyName(file), line: block.line))
        }
        return artefacts
    }

    private static func policyName(_ file: ConfigFile) -> String {
        file.name.split(separator: ".").first.map(String.init) ?? file.name
    }

    /// `{{ with secret "secret/data/app" }}` of consul-template.
    private static func read(templates text: String, of file: ConfigFile) -> [Artefact] {
        guard file.holds("{{"), file.holds("secret") else { return [] }
        var artefacts: [Artefact] = []
        var seen: Set<String> = []
        for (index, line) in text.textLines.enumerated() {
            let plain = line.replacing("\\\"", with: "\"")
            guard plain.contains("{{"), let word = plain.firstRange(of: "secret \"") else { continue }
            let path = String(plain[word.upperBound...].prefix { $0 != "\"" })
            guard !path.isEmpty, seen.insert(path).inserted else { continue }
            artefacts.append(
                Artefact(
                    .reference, family: "vault", type: "template", name: file.name, line: index + 1, store: "vault",
                    target: path))
        }
        return artefacts
    }
}
