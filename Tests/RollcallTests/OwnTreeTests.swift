import Foundation
import TestRepositories
import Testing

/// Tests, rules, the corpus and the documentation are full of what must be found, and hold none of it: values are
/// templates, and what describes a secret is none.
@Suite struct OwnTreeTests {
    /// What is found at medium confidence all the same, and why it stays.
    private static let known = [
        // Code that goes on on the next line, which begins with a mark of the corpus here.
        "Corpus/almost.corpus:66 generic-secret",
        // A word of another language in plain letters: nothing tells it from a name that somebody took for a password.
        "Corpus/names.corpus:44 generic-password",
    ]

    @Test func ownFilesHoldNoSecrets() throws {
        let folder = try TemporaryFolder()
        for file in try Self.files() {
            let content = try Data(contentsOf: Project.root.appending(path: file))
            try folder.write(file, bytes: Array(content))
        }
        // Names of accounts and the like are public, and reported apart.
        let found = try Program.scan(folder.path).findings.filter {
            $0.confidence.band != "low" && $0.credential.kind != "identifier"
        }
        let places = found.map { "\($0.location.path):\($0.location.line) \($0.rule.id)" }
        #expect(places == Self.known && found.allSatisfy { $0.confidence.band == "medium" })
    }

    /// What Git tracks and is still there; without Git, everything in the folders that it would track.
    private static func files() throws -> [String] {
        if let listed = tracked() {
            return listed.filter { FileManager.default.isReadableFile(atPath: Project.root.appending(path: $0).path) }
        }
        let kept = [
            "Benchmarks", "Corpus", "Fuzz", "Package.swift", "Plugins", "README.md", "Rules", "Sources", "Tests",
            "Tools", "docs", "packaging",
        ]
        return try kept.flatMap { top -> [String] in
            let place = Project.root.appending(path: top)
            guard let below = FileManager.default.enumerator(atPath: place.path) else { return [top] }
            return try below.compactMap { $0 as? String }.map { "\(top)/\($0)" }.filter {
                try Project.root.appending(path: $0).resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
            }
        }
    }

    private static func tracked() -> [String]? {
        guard FileManager.default.fileExists(atPath: Project.root.appending(path: ".git").path) else { return nil }
        let git = Process()
        git.executableURL = URL(filePath: "/usr/bin/env")
        git.arguments = ["git", "-C", Project.root.path, "ls-files", "-z"]
        let output = Pipe()
        git.standardOutput = output
        guard (try? git.run()) != nil, let names = try? output.fileHandleForReading.readToEnd() else { return nil }
        git.waitUntilExit()
        guard git.terminationStatus == 0, !names.isEmpty else { return nil }
        return names.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
