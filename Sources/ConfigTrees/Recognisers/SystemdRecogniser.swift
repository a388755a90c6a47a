internal import Model

/// systemd units: credentials that the service manager hands over.
enum SystemdRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool { file.fileExtension == "service" }

    static func artefacts(in file: ConfigFile) -> [Artefact] {
        INIFormat.sections(file.text).filter { $0.name == "Service" }.flatMap { section in
            section.entries.compactMap { entry -> Artefact? in
                let parts = entry.value.split(separator: ":", maxSplits: 1).map(String.init)
                switch entry.key {
                case "LoadCredential", "LoadCredentialEncrypted":
                    return Artefact(
                        .reference, family: "systemd", type: "credential", name: file.name, line: entry.line,
                        store: entry.key == "LoadCredential" ? "file" : "systemd-creds",
                        target: parts.last ?? entry.value)
                case "EnvironmentFile":
                    return Artefact(
                        .reference, family: "systemd", type: "environment", name: file.name, line: entry.line,
                        store: "file", target: entry.value)
                // `%i` is another user in every instance of the unit.
                case "User" where !entry.value.contains("%"):
                    return Artefact(
                        .declaration, family: "systemd", type: "user", name: entry.value, line: entry.line,
                        facts: ["unit": file.name])
                default: return nil
                }
            }
        }
    }
}
