internal import Model

/// CloudFormation and SAM templates: users, roles and keys, and values that come from a secret store.
enum CloudFormationRecogniser: ArtefactRecogniser {
    static func wants(_ file: ConfigFile) -> Bool {
        ["yaml", "yml", "json", "template"].contains(file.fileExtension) && !file.path.hasPrefix(".github/")
    }

    static func artefacts(in file: ConfigFile) throws(FormatError) -> [Artefact] {
        guard
            file.holds("AWSTemplateFormatVersion")
                || file.holds("AWS::") && file.holds("Resources")
        else { return [] }
        var artefacts: [Artefact] = []
        for template in try file.documents() {
            for (name, resource) in template["Resources"]?.entries ?? [] {
                guard let type = resource["Type"]?.text else { continue }
                let properties = resource["Properties"]
                switch type {
                case "AWS::IAM::User", "AWS::IAM::Role", "AWS::IAM::AccessKey", "AWS::IAM::OIDCProvider":
                    let named = properties?["UserName"]?.text ?? properties?["RoleName"]?.text
                    artefacts.append(
                        Artefact(
                            .declaration, family: "cloudformation", type: type, name: named ?? name,
                            line: resource.line, facts: ["logical_id": name]))
                case "AWS::SecretsManager::Secret", "AWS::SSM::Parameter":
                    artefacts.append(
                        Artefact(
                            .reference, family: "cloudformation", type: type, name: name, line: resource.line,
                            store: type.contains("SSM") ? "aws-parameter-store" : "aws-secrets-manager",
                            target: properties?["Name"]?.text ?? name))
                default: break
                }
            }
            template.forEach { _, node in
                guard let text = node.text, let start = text.firstRange(of: "{{resolve:"),
                    let end = text.firstRange(of: "}}")
                else { return }
                let target = String(text[start.upperBound..<end.lowerBound])
                let store = target.hasPrefix("secretsmanager") ? "aws-secrets-manager" : "aws-parameter-store"
                artefacts.append(
                    Artefact(
                        .reference, family: "cloudformation", type: "resolve", name: file.name, line: node.line,
                        store: store, target: target))
            }
        }
        return artefacts
    }
}
