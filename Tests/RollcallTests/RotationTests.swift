import Foundation
import TestRepositories
import Testing

/// Which secret took whose place, told by keys and not by the order of lines.
@Suite struct RotationTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// Files of the first commit and of the second; `{a}` to `{d}` stand for passwords.
        let before: [String: String]
        let after: [String: String]
        /// For each password that went, what took its place: nil for nothing.
        let successors: [Character: Character?]
    }

    static let cases = [
        Case(
            testDescription: "one key goes, another is rotated",
            before: ["app.env": "SMTP_PASSWORD={a}\nDB_PASSWORD={b}\n"], after: ["app.env": "DB_PASSWORD={c}\n"],
            successors: ["a": nil, "b": "c"]),
        Case(
            testDescription: "one key goes, another comes",
            before: ["app.env": "SMTP_PASSWORD={a}\n"], after: ["app.env": "REDIS_PASSWORD={b}\n"],
            successors: ["a": nil]),
        Case(
            testDescription: "another spelling of the key and its quotes",
            before: ["app.env": "DB_PASSWORD={a}\n"], after: ["app.env": "export db-password=\"{b}\"\n"],
            successors: ["a": "b"]),
        Case(
            testDescription: "two in turn",
            before: ["app.yaml": "cache:\n  password: {a}\ndb:\n  password: {b}\n"],
            after: ["app.yaml": "cache:\n  password: {c}\ndb:\n  password: {d}\n"], successors: ["a": "c", "b": "d"]),
        Case(
            testDescription: "names above their values",
            before: ["job.yaml": "env:\n- name: SMTP_PASSWORD\n  value: {a}\n- name: DB_PASSWORD\n  value: {b}\n"],
            after: ["job.yaml": "env:\n- name: DB_PASSWORD\n  value: {c}\n"], successors: ["a": nil, "b": "c"]),
        Case(
            testDescription: "the file moves as well",
            before: ["config/app.env": "DB_PASSWORD={a}\n"], after: ["deploy/app.env": "DB_PASSWORD={b}\n"],
            successors: ["a": "b"]),
        Case(
            testDescription: "two files move as well",
            before: ["one/db.env": "DB_PASSWORD={a}\n", "one/smtp.env": "DB_PASSWORD={b}\n"],
            after: ["two/smtp.env": "DB_PASSWORD={c}\n", "two/db.env": "DB_PASSWORD={d}\n"],
            successors: ["a": "d", "b": "c"]),
        Case(
            testDescription: "the file moves, and its secret is the same",
            before: ["config/app.env": "DB_PASSWORD={a}\n"],
            after: ["deploy/app.env": "DB_PASSWORD={a}\nOTHER_PASSWORD={b}\n"],
            successors: ["a": nil]),
        Case(
            testDescription: "the file gets another name",
            before: ["config/app.env": "DB_PASSWORD={a}\n"], after: ["config/live.env": "DB_PASSWORD={b}\n"],
            successors: ["a": "b"]),
        Case(
            testDescription: "one file goes, another with the same key comes elsewhere",
            before: ["src/db.yml": "host: a\nDB_PASSWORD: {a}\n"], after: [".env": "X=1\nDB_PASSWORD={b}\n"],
            successors: ["a": nil]),
        Case(
            testDescription: "a placeholder takes no place",
            before: ["app.go": "Password: \"{a}\"\n"], after: ["app.go": "Password: \"Password\"\n"],
            successors: ["a": nil]),
        Case(
            testDescription: "one file goes, another comes",
            before: ["config/app.env": "DB_PASSWORD={a}\n"], after: ["other.env": "MAIL_PASSWORD={b}\n"],
            successors: ["a": nil]),
    ]

    @Test(arguments: cases)
    func theKeyTellsWhatTookItsPlace(_ scene: Case) throws {
        var tokens = TestTokens(seed: 7)
        let secrets = Dictionary(uniqueKeysWithValues: "abcd".map { ($0, tokens.base62(18) + "7x") })
        func filled(_ files: [String: String]) -> [String: String] {
            files.mapValues { text in secrets.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) } }
        }
        let repository = try TestRepository()
        try repository.commit("first", writing: filled(scene.before))
        try repository.git(["rm", "-r", "--quiet", "."])
        try repository.commit("second", writing: filled(scene.after))
        let folder = try TemporaryFolder()
        // The state keeps what it takes to tell the same.
        for _ in 0..<2 {
            let scanned = try Program.scan(repository.path, "--state", "\(folder.path)/state")
            let fingerprints = Dictionary(
                scanned.findings.map { ($0.credential.secret ?? "", $0.credential.fingerprint) },
                uniquingKeysWith: { first, _ in first })
            for (name, successor) in scene.successors {
                let secret = try #require(secrets[name])
                let gone = scanned.findings.filter { $0.credential.secret == secret }.flatMap(\.provenance.removed)
                #expect(gone.count == 1, "\(name)")
                let expected = successor.flatMap { secrets[$0] }.flatMap { fingerprints[$0] }
                #expect((expected == nil) == (successor == nil))
                #expect(gone.first?.replaced_by == expected, "\(name)")
            }
        }
    }
}
