@testable import ConfigTrees
import RuleFormat

/// Configuration files and rule files.
enum FormatTargets {
    static func feed(_ target: FuzzTarget, _ bytes: UnsafeRawBufferPointer) {
        let text = String(decoding: bytes, as: UTF8.self)
        switch target {
        case .json: _ = try? JSONFormat.document(text)
        case .yaml: _ = try? YAMLFormat.documents(text)
        case .hcl: _ = try? HCLFormat.blocks(text)
        case .ini: _ = INIFormat.sections(text)
        case .rules: _ = RuleFile.rules(in: text, file: "fuzz.yaml")
        default:
            // The first byte chooses the file's name.
            guard let first = bytes.first else { return }
            let path = paths[Int(first) % paths.count]
            _ = ArtefactReader.read(path: path, content: UnsafeRawBufferPointer(rebasing: bytes.dropFirst()))
        }
    }

    private static let paths = [
        "deploy/app.yaml", ".github/workflows/ci.yml", ".gitlab-ci.yml", "main.tf", "template.json",
        "docker-compose.yml",
        ".mcp.json", "server.pem", ".ssh/config", ".ssh/authorized_keys", ".kube/config", "secrets.enc.yaml",
        "x.service", ".codex/config.toml",
        "Jenkinsfile", "CODEOWNERS", "catalog-info.yaml", "terraform.tfstate", "id_ed25519.pub",
    ]
}
