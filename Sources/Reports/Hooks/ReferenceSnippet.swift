/// How a file refers to a secret that is kept elsewhere, by the kind of file.
struct ReferenceSnippet {
    /// What the file is, for people.
    let language: String
    let lines: [String]

    /// - Parameters:
    ///   - path: of the file, from the top of the working tree.
    ///   - variable: what the secret is called there.
    init(path: String, variable: String) {
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let kind = name.split(separator: ".").last.map(String.init) ?? ""
        let lower = variable.lowercased()
        (language, lines) = Self.byPlace(path, name, variable) ?? Self.byKind(kind, variable, lower)
    }

    private static func byPlace(_ path: String, _ name: String, _ variable: String) -> (String, [String])? {
        if path.lowercased().contains(".github/workflows/") {
            return (
                "a GitHub workflow",
                ["\(variable): ${{ secrets.\(variable) }}    # Settings → Secrets and variables → Actions"]
            )
        }
        if name == ".gitlab-ci.yml" {
            return ("GitLab CI", ["\(variable): $\(variable)    # Settings → CI/CD → Variables, masked and protected"])
        }
        if name == "jenkinsfile" {
            return ("a Jenkinsfile", ["environment { \(variable) = credentials('\(variable.lowercased())') }"])
        }
        if name.hasPrefix("dockerfile") || name.hasPrefix("containerfile") {
            return (
                "a Dockerfile",
                ["RUN --mount=type=secret,id=\(variable) …    # docker build --secret id=\(variable),env=\(variable)"]
            )
        }
        if name.hasPrefix("docker-compose") || name.hasPrefix("compose.") {
            return ("Compose", ["\(variable): ${\(variable):?}"])
        }
        if name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env") {
            let file = ShellWord.of(path)
            return (
                "a file of environment variables",
                ["git rm --cached \(file) && echo \(file) >> .gitignore    # it stays here, and out of the history"]
            )
        }
        if name == ".npmrc" { return (".npmrc", ["//registry.npmjs.org/:_authToken=${\(variable)}"]) }
        if name == ".pypirc" || name == "pip.conf" { return (name, ["keyring set … and no password in the file"]) }
        if name == ".netrc" { return (".netrc", ["keep it in your home folder, and out of the repository"]) }
        return nil
    }

    private static func byKind(_ kind: String, _ variable: String, _ lower: String) -> (String, [String]) {
        switch kind {
        case "py": ("Python", ["import os", "\(lower) = os.environ[\"\(variable)\"]"])
        case "js", "mjs", "cjs", "jsx": ("JavaScript", ["const \(camel(lower)) = process.env.\(variable);"])
        case "ts", "mts", "cts", "tsx": ("TypeScript", ["const \(camel(lower)) = process.env.\(variable);"])
        case "rb", "rake", "erb": ("Ruby", ["\(lower) = ENV.fetch(\"\(variable)\")"])
        case "go": ("Go", ["\(camel(lower)) := os.Getenv(\"\(variable)\")"])
        case "java", "scala", "groovy", "gradle": ("Java", ["var \(camel(lower)) = System.getenv(\"\(variable)\");"])
        case "kt", "kts": ("Kotlin", ["val \(camel(lower)) = System.getenv(\"\(variable)\")"])
        case "cs": ("C#", ["var \(camel(lower)) = Environment.GetEnvironmentVariable(\"\(variable)\");"])
        case "php": ("PHP", ["$\(lower) = getenv('\(variable)');"])
        case "rs": ("Rust", ["let \(lower) = std::env::var(\"\(variable)\")?;"])
        case "swift": ("Swift", ["let \(camel(lower)) = ProcessInfo.processInfo.environment[\"\(variable)\"]"])
        case "ex", "exs": ("Elixir", ["\(lower) = System.fetch_env!(\"\(variable)\")"])
        case "pl", "pm": ("Perl", ["my $\(lower) = $ENV{\(variable)};"])
        case "c", "h", "cc", "cpp", "hpp", "cxx": ("C", ["const char *\(lower) = getenv(\"\(variable)\");"])
        case "lua": ("Lua", ["local \(lower) = os.getenv(\"\(variable)\")"])
        case "r": ("R", ["\(lower) <- Sys.getenv(\"\(variable)\")"])
        case "sh", "bash", "zsh", "ksh", "fish": ("a shell script", [": \"${\(variable):?is not set}\""])
        case "ps1", "psm1": ("PowerShell", ["$\(camel(lower)) = $env:\(variable)"])
        case "tf", "tfvars", "hcl":
            (
                "Terraform",
                ["variable \"\(lower)\" { sensitive = true }    # TF_VAR_\(lower), or a data source of your vault"]
            )
        case "yaml", "yml":
            ("YAML", ["\(lower): ${\(variable)}    # in Kubernetes: valueFrom: { secretKeyRef: { name: …, key: … } }"])
        case "json", "json5", "jsonc":
            ("JSON", ["\"\(lower)\": \"${\(variable)}\"    and let the program read \(variable) from its environment"])
        case "toml", "ini", "cfg", "conf", "properties", "xml", "config":
            (
                "configuration",
                [
                    "\(lower) = ${\(variable)}    if what reads it can; else let the program read \(variable) from its environment"
                ]
            )
        default: ("any file", ["a reference to your vault, or to the environment variable \(variable)"])
        }
    }

    /// `api_token` as `apiToken`.
    private static func camel(_ lower: String) -> String {
        let words = lower.split(separator: "_")
        return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// What the secret is called where it stands: the last name before it, in capitals.
    static func variable(in line: String, before column: Int, otherwise: String) -> String {
        var name: [UInt8] = []
        for byte in line.utf8.prefix(max(0, column)).reversed() {
            let isPart =
                byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || (0x30...0x39).contains(byte) || byte == 0x5F
                || byte == 0x2D
            if isPart { name.append(byte) } else if !name.isEmpty { break }
        }
        let text = String(decoding: name.reversed().map { $0 == 0x2D ? 0x5F : $0 }, as: UTF8.self).uppercased()
        let letters = text.drop { $0 == "_" || $0.isNumber }
        return letters.count >= 3 && letters.count <= 40 ? String(letters) : otherwise
    }
}
