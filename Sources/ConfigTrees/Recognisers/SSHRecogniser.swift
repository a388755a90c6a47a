internal import Model

/// SSH public keys: authorized_keys, known_hosts, allowed_signers, *.pub. The key is handed on as it stands; it is public.
enum SSHRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        file.name.hasPrefix("authorized_keys") || file.fileExtension == "pub" || file.name == "known_hosts"
            || file.name == "ssh_known_hosts" || isSigners(file)
    }

    /// Whose signatures count (`gpg.ssh.allowedSignersFile`, ssh-keygen's `-f`): `.git_allowed_signers` and the like.
    private static func isSigners(_ file: ConfigFile) -> Bool {
        file.name.hasSuffix("allowed_signers") || file.name.hasSuffix("allowed-signers")
    }

    static func artefacts(in file: ConfigFile) -> [Artefact] {
        file.text.textLines.enumerated().compactMap { index, line in
            let words = line.split(separator: " ").map(String.init)
            guard !line.hasPrefix("#"),
                let type = words.firstIndex(where: {
                    $0.hasPrefix("ssh-") || $0.hasPrefix("ecdsa-sha2-") || $0.hasPrefix("sk-")
                }), type + 1 < words.count
            else { return nil }
            let isHost = file.name.hasSuffix("known_hosts")
            let fact = isHost ? "hosts" : isSigners(file) ? "principals" : "options"
            return Artefact(
                .declaration, family: "ssh",
                type: isHost
                    ? "known-host"
                    : file.fileExtension == "pub"
                        ? "public-key" : isSigners(file) ? "allowed-signer" : "authorized-key",
                name: words.dropFirst(type + 2).joined(separator: " "),
                line: index + 1,
                facts: [fact: words.prefix(type).joined(separator: " ")].filter { !$0.value.isEmpty },
                text: words[type + 1])
        }
    }
}
