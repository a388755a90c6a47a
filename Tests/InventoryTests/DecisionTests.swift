import Foundation
import Inventory
import Model
import TestRepositories
import Testing

@Suite struct DecisionTests {
    private let now: Int64 = 1_760_000_000

    private func decision(
        _ subject: String, _ action: Decision.Action = .rotate, at: Int64, until: Int64? = nil, by: String = "ada"
    ) throws -> Decision {
        try Decision(subject: subject, action: action, until: until, reason: "because", by: by, at: at)
    }

    private func filledRoll(_ folder: TemporaryFolder, _ name: String = "roll") throws -> Roll {
        let roll = try Roll(at: "\(folder.path)/\(name).db", .readWrite)
        let report = SampleWorld(seed: 21).reports[0]
        _ = try roll.take(report, runLine: report.lines[report.lines.count - 1])
        return roll
    }

    @Test func incompleteDecisionsAreRefused() throws {
        #expect(throws: RollError.self) {
            try Decision(subject: "identity:x", action: .accept, reason: "r", by: "ada", at: now)
        }
        #expect(throws: RollError.self) {
            try Decision(subject: "identity:x", action: .accept, until: now - 1, reason: "r", by: "ada", at: now)
        }
        #expect(throws: RollError.self) {
            try Decision(subject: "identity:x", action: .rotate, reason: "", by: "ada", at: now)
        }
        #expect(throws: RollError.self) {
            try Decision(subject: "identity:x", action: .rotate, reason: "r", by: "", at: now)
        }
    }

    /// A blank owner would be no owner, and not be found by those who look for identities without one.
    @Test(
        arguments: [
            (.owner, " ", "", "ada"), (.owner, nil, "", "ada"), (.owner, "team", " ", "ada"),
            (.rotate, nil, "\t", "ada"), (.rotate, nil, "r", " "),
        ] as [(Decision.Action, String?, String, String)])
    func blankWordsAreRefused(_ action: Decision.Action, _ owner: String?, _ reason: String, _ by: String) {
        #expect(throws: RollError.self) {
            try Decision(subject: "identity:x", action: action, owner: owner, reason: reason, by: by, at: now)
        }
    }

    @Test func entriesFollowEachOtherAndCannotBeChanged() throws {
        let folder = try TemporaryFolder()
        let roll = try filledRoll(folder)
        let key = try #require(try roll.identities(IdentityFilter(), now: now).rows.first).key
        let first = try roll.decide(decision("identity:" + key, at: now))
        let second = try roll.decide(decision("identity:" + key, .accept, at: now + 1, until: now + 100))
        let entries = try roll.decisions()
        #expect(entries.map(\.hash) == [first, second] && entries[1].previous == [first])
        let check = try roll.verifyLog(head: second)
        #expect(check.fault == nil && check.heads == [second])
        #expect(try roll.identities(IdentityFilter(), now: now + 50).rows.first { $0.key == key }?.decision == "accept")
        #expect(try roll.identities(IdentityFilter(), now: now + 200).rows.first { $0.key == key }?.decision == nil)
        #expect(try roll.verifyLog(head: String(repeating: "0", count: 64)).fault != nil)
    }

    /// Their hashes say nothing of which came first.
    @Test func withinOneSecondTheLaterDecisionHolds() throws {
        let folder = try TemporaryFolder()
        let roll = try filledRoll(folder)
        let key = try #require(try roll.identities(IdentityFilter(), now: now).rows.first).key
        for round in 0..<12 {
            let isAccepted = round.isMultiple(of: 2)
            try roll.decide(
                decision(
                    "identity:" + key, isAccepted ? .accept : .reopen, at: now, until: isAccepted ? now + 100 : nil,
                    by: "ada \(round)"))
            #expect(
                try roll.identities(IdentityFilter(), now: now).rows.first { $0.key == key }?.decision
                    == (isAccepted ? "accept" : nil))
            #expect(try roll.suppressions(now: now).isEmpty != isAccepted)
        }
    }

    /// What a person with the file could do, by hand and with the triggers gone.
    @Test(arguments: [
        ("UPDATE decision SET document = replace(document, 'because', 'whatever') WHERE height = 2", 2),
        ("UPDATE decision SET at = at + 5 WHERE height = 3", 3), ("DELETE FROM decision WHERE height = 1", 2),
        ("DELETE FROM decision WHERE height = 2", 3), ("UPDATE decision SET previous = '' WHERE height = 2", 2),
        ("UPDATE decision SET document = '{}', hash = '00' WHERE height = 2", 2),
    ])
    func theFirstBrokenEntryIsNamed(_ sql: String, _ height: Int) throws {
        let folder = try TemporaryFolder()
        let roll = try filledRoll(folder)
        for number in 0..<4 { try roll.decide(decision("identity:x\(number)", at: now + Int64(number))) }
        #expect(try roll.verifyLog().fault == nil)
        try Python.sql(
            "\(folder.path)/roll.db",
            "DROP TRIGGER decision_is_not_changed; DROP TRIGGER decision_is_not_deleted; \(sql)")
        #expect(try roll.verifyLog().fault?.height == height)
    }

    @Test func triggersStopAccidents() throws {
        let folder = try TemporaryFolder()
        let roll = try filledRoll(folder)
        try roll.decide(decision("identity:x", at: now))
        #expect(try Python.sql("\(folder.path)/roll.db", "DELETE FROM decision", succeeds: false))
        #expect(try roll.decisions().count == 1)
    }

    @Test func logsThatForkedAreJoined() throws {
        let folder = try TemporaryFolder()
        let one = try filledRoll(folder, "one")
        try one.decide(decision("identity:a", at: now))
        let other = try Roll(at: "\(folder.path)/other.db", .readWrite)
        _ = try other.merge(one)
        let (left, right) = (
            try one.decide(decision("identity:a", at: now + 1, by: "ada")),
            try other.decide(decision("identity:a", at: now + 2, by: "grace"))
        )
        _ = try one.merge(other)
        _ = try other.merge(one)
        #expect(try one.digest() == other.digest())
        #expect(try one.verifyLog().heads == [left, right].sorted())
        try one.decide(decision("identity:a", at: now + 3))
        #expect(try one.verifyLog().heads.count == 1 && one.verifyLog().fault == nil)
    }

    @Test func aNewKeyChangesEveryNameAndLosesNothing() throws {
        let folder = try TemporaryFolder()
        let roll = try filledRoll(folder)
        let world = SampleWorld(seed: 21)
        let row = try #require(try roll.identities(IdentityFilter(), now: now).rows.first { !$0.isResolved })
        try roll.decide(decision("identity:" + row.key, .falsePositive, at: now))
        let fingerprint = String(row.key.dropFirst("credential:".count))
        try roll.decide(decision("credential:" + fingerprint, .falsePositive, at: now + 1))
        let before = try roll.statistics(now: now)
        #expect(try roll.rekey() == before.credentials)
        let mode = try FileManager.default.attributesOfItem(atPath: roll.keyPath)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let after = try roll.statistics(now: now)
        #expect(after.places == before.places && after.identities == before.identities && after.decisions == 2)
        #expect(try roll.verifyLog().fault == nil)
        // No byte of the old names is left.
        var text = ""
        try roll.forEachLine { text += $0 + "\n" }
        for finding in world.reports[0].findings { #expect(!text.contains(finding.credential.fingerprint)) }
        // The same findings are the same places, and later ones join them.
        let report = world.reports[0]
        _ = try roll.take(report, runLine: report.lines[report.lines.count - 1])
        #expect(try roll.statistics(now: now).places == before.places)
        #expect(try roll.statistics(now: now).identities == before.identities)
        // Decisions hold for findings under the fingerprint key.
        let finding = try #require(report.findings.first { $0.credential.fingerprint == fingerprint })
        #expect(try roll.suppressions(now: now).reason(for: finding, sourceName: "x") != nil)
        // A second key on top, and then none.
        #expect(try roll.rekey() == before.credentials)
        _ = try roll.take(report, runLine: report.lines[report.lines.count - 1])
        #expect(try roll.statistics(now: now).places == before.places)
        try FileManager.default.removeItem(atPath: roll.keyPath)
        #expect(throws: RollError.absentKey(path: roll.keyPath)) {
            try roll.take(report, runLine: report.lines[report.lines.count - 1])
        }
        #expect(try roll.statistics(now: now).places == before.places)
    }
}

/// Python's own SQLite, so that nothing of ours is in between.
enum Python {
    @discardableResult
    static func sql(_ path: String, _ sql: String, succeeds: Bool = true) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()", path, sql,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect((process.terminationStatus == 0) == succeeds)
        return (process.terminationStatus == 0) == succeeds
    }
}
