internal import Model

/// Log-ins to registries whose secret stands elsewhere: .npmrc, .yarnrc.yml, pip, Maven, and Docker's helpers.
enum RegistryRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        [".npmrc", "npmrc", ".yarnrc.yml", ".pypirc", "pip.conf", "settings.xml", "gradle.properties", "auth.json"]
            .contains(file.name)
            || file.path.hasSuffix(".docker/config.json")
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        if file.fileExtension == "json" { return try file.documents().flatMap { helpers($0) } }
        return file.text.textLines.enumerated().compactMap {
            index, line in
            let text = String(line)
            guard !text.drop(while: \.isWhitespace).hasPrefix("#"), let dollar = text.firstIndex(of: "$"),
                ValueOrigin.namesSecret(String(text[..<dollar])),
                let origin = ValueOrigin(String(text[dollar...]))
            else { return nil }
            return Artefact(
                .reference, family: "registry", type: file.name, name: host(in: text) ?? file.name, line: index + 1,
                store: origin.store, target: origin.target)
        }
    }

    /// `//registry.npmjs.org/:_authToken=…`
    private static func host(in line: String) -> String? {
        guard let slashes = line.firstRange(of: "//") else { return nil }
        let host = line[slashes.upperBound...].prefix { !"/: \"'".contains($0) }
        return host.isEmpty ? nil : String(host)
    }

    /// `credsStore` and `credHelpers`: the system's own store keeps the password.
    private static func helpers(_ root: ConfigNode) -> [Artefact] {
        var artefacts: [Artefact] = []
        for (registry, helper) in root["credHelpers"]?.entries ?? [] {
            guard let name = helper.text else { continue }
            artefacts.append(
                Artefact(
                    .reference, family: "registry", type: "docker", name: registry, line: helper.line,
                    store: "docker-credential-" + name, target: registry))
        }
        if let store = root["credsStore"], let name = store.text, !name.isEmpty {
            artefacts.append(
                Artefact(
                    .reference, family: "registry", type: "docker", name: "credsStore", line: store.line,
                    store: "docker-credential-" + name, target: "*"))
        }
        return artefacts
    }
}
