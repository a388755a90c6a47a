import Inventory
import Model
import TestRepositories
import Testing

/// The roll is a union of facts: neither order nor repeats nor ways make a difference.
@Suite struct MergeLawTests {
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func anyOrderAnyShardsAnyWayGiveTheSameRoll(_ seed: UInt64) throws {
        let folder = try TemporaryFolder()
        var world = SampleWorld(seed: seed)
        let files = try world.reports.enumerated().map { try folder.file("run-\($0.offset).jsonl", $0.element.lines) }
        let expected = try text(of: roll(folder, "ordered") { for file in files { _ = try $0.importFindings([file]) } })
        #expect(expected.contains { $0.hasPrefix("sighting\t") } && expected.contains { $0.hasPrefix("removal\t") })

        // Backwards, lines shuffled, and twice.
        let shuffled = try world.reports.enumerated().map { number, report in
            try folder.file("shuffled-\(number).jsonl", report.lines.shuffled(using: &world.random))
        }
        let backwards = try roll(folder, "backwards") { roll in
            for _ in 0..<2 { for file in shuffled.reversed() { _ = try roll.importFindings([file]) } }
        }
        #expect(try text(of: backwards) == expected)

        // In shards that each carry the run line, one after the other.
        let shards = try world.reports.enumerated().map { number, report in
            let lines = report.lines.dropLast().shuffled(using: &world.random)
            return try (0..<3).map { shard in
                try folder.file(
                    "shard-\(number)-\(shard).jsonl",
                    lines.enumerated().filter { $0.offset % 3 == shard }.map(\.element) + [
                        report.lines[report.lines.count - 1]
                    ])
            }
        }
        let sharded = try roll(folder, "sharded") {
            for file in shards.joined().shuffled(using: &world.random) { _ = try $0.importFindings([file]) }
        }
        #expect(try text(of: sharded) == expected)

        // On several machines, merged in both directions.
        let machines = try (0..<3).map { shard in
            try roll(folder, "machine-\(shard)") {
                for run in shards.reversed() { _ = try $0.importFindings([run[shard]]) }
            }
        }
        let merged = try roll(folder, "merged") { for machine in machines.reversed() { _ = try $0.merge(machine) } }
        #expect(try text(of: merged) == expected)
        _ = try machines[0].merge(machines[1])
        _ = try machines[2].merge(machines[0])
        _ = try machines[2].merge(merged)
        #expect(try text(of: machines[2]) == expected)

        // A findings file cut in pieces of which only one has the run line, given at once.
        let pieces = try world.reports.enumerated().flatMap { number, report in
            let lines = report.lines
            return [
                try folder.file("head-\(number).jsonl", Array(lines.prefix(5))),
                try folder.file("tail-\(number).jsonl", Array(lines.dropFirst(5))),
            ]
        }
        let cut = try roll(folder, "cut") { roll in
            for number in stride(from: 0, to: pieces.count, by: 2) {
                _ = try roll.importFindings([pieces[number], pieces[number + 1]])
            }
        }
        #expect(try text(of: cut) == expected)
        #expect(try cut.digest() == merged.digest())

        // Straight from the scan.
        let taken = try roll(folder, "taken") { roll in
            for report in world.reports { _ = try roll.take(report, runLine: report.lines[report.lines.count - 1]) }
        }
        #expect(try text(of: taken) == expected)
    }

    @Test func whatIsCutOffIsNotGone() throws {
        let folder = try TemporaryFolder()
        let world = SampleWorld(seed: 9, runs: 2)
        let roll = try Roll(at: "\(folder.path)/roll.db", .readWrite)
        _ = try roll.importFindings([folder.file("a.jsonl", world.reports[0].lines)])
        let lines = world.reports[1].lines
        // The later run says that it found more than has arrived.
        _ = try roll.importFindings([folder.file("b.jsonl", Array(lines.suffix(2)))])
        #expect(try gone(in: roll) == 0)
        _ = try roll.importFindings([folder.file("c.jsonl", lines)])
        let (before, after) = (Set(world.reports[0].findings.map(\.id)), Set(world.reports[1].findings.map(\.id)))
        #expect(try gone(in: roll) == before.subtracting(after).count)
        #expect(!before.subtracting(after).isEmpty)
    }

    @Test(arguments: [false, true])
    func aPartOrAGapProvesNoAbsence(_ isPart: Bool) throws {
        let folder = try TemporaryFolder()
        let world = SampleWorld(seed: 5, runs: 1, sources: 1)
        let roll = try Roll(at: "\(folder.path)/roll.db", .readWrite)
        _ = try roll.importFindings([folder.file("a.jsonl", world.reports[0].lines)])
        var coverage = Coverage()
        if !isPart {
            coverage.note(
                Coverage.Entry(source: "/srv/checkout-0", reason: .corruptPack, subject: "pack", detail: "cut"))
        }
        let later = SampleWorld.report(
            [], sources: ["/srv/checkout-0"], finished: Timestamp(seconds: 1_800_000_000, offsetInMinutes: 0),
            coverage: coverage,
            isWhole: !isPart)
        _ = try roll.importFindings([folder.file("b.jsonl", later.lines)])
        #expect(try gone(in: roll) == 0)
    }

    private func roll(_ folder: TemporaryFolder, _ name: String, _ fill: (Roll) throws -> Void) throws -> Roll {
        let roll = try Roll(at: "\(folder.path)/\(name).db", .readWrite)
        try fill(roll)
        return roll
    }

    private func text(of roll: Roll) throws -> [String] {
        var lines: [String] = []
        try roll.forEachLine { lines.append($0) }
        return lines
    }

    private func gone(in roll: Roll) throws -> Int {
        try text(of: roll).count { $0.hasPrefix("sighting\t") && $0.split(separator: "\t").dropLast().last == "1" }
    }
}
