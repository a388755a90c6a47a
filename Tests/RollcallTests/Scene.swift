import Foundation
import TestRepositories
import Testing

/// A repository in the making, with tokens to hide in it.
struct Scene {
    let repository: TestRepository
    var tokens: TestTokens

    init(seed: UInt64 = 1, bare: Bool = false, objectFormat: TestRepository.ObjectFormat = .sha1) throws {
        repository = try TestRepository(bare: bare, objectFormat: objectFormat)
        tokens = TestTokens(seed: seed)
    }

    /// A commit that changes nothing of interest.
    @discardableResult
    func plainCommit(_ message: String = "plain") throws -> String {
        try repository.commit(message, writing: ["README": "\(message) \(repository.clock)\n"])
    }

    /// A commit or tag with headers of our own.
    func objectText(_ headers: [String], message: String) -> [UInt8] {
        Array((headers + ["", message]).joined(separator: "\n").utf8)
    }

    func signature(_ name: String = "Ada Example", _ email: String = "ada@example.org") -> String {
        "\(name) <\(email)> \(repository.clock) +0000"
    }
}

/// What a scan must say of one token.
struct Expected {
    let token: String
    let carrier: String
    var path: String
    var line: Int
    var column: Int
    /// Commits by name; nil where the test does not care.
    var introduced: [String]?
    var removed: [String]?
    var presentIn: [String]?
    var isAtHead: Bool?
    /// A word of the note; nil where there may be any note.
    var note: String?
    /// What to scan, if not the repository.
    var target: String?
    var options: [String] = []

    init(
        _ token: String, _ carrier: String, _ path: String, at place: (Int, Int), introduced: [String]? = nil,
        removed: [String]? = nil, in presentIn: [String]? = nil, atHead: Bool? = nil, note: String? = nil,
        target: String? = nil, options: [String] = []
    ) {
        self.token = token
        self.carrier = carrier
        self.path = path
        (line, column) = place
        self.introduced = introduced
        self.removed = removed
        self.presentIn = presentIn
        isAtHead = atHead
        self.note = note
        self.target = target
        self.options = options
    }

    func check(_ scanned: Scanned) throws {
        #expect(scanned.code == 1, "\(scanned.errors)")
        let found = try #require(
            scanned.findings(of: token, carrier: carrier, path: path).first, "only: \(scanned.places)")
        #expect(found.location.line == line && found.location.column == column, "\(found.location)")
        #expect(found.credential.secret != token || found.location.end_column == column + token.utf8.count)
        #expect(found.occurrences == found.lines.count && found.lines.first == .init(line: line, column: column))
        let provenance = found.provenance
        if let introduced { #expect(provenance.introduced.map(\.commit) == introduced) }
        if let removed { #expect(provenance.removed.map(\.commit) == removed) }
        if let presentIn { #expect(provenance.present_in == presentIn) }
        if let isAtHead { #expect(provenance.at_head == isAtHead) }
        if let note { #expect(provenance.note?.contains(note) == true, "\(provenance.note ?? "no note")") }
    }
}

/// A place to hide a token in, and what must be said of it.
struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let plant: @Sendable (inout Scene, _ token: String) throws -> Expected

    init(_ name: String, _ plant: @escaping @Sendable (inout Scene, _ token: String) throws -> Expected) {
        self.name = name
        self.plant = plant
    }

    /// A committed file; `«»` in its text is where the token stands.
    init(_ name: String, file: String, _ marked: String) {
        self.init(name) { scene, token in
            let (text, place) = Self.fill(marked, with: token)
            try scene.repository.commit("add", writing: [file: text])
            return Expected(token, "blob", file, at: place, atHead: true)
        }
    }

    /// A file of the Git directory, likewise.
    init(_ name: String, inGitDirectory file: String, _ marked: String, carrier: String = "git-directory") {
        self.init(name) { scene, token in
            let (text, place) = Self.fill(marked, with: token)
            try scene.plainCommit()
            try scene.repository.writeInGitDirectory(file, text)
            return Expected(token, carrier, ".git/" + file, at: place)
        }
    }

    /// The text with the token in the place of the mark, and its line and column in bytes, both from 1.
    private static func fill(_ marked: String, with token: String) -> (text: String, place: (Int, Int)) {
        let before = Array(marked.prefix(upTo: marked.firstRange(of: "«»")?.lowerBound ?? marked.endIndex).utf8)
        let feed = UInt8(ascii: "\n")
        let column = before.count - (before.lastIndex(of: feed).map { $0 + 1 } ?? 0) + 1
        return (marked.replacing("«»", with: token), (before.count { $0 == feed } + 1, column))
    }

    var testDescription: String { name }

    func run() throws {
        var scene = try Scene()
        let token = scene.tokens.gitHub()
        let expected = try plant(&scene, token)
        try expected.check(try Program.scan(expected.options + [expected.target ?? scene.repository.path]))
    }
}
