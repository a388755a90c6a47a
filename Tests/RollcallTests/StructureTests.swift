import Foundation
import Testing

/// docs/structure.md against the package and the tree.
@Suite struct StructureTests {
    private static func text(_ file: String) throws -> String {
        try String(contentsOf: Project.root.appending(path: file), encoding: .utf8)
    }

    /// Folders in `Sources/` that hold Swift.
    private static func modules() throws -> Set<String> {
        let sources = Project.root.appending(path: "Sources").path
        return try Set(
            FileManager.default.contentsOfDirectory(atPath: sources).filter { name in
                let files = FileManager.default.enumerator(atPath: "\(sources)/\(name)")?.compactMap { $0 as? String }
                return files?.contains { $0.hasSuffix(".swift") } ?? false
            })
    }

    @Test func theTableOfModulesIsThatOfThePackage() throws {
        let modules = try Self.modules()
        var declared: [String: Set<String>] = [:]
        for target in try Self.text("Package.swift").matches(
            of: /arget\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?/)
        where modules.contains(String(target.1)) {
            let names = (target.2 ?? "").matches(of: /"(\w+)"/).map { String($0.1) }
            declared[String(target.1)] = Set(names).intersection(modules)
        }
        var told: [String: Set<String>] = [:]
        for row in try Self.text("docs/structure.md").matches(of: /(?m)^\| `(\w+)` \| [^|]* \| ([^|]*) \|$/) {
            told[String(row.1)] = Set(row.2.matches(of: /`(\w+)`/).map { String($0.1) })
        }
        #expect(Set(told.keys) == modules)
        #expect(told == declared)
    }

    @Test func whatItNamesIsThere() throws {
        let files =
            FileManager.default.enumerator(atPath: Project.root.appending(path: "Sources").path)?
            .compactMap { $0 as? String } ?? []
        let names = Set(files.flatMap { $0.replacing(".swift", with: "").split(separator: "/").map(String.init) })
        let text = try Self.text("docs/structure.md")
        let begin = try #require(text.firstRange(of: "## Where to begin"))
        for word in text[begin.upperBound...].matches(of: /`([A-Z]\w+(?:\/[A-Z]\w+)*)`/) {
            for part in word.1.split(separator: "/") { #expect(names.contains(String(part)), "\(word.1)") }
        }
    }

    @Test func theListOfDecisionsIsWhole() throws {
        let folder = Project.root.appending(path: "docs/decisions").path
        let list = try Self.text("docs/decisions/README.md")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name != "README.md" {
            let title = try #require(Self.text("docs/decisions/\(name)").split(separator: "\n").first)
            let words = title.dropFirst(2).split(separator: " · ", maxSplits: 1)
            #expect(words.count == 2 && list.contains("| [\(words[0])](\(name)) | \(words[1]) |"), "\(name)")
        }
    }
}
