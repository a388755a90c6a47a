package import Model

/// Names that Terraform's resources take from each other: `user = aws_iam_user.ci.name` is the user that
/// `resource "aws_iam_user" "ci"` in the same folder makes. Nothing is computed; only what stands there is followed.
package enum TerraformAddresses {
    /// How far names lead from one resource to the next.
    private static let longestChain = 5

    /// Resources by folder and address; later ones take the place of earlier ones.
    package struct Names: Sendable {
        fileprivate var known: [String: Artefact] = [:]

        package init(_ artefacts: [PlacedArtefact]) {
            for placed in artefacts where placed.artefact.family == "terraform" && placed.artefact.kind == .declaration
            {
                if let address = placed.artefact.facts["address"] {
                    known[folder(of: placed) + "\0" + address] = placed.artefact
                }
            }
        }
    }

    /// - Parameter names: what other files of their folders make.
    package static func resolve(_ artefacts: [PlacedArtefact], besides names: Names) -> [PlacedArtefact] {
        let own = Names(artefacts).known
        guard !own.isEmpty else { return artefacts }
        return artefacts.map { placed in
            guard placed.artefact.family == "terraform", placed.artefact.kind == .declaration else { return placed }
            var resolved = placed
            for _ in 0..<longestChain {
                guard let address = address(in: resolved.artefact.name), address != placed.artefact.facts["address"],
                    let other = own[folder(of: placed) + "\0" + address]
                        ?? names.known[folder(of: placed) + "\0" + address]
                else { break }
                resolved.artefact.name = other.name
                resolved.artefact.facts["of"] = address
                resolved.artefact.facts[TerraformRecogniser.computed] = other.facts[TerraformRecogniser.computed]
                for fact in ["project_id", "namespace"] {
                    resolved.artefact.facts[fact] = resolved.artefact.facts[fact] ?? other.facts[fact]
                }
            }
            nameByAddress(&resolved)
            return resolved
        }
    }

    /// A name that is an expression (`var.name`) is nobody's: what has it is known by its address, as modules of one source
    /// may have the same.
    private static func nameByAddress(_ placed: inout PlacedArtefact) {
        guard placed.artefact.facts.removeValue(forKey: TerraformRecogniser.computed) != nil else { return }
        let address =
            placed.artefact.facts["of"] ?? address(in: placed.artefact.name) ?? placed.artefact.facts["address"]
        guard let address else { return }
        let folder = folder(of: placed)
        placed.artefact.name = folder.isEmpty ? address : "\(folder)/\(address)"
    }

    private static func folder(of placed: PlacedArtefact) -> String {
        placed.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    }

    /// `aws_iam_user.ci` of `aws_iam_user.ci.name`, `${aws_iam_user.ci.id}`, `aws_iam_user.ci[0].name` and
    /// `serviceAccount:${google_service_account.runner.email}`.
    static func address(in expression: String) -> String? {
        var text = Substring(expression)
        if let open = text.firstRange(of: "${"), let close = text[open.upperBound...].firstIndex(of: "}") {
            text = text[open.upperBound..<close]
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0].contains("_"), parts[0].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
        else { return nil }
        let label = parts[1].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        return label.isEmpty ? nil : "\(parts[0]).\(label)"
    }
}
