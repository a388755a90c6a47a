package import Detection
private import Foundation
private import Model
private import RuleFormat

/// Looks at corpus files themselves, templates unexpanded.
package struct CorpusScan {
    private let library: RuleLibrary

    package init(library: RuleLibrary) { self.library = library }

    /// What stands in a file with a vendor's format and would be reported, as the lines it stands on.
    package func formattedSecrets(inFile path: String) throws -> [Int] {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        return bytes.withUnsafeBytes { content in
            let matches = scanner.scan(content, isBinary: false).matches
            let standing = library.resolve(matches, minimumScore: EvidenceWeights.score(prior: 0.4, evidence: []))
            return standing.filter { match in
                // Rules for values of any form take a template for one.
                let rule = library.rules[match.rule]
                return rule.definition.provider != "generic" && !rule.isIdentifier
                    && !bytes[match.secret.start..<match.secret.end].contains(UInt8(ascii: "{"))
            }.map { match in
                bytes[..<match.secret.start].count { $0 == UInt8(ascii: "\n") } + 1
            }
        }
    }
}
