import Detection
import Foundation
import RuleFormat
import Testing

/// docs/rules/coverage.md names rules that exist, and leaves nothing out without a reason.
@Suite struct CoverageDocumentTests {
    @Test func documentNamesRulesThatExist() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
            path: "../../docs/rules/coverage.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let known = Set(try RuleLibrary().rules.map(\.definition.id))
        let covered = text.split(separator: "## Covered").last ?? ""
        let named = Set(covered.matches(of: #/`([a-z0-9-]+)`/#).map { String($0.1) })
        #expect(named.count > 800 && named.subtracting(known).isEmpty, "\(named.subtracting(known).sorted())")
        #expect(!text.contains("| no rule yet |"), "docs/rules/make-coverage FORMATS.tsv --missing lists them")
    }
}
