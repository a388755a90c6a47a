internal import Model

/// Files whose secrets are encrypted where they stand: SOPS and Ansible Vault.
enum EncryptedFileRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        ["yaml", "yml", "json", "env", "ini"].contains(file.fileExtension) || file.name.lowercased().contains("vault")
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        if file.text.hasPrefix("$ANSIBLE_VAULT;") {
            return [
                Artefact(
                    .reference, family: "ansible-vault", type: "file", name: file.name, line: 1, store: "ansible-vault",
                    target: file.path)
            ]
        }
        if file.holds("ENC[AES256_GCM,") {
            let keys: [String]
            if ["yaml", "yml", "json"].contains(file.fileExtension), let root = try file.documents().first {
                keys = ["kms", "gcp_kms", "azure_kv", "age", "pgp", "hc_vault"].filter {
                    !(root["sops"]?[$0]?.items ?? []).isEmpty
                }
            } else {
                keys = []
            }
            return [
                Artefact(
                    .reference, family: "sops", type: "file", name: file.name, line: 1, store: "sops",
                    target: file.path,
                    facts: keys.isEmpty ? [:] : ["keys": keys.joined(separator: " ")])
            ]
        }
        guard file.holds("!vault"), ["yaml", "yml"].contains(file.fileExtension) else { return [] }
        var artefacts: [Artefact] = []
        for document in try file.documents() {
            document.forEach { key, node in
                guard let text = node.text, text.hasPrefix("$ANSIBLE_VAULT;") else { return }
                artefacts.append(
                    Artefact(
                        .reference, family: "ansible-vault", type: "value", name: key, line: node.line,
                        store: "ansible-vault", target: "\(file.path)#\(key)"))
            }
        }
        return artefacts
    }
}
