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
            let resources = template["Resources"]?.entries ?? []
            // `!Ref Uploader` and `{"Ref": "Uploader"}`: the name that the resource has itself, or its logical id.
            func resolved(_ node: ConfigNode?) -> String? {
                guard let name = node?.text ?? node?["Ref"]?.text else { return nil }
                let other = resources.first { $0.key == name }?.value
                return other?[["Properties", "UserName"]]?.text ?? other?[["Properties", "RoleName"]]?.text ?? name
            }
            for (name, resource) in resources {
                guard let type = resource["Type"]?.text else { continue }
                let properties = resource["Properties"]
                switch type {
                case "AWS::IAM::User", "AWS::IAM::Role", "AWS::IAM::AccessKey", "AWS::IAM::OIDCProvider":
                    let named = resolved(properties?["UserName"]) ?? resolved(properties?["RoleName"])
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
            let hidden = Set((template["Parameters"]?.entries ?? []).filter { isHidden($0.value) }.map(\.key))
            template.forEach { key, node in
                if let name = node.text ?? node["Ref"]?.text, hidden.contains(name), ValueOrigin.namesSecret(key) {
                    artefacts.append(
                        Artefact(
                            .reference, family: "cloudformation", type: "parameter", name: key, line: node.line,
                            store: "parameter", target: name))
                }
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

    /// `NoEcho: true`: a parameter that holds a secret, given when the stack is made.
    private static func isHidden(_ parameter: ConfigNode) -> Bool {
        parameter["NoEcho"]?.text?.lowercased() == "true"
    }
}
