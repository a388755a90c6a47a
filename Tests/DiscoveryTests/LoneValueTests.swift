import Detection
import Foundation
import Model
import TestRepositories
import TestValues
import Testing

@testable import Discovery

/// Files that hold a secret and nothing else, which their names tell.
@Suite struct LoneValueTests {
    private func findings(_ repository: TestRepository, isExhaustive: Bool = false) throws -> [Finding] {
        var options = ScanOptions()
        options.isExhaustive = isExhaustive
        options.jobs = 1
        return try Scan(
            library: try TestLibrary.shared(), key: FingerprintKey(bytes: Array(repeating: 7, count: 32)),
            options: options, progress: ScanProgress(), toolVersion: "test"
        ).run([repository.path]).findings
    }

    private func isFound(_ content: String, at path: String) throws -> Bool {
        let repository = try TestRepository()
        try repository.write(path, MadeUp.text(content))
        try repository.stage()
        try repository.commit("add")
        return try findings(repository).contains { $0.rule.id == "generic-file" }
    }

    @Test(arguments: [
        ("config/master.key", "{hex:32}"), ("config/credentials/production.key", "{hex:32}\n"),
        ("secrets/db_password.txt", "{easy}\n"), (".vault_pass", "{base62:12}\r\n"), ("api_token", "\n{base62:32}\n"),
        (".erlang.cookie", "{HEX:20}"), ("secrets/postgres", "{base62:14}\n"),
        ("deploy/ftp-password.txt", "{base62:9}!"),
        ("POSTGRES_PASSWORD", "{base62:16}=="), ("db_password.txt", "{base62:6}';{base62:8}'/"),
    ])
    func isKnownByTheNameOfItsFile(_ path: String, _ content: String) throws {
        #expect(try isFound(content, at: path))
    }

    @Test(arguments: [
        // the name says nothing, or something else
        ("VERSION", "{base62:32}"), ("src/main.c", "{base62:32}"), ("password.md5", "{hex:32}"),
        ("public.key", "{base62:32}"), ("token_url.txt", "{base62:32}"), ("secret.json", "{base62:32}"),
        // what no secret looks like
        ("password.txt", "changeme"), ("token", "token_v2"), ("secrets/db", "../shared/secrets/db"),
        ("api_key.txt", "${API_KEY}"), ("secret.key", "https://host.test/{base62:12}"), ("password", "ab1"),
        ("password", "login('{base62:12}');"),
        // more than one value, which other readers read
        ("password.txt", "{base62:12}\n{base62:12}\n"), ("db_password", "my {base62:12}"),
    ])
    func isNotTakenForOne(_ path: String, _ content: String) throws {
        #expect(try !isFound(content, at: path))
    }

    /// A version that keeps all of the one before, and adds to it, is no lone value; one that takes the rest away is.
    @Test func isLookedForAnewInEachVersion() throws {
        let repository = try TestRepository()
        let (first, second) = (MadeUp.text("{base62:24}"), MadeUp.text("{hex:32}"))
        for text in [first, "\(first)\nis not it\n", "\(first)\n", "\(second)\n"] {
            try repository.write("api_token", text)
            try repository.stage()
            try repository.commit("change")
        }
        _ = try repository.git("repack", "-adfq", "--depth=50")
        let found = try findings(repository)
        #expect(found.map(\.rule.id) == ["generic-file", "generic-file"])
        #expect(found == (try findings(repository, isExhaustive: true)))
    }

    /// Of a set of labels nothing is kept, and what is kept is found under the names that tell.
    @Test func namesThatTellNothingAreNotFollowed() throws {
        let repository = try TestRepository()
        for number in 0..<40 { try repository.write("labels/d\(number % 7)/f\(number).txt", "bird-\(number)\n") }
        let secret = MadeUp.text("{base62:14}")
        let easy = MadeUp.text("{easy}")
        for path in ["labels/d1/db_password.txt", "labels/d2/f99.txt"] { try repository.write(path, easy + "\n") }
        try repository.write("secrets/postgres", secret + "\n")
        try repository.write("notes/postgres", secret + "\n")
        try repository.stage()
        try repository.commit("add")
        for isExhaustive in [false, true] {
            let found = try findings(repository, isExhaustive: isExhaustive).filter { $0.rule.id == "generic-file" }
            #expect(
                Set(found.map { String(decoding: $0.location.path, as: UTF8.self) }) == [
                    "labels/d1/db_password.txt", "secrets/postgres",
                ])
        }
    }
}
