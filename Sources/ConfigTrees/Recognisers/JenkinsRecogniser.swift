internal import Model

/// Jenkins pipelines: the ids of credentials that Jenkins keeps. Groovy is a programming language, so calls are looked for
/// among its tokens and the rest is passed over.
enum JenkinsRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        file.name.hasPrefix("Jenkinsfile") || file.name.hasSuffix(".jenkinsfile")
    }

    static func artefacts(in file: ConfigFile) -> [Artefact] {
        var artefacts: [Artefact] = []
        var seen: Set<String> = []
        let tokens = tokens(of: file.text)
        for (index, token) in tokens.enumerated() where token.text == "credentials" || token.text == "credentialsId" {
            guard let value = tokens[(index + 1)...].prefix(2).first(where: \.isString),
                seen.insert(value.text).inserted
            else { continue }
            artefacts.append(
                Artefact(
                    .reference, family: "jenkins", type: "credential", name: file.name, line: value.line,
                    store: "jenkins", target: value.text))
        }
        for (index, token) in tokens.enumerated() where token.text == "sshagent" && !token.isString {
            // All of its list, which ends with the first word that is no text.
            for value in tokens[(index + 1)...].dropFirst().prefix(while: \.isString)
            where seen.insert(value.text).inserted {
                artefacts.append(
                    Artefact(
                        .reference, family: "jenkins", type: "credential", name: file.name, line: value.line,
                        store: "jenkins", target: value.text))
            }
        }
        for (index, token) in tokens.enumerated() where token.text == "vaultSecrets" && !token.isString {
            let rest = tokens[index...]
            guard let path = rest.firstIndex(where: { $0.text == "path" && !$0.isString }), path - index < 8,
                let value = tokens[(path + 1)...].prefix(2).first(where: \.isString)
            else { continue }
            artefacts.append(
                Artefact(
                    .reference, family: "jenkins", type: "vault", name: file.name, line: value.line, store: "vault",
                    target: value.text))
        }
        return artefacts
    }

    private struct Token {
        let text: String
        let isString: Bool
        let line: Int
    }

    private static func tokens(of text: String) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(text)
        var line = 1
        while let character = rest.first {
            if character.isNewline {
                line += 1
                rest.removeFirst()
            } else if rest.hasPrefix("//") {
                rest = rest.drop { !$0.isNewline }
            } else if character == "'" || character == "\"" {
                rest.removeFirst()
                let body = rest.prefix { $0 != character && !$0.isNewline }
                tokens.append(Token(text: String(body), isString: true, line: line))
                rest = rest.dropFirst(body.count + 1)
            } else if character.isLetter || character == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                tokens.append(Token(text: String(word), isString: false, line: line))
                rest = rest.dropFirst(word.count)
            } else {
                if character == "(" || character == ":" {
                    tokens.append(Token(text: String(character), isString: false, line: line))
                }
                rest.removeFirst()
            }
        }
        return tokens
    }
}
