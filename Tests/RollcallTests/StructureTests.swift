import Foundation
import Testing

/// What the documentation says of the tree, against the package and the tree.
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

    /// Two were said to hold none.
    @Test func modulesOfCThatHoldCodeAreNamed() throws {
        let sources = Project.root.appending(path: "Sources").path
        let told = try Self.text("docs/structure.md")
        for name in try FileManager.default.contentsOfDirectory(atPath: sources)
        where try !Self.modules().contains(name) {
            let files = FileManager.default.enumerator(atPath: "\(sources)/\(name)")?.compactMap { $0 as? String } ?? []
            let code = try files.filter { $0.hasSuffix(".h") || $0.hasSuffix(".c") }.map {
                try Self.text("Sources/\(name)/\($0)")
            }.joined()
            if code.contains(/\b(?:if|for|while) \(/) { #expect(told.contains("`\(name)` ("), "\(name)") }
        }
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

    /// Pages for people, by their paths from the project's folder.
    private static func pages() throws -> [String] {
        let files = FileManager.default.enumerator(atPath: Project.root.appending(path: "docs").path)
        let docs = (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }.map { "docs/" + $0 }
        return ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"] + docs.sorted()
    }

    @Test func theReadmeLeadsToEveryPage() throws {
        let readme = try Self.text("README.md")
        // Folders of pages have a list of their own.
        for page in try Self.pages() where page.split(separator: "/").count < 3 && page != "README.md" {
            #expect(readme.contains("](\(page))"), "\(page)")
        }
    }

    @Test func linksAndPathsLeadSomewhere() throws {
        for page in try Self.pages() {
            let text = try Self.text(page)
            let folder = Project.root.appending(path: page).deletingLastPathComponent()
            let links = text.matches(of: /\]\(([^)#\s]+)/).map { String($0.1) }.filter { !$0.contains("://") }
            for link in links {
                #expect(FileManager.default.fileExists(atPath: folder.appending(path: link).path), "\(page): \(link)")
            }
            let paths = text.matches(of: /`((?:Sources|Tests|Benchmarks|Corpus|Fuzz|Tools|packaging)\/[\w.\/-]+)`/)
            for path in paths.map({ Project.root.appending(path: String($0.1)).path }) {
                let isThere = ["", ".swift"].contains { FileManager.default.fileExists(atPath: path + $0) }
                #expect(isThere, "\(page): \(path)")
            }
        }
    }
}
