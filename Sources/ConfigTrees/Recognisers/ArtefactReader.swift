package import Model

/// Reads one family of files. A new one is a file here and a line in `ArtefactReader`.
protocol ArtefactRecogniser: Sendable {
    /// Whether a file may be of the family, by its path alone. The text of `file` is empty.
    static func wants(_ file: ConfigFile) -> Bool
    /// Nothing for files that turn out to be something else; throws for those that do not parse.
    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact]
}

/// Asks every recogniser that wants a file what it declares and refers to.
package enum ArtefactReader {
    static let recognisers: [any ArtefactRecogniser.Type] = [
        OwnershipRecogniser.self, KubernetesRecogniser.self, GitHubActionsRecogniser.self, GitLabCIRecogniser.self,
        TerraformRecogniser.self, CloudFormationRecogniser.self, ComposeRecogniser.self, AgentRecogniser.self,
        CertificateRecogniser.self, SSHRecogniser.self, KubeconfigRecogniser.self, EncryptedFileRecogniser.self,
        SystemdRecogniser.self, JenkinsRecogniser.self, OpenPGPRecogniser.self, PipelineRecogniser.self,
        HelmValuesRecogniser.self, VaultRecogniser.self, RegistryRecogniser.self, SettingsRecogniser.self,
        ProgramSettingsRecogniser.self,
    ]

    /// Larger files are no configuration that people write.
    static let largestFile = 4 << 20

    /// Whether a file is worth reading, by its path.
    package static func wants(_ path: String) -> Bool {
        let file = ConfigFile(path: path, text: "")
        return recognisers.contains { $0.wants(file) }
    }

    /// Whether a file of this name may be worth reading in some folder.
    package static func mayWant(name: String) -> Bool { name == "config" || wants(name) }

    /// CODEOWNERS and the like, which only count as they stand at HEAD.
    package static func namesOwners(_ path: String) -> Bool {
        OwnershipRecogniser.wants(ConfigFile(path: path, text: ""))
    }

    /// - Returns: what is in the file, and why a family could not read it.
    package static func read(path: String, content: UnsafeRawBufferPointer) -> (artefacts: [Artefact], faults: [String])
    {
        guard content.count <= largestFile else { return ([], []) }
        guard let text = String(validating: content, as: UTF8.self) else {
            return (CertificateRecogniser.artefacts(inDER: content, of: ConfigFile(path: path, text: "")), [])
        }
        let file = ConfigFile(path: path, text: text)
        var artefacts: [Artefact] = []
        var faults: [String] = []
        for recogniser in recognisers where recogniser.wants(file) {
            do { artefacts += try recogniser.artefacts(in: file) } catch { faults.append(error.reason) }
        }
        return (artefacts, Set(faults).sorted())
    }
}
