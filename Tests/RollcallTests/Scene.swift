import Foundation
import TestRepositories
import Testing

/// A repository in the making, with tokens to hide in it.
struct Scene {
    let repository: TestRepository
    var tokens: TestTokens

    init(seed: UInt64 = 1, bare: Bool = false) throws {
        repository = try TestRepository(bare: bare)
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
    let plant: @Sendable (inout Scene) throws -> Expected

    init(_ name: String, _ plant: @escaping @Sendable (inout Scene) throws -> Expected) {
        self.name = name
        self.plant = plant
    }

    var testDescription: String { name }

    func run() throws {
        var scene = try Scene()
        let expected = try plant(&scene)
        try expected.check(try Program.scan(expected.options + [expected.target ?? scene.repository.path]))
    }
}
