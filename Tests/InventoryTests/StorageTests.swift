import Foundation
import GRDB
@testable import Inventory
import Model
import TestRepositories
import Testing

/// What can go wrong with a file, and what is lost then: nothing.
@Suite struct StorageTests {
    @Test func theRollIsItsOwnersAlone() throws {
        let folder = try TemporaryFolder()
        _ = try Roll(at: "\(folder.path)/new/roll.db", .readWrite)
        let mode =
            try FileManager.default.attributesOfItem(atPath: "\(folder.path)/new/roll.db")[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    /// Findings of a later version are not passed over as if there were none.
    @Test(arguments: ["rollcall.finding/9", "rollcall.run/2", "rollcall.whatever/1", ""])
    func linesThatAreNotUnderstoodAreRefused(_ schema: String) throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/roll.db"
        let file = try folder.file("later.jsonl", [#"{"schema":"\#(schema)","id":"x"}"#])
        let roll = try Roll(at: path, .readWrite)
        #expect { try roll.importFindings([file]) } throws: { "\($0)".contains("later.jsonl:1: ") }
        roll.discardIfNew()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func aRollThatHoldsSomethingIsNotDiscarded() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/roll.db"
        #expect(throws: RollError.absent(path: path)) { try Roll(at: path, .change) }
        let roll = try Roll(at: path, .readWrite)
        _ = try roll.importFindings([folder.file("a.jsonl", SampleWorld(seed: 3).reports[0].lines)])
        roll.discardIfNew()
        #expect(FileManager.default.fileExists(atPath: path))
    }

    /// Under a mask that would let everybody read, and over a key file of an earlier time.
    @Test func aRekeyedRollAndItsKeyAreTheirOwnersAlone() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/roll.db"
        let roll = try Roll(at: path, .readWrite)
        _ = try roll.importFindings([folder.file("a.jsonl", SampleWorld(seed: 3).reports[0].lines)])
        let files = FileManager.default
        for _ in 0..<2 {
            _ = try roll.rekey()
            for file in [path, roll.keyPath] + [path + "-wal", path + "-shm"].filter(files.fileExists(atPath:)) {
                #expect(try files.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600, "\(file)")
            }
            // As a copy from elsewhere may have it.
            try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: roll.keyPath)
        }
        #expect(try !files.contentsOfDirectory(atPath: folder.path).contains { $0.hasSuffix(".tmp") })
    }

    /// It was taken for a file that is not there: the key was given for lost, or others' keys were written over.
    @Test func aKeyFileThatCannotBeReadIsNotAbsent() throws {
        let folder = try TemporaryFolder()
        let roll = try Roll(at: "\(folder.path)/roll.db", .readWrite)
        _ = try roll.importFindings([folder.file("a.jsonl", SampleWorld(seed: 3).reports[0].lines)])
        // Nobody is refused anything where root runs the tests.
        func hide() throws {
            try? FileManager.default.removeItem(atPath: roll.keyPath)
            try FileManager.default.createDirectory(atPath: roll.keyPath, withIntermediateDirectories: false)
        }
        for hasKey in [false, true] {
            if hasKey { _ = try roll.rekey() }
            try hide()
            #expect { try roll.rekey() } throws: {
                "\($0)".hasPrefix("cannot read the roll's key file \(roll.keyPath): Is a directory; ")
            }
            try FileManager.default.removeItem(atPath: roll.keyPath)
        }
    }

    /// The import of many findings does without; it must not stay so.
    @Test func referencesAreCheckedAgainAfterALargeImport() throws {
        let folder = try TemporaryFolder()
        let roll = try Roll(at: "\(folder.path)/roll.db", .readWrite)
        func isChecked() throws -> Bool? { try roll.read { try Bool.fetchOne($0, sql: "PRAGMA foreign_keys") } }
        #expect(try roll.write(bulk: .max) { try Bool.fetchOne($0, sql: "PRAGMA foreign_keys") } == false)
        #expect(try isChecked() == true)
        #expect(throws: RollError.refused("no")) {
            try roll.write(bulk: .max) { _ in throw RollError.refused("no") }
        }
        #expect(try isChecked() == true)
        // Where SQLite takes no notice of it, that is told.
        #expect(throws: RollError.self) { try roll.write { try Roll.checkReferences(false, in: $0) } }
    }

    @Test func aRunThatCannotBeReadIsDamage() throws {
        let folder = try TemporaryFolder()
        let roll = try Roll(at: "\(folder.path)/roll.db", .readWrite)
        _ = try roll.importFindings([folder.file("a.jsonl", SampleWorld(seed: 3).reports[0].lines)])
        _ = try roll.findings(now: 0, toolVersion: "1")
        try roll.write { try $0.execute(sql: "UPDATE run SET document = substr(document, 1, 60)") }
        #expect { try roll.findings(now: 0, toolVersion: "1") } throws: {
            if case .corrupt(roll.path, _) = $0 as? RollError { true } else { false }
        }
    }

    /// The one that came second took the first one's key away, and nobody could add to the roll any more.
    @Test func twoNewKeysAtOnceAreBothKept() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/roll.db"
        let findings = try folder.file("a.jsonl", SampleWorld(seed: 3).reports[0].lines)
        let places: Int
        do {
            let roll = try Roll(at: path, .readWrite)
            _ = try roll.importFindings([findings])
            places = try roll.statistics(now: 0).places
        }
        let rolls = try (0..<4).map { _ in try Roll(at: path, .readWrite) }
        DispatchQueue.concurrentPerform(iterations: rolls.count) { _ = try? rolls[$0].rekey() }
        let roll = try Roll(at: path, .readWrite)
        let keys = try String(contentsOfFile: roll.keyPath, encoding: .utf8).split(separator: "\n")
        #expect(keys.count == rolls.count)
        _ = try roll.importFindings([findings])
        #expect(try roll.statistics(now: 0).places == places)
    }

    /// A key that was written though the roll could not be given it would stand where the lost one is looked for.
    @Test func aRollWithoutItsKeyIsGivenNone() throws {
        let folder = try TemporaryFolder()
        let roll = try Roll(at: "\(folder.path)/roll.db", .readWrite)
        _ = try roll.importFindings([folder.file("a.jsonl", SampleWorld(seed: 3).reports[0].lines)])
        _ = try roll.rekey()
        try FileManager.default.removeItem(atPath: roll.keyPath)
        #expect(throws: RollError.absentKey(path: roll.keyPath)) { try roll.rekey() }
        #expect(!FileManager.default.fileExists(atPath: roll.keyPath))
    }

    /// Before lists had an index of their own; reading brings it up to date.
    @Test func aRollOfAnOlderVersionIsReadAsItIs() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/roll.db"
        try fill(path, folder)
        let before = try Roll(at: path, .readOnly).digest()
        try sqlite(
            path,
            """
            DROP INDEX identity_by_age; DROP INDEX sighting_by_source; DROP INDEX sighting_by_identity; DROP INDEX removal_by_replacement;
            DROP INDEX declaration_by_claim; PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(sql, ' REFERENCES owner_set(pk)', '') WHERE name = 'identity'; PRAGMA writable_schema = RESET;
            ALTER TABLE declaration DROP COLUMN claimed; ALTER TABLE sighting DROP COLUMN traits;
            ALTER TABLE credential DROP COLUMN identities; ALTER TABLE identity DROP COLUMN traits; ALTER TABLE identity DROP COLUMN owner_set;
            DROP TABLE owner_set; CREATE INDEX identity_by_introduced ON identity(introduced, id);
            CREATE INDEX sighting_by_source ON sighting(source, path); CREATE INDEX sighting_by_identity ON sighting(identity);
            DELETE FROM grdb_migrations WHERE identifier = '4 lists';
            """)
        let roll = try Roll(at: path, .readOnly)
        #expect(try roll.digest() == before)
        var filter = IdentityFilter()
        filter.owner = "ada"
        filter.limit = 3
        let found = try roll.identities(filter, now: 1_800_000_000)
        #expect(found.total > 3 && found.rows.count == 3)
    }

    @Test func aRollThatIsNotThereIsNotMadeByReading() throws {
        let folder = try TemporaryFolder()
        #expect(throws: RollError.absent(path: "\(folder.path)/roll.db")) {
            try Roll(at: "\(folder.path)/roll.db", .readOnly)
        }
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/roll.db"))
    }

    /// An auditor's copy: nothing can be made beside it.
    @Test func aRollIsReadWhereNothingCanBeWritten() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/roll.db"
        try fill(path, folder)
        let before = try Roll(at: path, .readOnly).digest()
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        // Where SQLite would make its index of the log.
        try FileManager.default.createDirectory(atPath: path + "-shm", withIntermediateDirectories: false)
        let roll = try Roll(at: path, .readOnly)
        #expect(try roll.digest() == before)
        let other = try Roll(at: "\(folder.path)/other.db", .readWrite)
        #expect(try other.merge(roll).findings > 0)
        #expect {
            try Roll(at: folder.path, .readOnly)
        } throws: { "\($0)".contains("cannot read the roll") }
    }

    /// A forged entry would be in the log for good, and decide.
    @Test func forgedLogsAreNotTaken() throws {
        let folder = try TemporaryFolder()
        let (path, own) = ("\(folder.path)/roll.db", "\(folder.path)/own.db")
        let now: Int64 = 1_760_000_000
        do {
            let roll = try Roll(at: path, .readWrite)
            _ = try roll.importFindings([folder.file("a.jsonl", SampleWorld(seed: 3).reports[0].lines)])
            let identity = try #require(try roll.identities(IdentityFilter(), now: now).rows.first)
            _ = try roll.decide(
                Decision(
                    subject: "identity:" + identity.key, action: .accept, until: now + 100, reason: "r", by: "ada",
                    at: now))
        }
        #expect(try !Roll(at: path, .readOnly).suppressions(now: now).isEmpty)
        try sqlite(
            path,
            "DROP TRIGGER decision_is_not_changed; UPDATE decision SET document = replace(document, 'ada', 'eve')")
        let forged = try Roll(at: path, .readOnly)
        #expect(try forged.suppressions(now: now).isEmpty, "what was changed decides nothing")
        let roll = try Roll(at: own, .readWrite)
        #expect { try roll.merge(forged) } throws: { "\($0)".contains("is not sound") }
        let check = try roll.verifyLog()
        #expect(check.fault == nil && check.count == 0)
    }

    @Test func aNewerSchemaIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/roll.db"
        do { _ = try Roll(at: path, .readWrite) }
        try sqlite(path, "INSERT INTO grdb_migrations VALUES ('9 later')")
        #expect(throws: RollError.newerSchema(path: path, migration: "9 later")) { try Roll(at: path, .readWrite) }
        #expect(throws: RollError.newerSchema(path: path, migration: "9 later")) { try Roll(at: path, .readOnly) }
    }

    @Test func otherFilesAreNotRolls() throws {
        let folder = try TemporaryFolder()
        let text = "\(folder.path)/text.db"
        try Data(repeating: 0x41, count: 5000).write(to: URL(fileURLWithPath: text))
        #expect(throws: RollError.corrupt(path: text, reason: "it is no SQLite database")) {
            try Roll(at: text, .readWrite)
        }
        let other = "\(folder.path)/other.db"
        try sqlite(other, "CREATE TABLE t (a)")
        #expect(throws: RollError.notARoll(path: other)) { try Roll(at: other, .readWrite) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: text)).count == 5000)
    }

    @Test func aDamagedFileIsSaidToBe() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/roll.db"
        let world = SampleWorld(seed: 3)
        do {
            let roll = try Roll(at: path, .readWrite)
            _ = try roll.importFindings([folder.file("a.jsonl", world.reports[0].lines)])
        }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for place in stride(from: 8192, to: bytes.count, by: 97) { bytes[place] = 0xFF }
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect {
            let roll = try Roll(at: path, .readOnly)
            try roll.checkFile()
            _ = try roll.digest()
        } throws: { if case .corrupt = $0 as? RollError { true } else { false } }
    }

    @Test func aLockedRollIsSaidToBe() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/roll.db"
        let roll = try Roll(at: path, .readWrite)
        let world = SampleWorld(seed: 3)
        let file = try folder.file("a.jsonl", world.reports[0].lines)
        let holder = Process()
        holder.executableURL = URL(filePath: "/usr/bin/env")
        holder.arguments = [
            "python3", "-c",
            "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()",
            path,
        ]
        let (input, output) = (Pipe(), Pipe())
        holder.standardInput = input
        holder.standardOutput = output
        try holder.run()
        _ = output.fileHandleForReading.availableData
        #expect(throws: RollError.locked(path: path)) { try roll.importFindings([file]) }
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
        #expect(try roll.importFindings([file]).findings == world.reports[0].findings.count)
    }

    @Test func aBadFileLeavesTheOldRoll() throws {
        let folder = try TemporaryFolder()
        let world = SampleWorld(seed: 3)
        let roll = try Roll(at: "\(folder.path)/roll.db", .readWrite)
        _ = try roll.importFindings([folder.file("a.jsonl", world.reports[0].lines)])
        let before = try roll.digest()
        let good = try folder.file("b.jsonl", world.reports[1].lines)
        for (name, line) in [
            ("cut", "{\"schema\":\"rollcall.finding/1\",\"id\":"), ("else", "{\"a\":1}"), ("text", "hello"),
        ] {
            let bad = try folder.file("\(name).jsonl", Array(world.reports[2].lines.dropLast()) + [line])
            #expect { try roll.importFindings([good, bad]) } throws: {
                if case .unreadableFindings(bad, world.reports[2].lines.count, _) = $0 as? RollError {
                    true
                } else {
                    false
                }
            }
            #expect(try roll.digest() == before)
        }
    }

    @Test func findingsOfAnotherKeyAreRefused() throws {
        let folder = try TemporaryFolder()
        let world = SampleWorld(seed: 3)
        let roll = try Roll(at: "\(folder.path)/roll.db", .readWrite)
        _ = try roll.importFindings([folder.file("a.jsonl", world.reports[0].lines)])
        let other = try folder.file(
            "b.jsonl", world.reports[1].lines.map { $0.replacing("0123456789abcdef", with: "fedcba9876543210") })
        #expect(throws: RollError.otherKey(file: other)) { try roll.importFindings([other]) }
    }

    /// It was said to be written by another process.
    @Test func aRollIsNotMergedIntoItself() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/roll.db"
        let roll = try Roll(at: path, .readWrite)
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/link.db", withDestinationPath: path)
        for same in [path, "\(folder.path)/link.db"] {
            #expect { try roll.merge(Roll(at: same, .readOnly)) } throws: { "\($0)".contains("is the roll itself") }
        }
    }

    @Test func aFullDiskLosesNothing() throws {
        let folder = try TemporaryFolder()
        let world = SampleWorld(seed: 3)
        let path = "\(folder.path)/roll.db"
        let roll = try Roll(at: path, .readWrite)
        _ = try roll.importFindings([folder.file("a.jsonl", world.reports[0].lines)])
        let before = try roll.digest()
        // As a full disk would limit it; the file has more already.
        try roll.database.inDatabase { try $0.execute(sql: "PRAGMA max_page_count = 1") }
        #expect(throws: RollError.full(path: path)) {
            for number in 0..<50 {
                _ = try roll.importFindings([
                    folder.file(
                        "more.jsonl",
                        SampleWorld(seed: 100 + UInt64(number), sources: 9, credentials: 60).reports[0].lines)
                ])
            }
        }
        _ = try Roll(at: path, .readOnly).digest()
        #expect(!before.isEmpty)
    }

    /// Python's own SQLite, so that nothing of ours is in between.
    /// A roll with one run in it, closed again.
    private func fill(_ path: String, _ folder: TemporaryFolder) throws {
        let roll = try Roll(at: path, .readWrite)
        _ = try roll.importFindings([folder.file("a.jsonl", SampleWorld(seed: 3).reports[0].lines)])
    }

    private func sqlite(_ path: String, _ sql: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()", path, sql,
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
