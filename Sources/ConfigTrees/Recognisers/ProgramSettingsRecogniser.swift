internal import Model

/// Settings that are programs (`app.config.js`, `settings.py`): variables of the environment that name a secret.
///
/// Other programs are not read: they are most of a repository, and there is no end of their variables.
enum ProgramSettingsRecogniser: ArtefactRecogniser {
    private static let languages: Set<String> = [
        "js", "cjs", "mjs", "ts", "cts", "mts", "py", "rb", "php", "go", "java", "kt", "cs", "rs", "exs",
    ]
    private static let names = ["config", "settings", "secrets", "credentials", "environment", "env."]

    static func wants(_ file: ConfigFile) -> Bool {
        guard languages.contains(file.fileExtension) else { return false }
        let name = file.name.lowercased()
        return names.contains { name.contains($0) }
    }

    /// What stands before a variable's name, without the quote.
    private static let readers = [
        "process.env.", "process.env[", "import.meta.env.", "Deno.env.get(", "Bun.env.", "os.environ[",
        "os.environ.get(",
        "getenv(", "os.Getenv(", "os.LookupEnv(", "env(", "ENV[", "ENV.fetch(", "System.get_env(", "System.fetch_env!(",
        "GetEnvironmentVariable(", "env::var(", "config(",
    ]

    static func artefacts(in file: ConfigFile) -> [Artefact] {
        guard readers.contains(where: { file.holds($0) }) else { return [] }
        var artefacts: [Artefact] = []
        var known: Set<String> = []
        for (index, line) in file.text.textLines.enumerated() {
            for name in variables(in: line) where ValueOrigin.namesSecret(name) && known.insert(name).inserted {
                artefacts.append(
                    Artefact(
                        .reference, family: "program", type: "variable", name: name, line: index + 1,
                        store: "environment", target: name, facts: ["variable": name]))
            }
        }
        return artefacts
    }

    private static func variables(in line: Substring) -> [String] {
        var names: [String] = []
        for reader in readers {
            var rest = line
            while let place = rest.firstRange(of: reader) {
                rest = rest[place.upperBound...]
                let isQuoted = rest.first == "\"" || rest.first == "'"
                // `env(name)` reads what the program says.
                guard isQuoted || reader.hasSuffix(".") else { continue }
                let name = rest.dropFirst(isQuoted ? 1 : 0).prefix {
                    $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")
                }
                // Variables are written in capitals; `config("database.password")` is a setting.
                if name.count > 2, !name.contains(where: \.isLowercase) { names.append(String(name)) }
            }
        }
        return names
    }
}
