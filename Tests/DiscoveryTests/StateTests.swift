import Foundation
import Model
import TestRepositories
import Testing

@testable import Detection
@testable import Discovery

/// With a state, a scan finds what one without finds, whatever has happened to the repository in between.
struct StateTests {
    private func scan(_ path: String, state: String?, jobs: Int = 2) throws -> ScanReport {
        var options = ScanOptions()
        options.stateFolder = state
        options.jobs = jobs
        return try Scan(
            library: TestLibrary.shared(), key: FingerprintKey(bytes: Array(repeating: 7, count: 32)), options: options,
            progress: ScanProgress(), toolVersion: "test"
        ).run([path])
    }

    private func expectSame(_ repository: TestRepository, state: String, _ what: String) throws {
        let (with, without) = (try scan(repository.path, state: state), try scan(repository.path, state: nil))
        #expect(with.findings == without.findings, "\(what)")
        let difference = Set(with.run.coverage.entries).symmetricDifference(without.run.coverage.entries)
        #expect(difference.isEmpty, "\(what)")
        #expect(with.run.coverage.counts == without.run.coverage.counts, "\(what)")
        #expect(with.run.notices == without.run.notices, "\(what)")
        #expect(
            with.run.counts.blobs == without.run.counts.blobs && with.run.counts.bytes == without.run.counts.bytes,
            "\(what)")
    }

    @Test(arguments: [1, 2] as [UInt64])
    func findsTheSameAfterEveryChange(_ seed: UInt64) throws {
        var tokens = TestTokens(seed: seed)
        let repository = try TestRepository()
        let state = try TemporaryFolder()
        func commit(_ number: Int) throws {
            var text = (0..<40).map { "line \($0) of \(number % 3)\n" }.joined()
            text += "TOKEN_\(number)=\(tokens.gitHub())\n" + "PASSWORD=\"k\(tokens.next() % 10_000)-Lantern-22\"\n"
            try repository.commit(
                "change \(number) TOKEN=\(tokens.gitHub())", writing: ["f\(number % 2)": text, "clean": "\(number)\n"])
        }
        for number in 0..<4 { try commit(number) }
        try expectSame(repository, state: state.path, "first")
        try expectSame(repository, state: state.path, "nothing new")
        try commit(4)
        try expectSame(repository, state: state.path, "one more commit")
        try repository.git("gc", "-q", "--prune=now")
        try expectSame(repository, state: state.path, "repacked")
        for number in 5..<9 { try commit(number) }
        try repository.git("repack", "-adfq", "--depth=50", "--window=50")
        try expectSame(repository, state: state.path, "new deltas on known bases, and the other way round")
        try repository.git("reset", "-q", "--hard", "HEAD~3")
        try repository.git("reflog", "expire", "--expire=all", "--all")
        try repository.git("gc", "-q", "--prune=now")
        try expectSame(repository, state: state.path, "commits are gone")
        try commit(20)
        try repository.git("tag", "-a", "-m", "API_TOKEN=\(tokens.gitHub())", "v1")
        try expectSame(repository, state: state.path, "others came")
    }

    /// What stood under a blob's name for a while is not what the name is remembered by.
    @Test func aMisnamedBlobIsNotRemembered() throws {
        var tokens = TestTokens(seed: 11)
        let repository = try TestRepository()
        let state = try TemporaryFolder()
        try repository.commit("x", writing: ["secret": "TOKEN=\(tokens.gitHub())\n", "clean": "nothing\n"])
        let blob = try repository.id("HEAD:secret")
        let sound = try Data(contentsOf: URL(fileURLWithPath: repository.loosePath(of: blob)))
        try repository.replaceLooseObject(blob, by: repository.id("HEAD:clean"))
        try expectSame(repository, state: state.path, "misnamed")
        try FileManager.default.removeItem(atPath: repository.loosePath(of: blob))
        try sound.write(to: URL(fileURLWithPath: repository.loosePath(of: blob)))
        try expectSame(repository, state: state.path, "restored")
    }

    struct Damage: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let isPacked: Bool
        let damage: @Sendable (TestRepository) throws -> Void

        init(_ name: String, isPacked: Bool = true, _ damage: @escaping @Sendable (TestRepository) throws -> Void) {
            (testDescription, self.isPacked, self.damage) = (name, isPacked, damage)
        }
    }

    static let damages = [
        Damage("a packed blob") { try $0.flipByte(inPackedObject: $0.id("HEAD:clean"), skipping: 20) },
        Damage("a base of others") {
            for version in 0..<6 {
                let place = try $0.packedPlace(of: $0.id("HEAD~\(version):f"))
                if let place { try $0.flipByte(of: place.pack, at: place.offset + 6) }
            }
        },
        Damage("the end of a pack") { try $0.truncate($0.packs()[0], to: 400) },
        Damage("the pack's checksum") { try $0.flipByte(of: $0.packs()[0], at: -1) },
        Damage("the index") {
            try $0.flipByte(of: $0.packs()[0].dropLast(4) + "idx", at: -41)
        },
        Damage("the index, which is gone") {
            try FileManager.default.removeItem(atPath: $0.packs()[0].dropLast(4) + "idx")
        },
        Damage("the pack, which is gone") { try FileManager.default.removeItem(atPath: $0.packs()[0]) },
        Damage("a loose blob", isPacked: false) { try $0.truncateLooseObject($0.id("HEAD:clean")) },
        Damage("a loose blob with a credential", isPacked: false) { try $0.truncateLooseObject($0.id("HEAD:f")) },
        Damage("a loose blob that is another now", isPacked: false) {
            try $0.replaceLooseObject($0.id("HEAD:clean"), by: $0.id("HEAD:f"))
        },
        Damage("a loose blob that is gone", isPacked: false) { try $0.deleteObject($0.id("HEAD:clean")) },
        Damage("a loose tree", isPacked: false) { try $0.truncateLooseObject($0.id("HEAD~1^{tree}")) },
    ]

    /// What is damaged after it was remembered is told as it is without a state; and what is mended again is known again.
    @Test(arguments: damages) func laterDamageIsToldAlike(_ damage: Damage) throws {
        var tokens = TestTokens(seed: 21)
        let repository = try TestRepository()
        let state = try TemporaryFolder()
        let body = tokens.base62(2000)
        for number in 0..<6 {
            let text = body + "\n\(number)\nTOKEN=\(tokens.gitHub())\n"
            try repository.commit("\(number)", writing: ["f": text, "clean": tokens.base62(300) + "\n"])
        }
        if damage.isPacked { try repository.repack() }
        try expectSame(repository, state: state.path, "sound")
        try damage.damage(repository)
        try expectSame(repository, state: state.path, "damaged")
        try expectSame(repository, state: state.path, "damaged still")
        // Two changes within a tick of the file system's clock look alike: only now is the result remembered.
        usleep(60_000)
        try expectSame(repository, state: state.path, "damaged for a while")
        try expectSame(repository, state: state.path, "remembered")
        // Git itself commits nothing more.
        try repository.git("hash-object", "-w", "--stdin", input: Array("TOKEN=\(tokens.gitHub())\n".utf8))
        try expectSame(repository, state: state.path, "damaged, and more came")
    }

    /// The state holds what other rules or another key would tell differently: it is not used then.
    @Test func otherConditionsAreOtherStates() throws {
        var tokens = TestTokens(seed: 3)
        let repository = try TestRepository()
        let state = try TemporaryFolder()
        try repository.commit("add", writing: ["a": "TOKEN=\(tokens.gitHub())\n"])
        _ = try scan(repository.path, state: state.path)
        var options = ScanOptions()
        options.stateFolder = state.path
        options.jobs = 1
        let other = try Scan(
            library: TestLibrary.shared(), key: FingerprintKey(bytes: Array(repeating: 8, count: 32)), options: options,
            progress: ScanProgress(), toolVersion: "test"
        ).run([repository.path])
        let own = try scan(repository.path, state: nil)
        #expect(other.findings.count == own.findings.count)
        #expect(other.findings.map(\.credential.fingerprint) != own.findings.map(\.credential.fingerprint))
    }

    /// Whatever stands in the state's files, the scan does not depend on it.
    @Test(arguments: 0..<24)
    func damagedStatesAreNotBelieved(_ number: Int) throws {
        var tokens = TestTokens(seed: 4)
        let repository = try TestRepository()
        let state = try TemporaryFolder()
        try repository.commit("add", writing: ["a": "TOKEN=\(tokens.gitHub())\n", "b": "x\n"])
        letFilesSettle()
        _ = try scan(repository.path, state: state.path)
        let files = try #require(FileManager.default.enumerator(atPath: state.path)?.compactMap { $0 as? String })
            .map { state.path + "/" + $0 }.filter {
                !$0.hasSuffix("/") && (try? Data(contentsOf: URL(fileURLWithPath: $0))) != nil
            }
        #expect(files.count == 2)
        for file in files {
            var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
            switch number % 4 {
            case 0: bytes = Array(bytes.prefix(bytes.count * number / 24))
            case 1: bytes[bytes.count * number / 24] ^= 0x55
            case 2: bytes += [UInt8(number)]
            default: bytes = []
            }
            try Data(bytes).write(to: URL(fileURLWithPath: file))
        }
        try expectSame(repository, state: state.path, "damaged")
    }

    /// No byte of the state gives a secret away.
    @Test func holdsNoSecret() throws {
        var tokens = TestTokens(seed: 5)
        let repository = try TestRepository()
        let state = try TemporaryFolder()
        let (first, second) = (tokens.gitHub(), tokens.gitHub())
        try repository.commit("TOKEN=\(first)", writing: ["a": "TOKEN=\(second)\n"])
        letFilesSettle()
        let found = try scan(repository.path, state: state.path).findings.count
        #expect(found >= 2)
        let names = try #require(FileManager.default.enumerator(atPath: state.path)?.compactMap { $0 as? String })
        for name in names {
            let path = state.path + "/" + name
            guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else { continue }
            for secret in [first, second] {
                #expect(data.range(of: Data(secret.dropFirst(4).prefix(20).utf8)) == nil, "\(name)")
            }
            let mode = try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
            #expect(mode == 0o600)
        }
    }
}
