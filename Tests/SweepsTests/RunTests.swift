import Foundation
import Model
import Reports
import TestRepositories
import Testing

@testable import Sweeps

struct RunTests {
    private typealias Name = SweepFolder.RunName

    /// Names of daily runs; day 0 is the oldest.
    private func runs(_ days: [Int64]) -> [(name: SweepFolder.RunName, started: Int64?)] {
        days.enumerated().map { number, day in
            let name = Name(number: number + 1, time: 1_700_000_000 + day * 86_400)
            return (name, name.started)
        }
    }

    private func kept(_ days: [Int64], runs: Int, days limit: Int?, now: Int64) -> (numbers: [Int], notice: String?) {
        let all = self.runs(days)
        let retention = RunRetention(configured: .init(runs: runs, days: limit), now: 1_700_000_000 + now * 86_400)
        let (doomed, notice) = retention.doomed(all)
        return (all.map(\.name.number).filter { number in !doomed.contains { $0.number == number } }, notice)
    }

    @Test func namesTellWhenARunBegan() throws {
        let name = Name(number: 42, time: 1_795_527_600)
        #expect(name.text == "000042-20261124T134000Z" && name.started == 1_795_527_600)
        #expect(Name(name.text) == name)
        #expect(Name(".new-000042-20261124T134000Z") == nil && Name("notes") == nil)
    }

    @Test func keepsByCountAndAge() {
        #expect(kept(Array(0..<10), runs: 4, days: nil, now: 9).numbers == [7, 8, 9, 10])
        #expect(kept(Array(0..<10), runs: 100, days: 3, now: 9).numbers == [7, 8, 9, 10])
        #expect(kept([0], runs: 1, days: 1, now: 0).numbers == [1])
    }

    /// Neither a clock that is years ahead nor one that is years behind may take runs away.
    @Test(arguments: [4000, -4000] as [Int64])
    func aClockThatJumpsRemovesNothing(_ jump: Int64) {
        let result = kept(Array(0..<6) + [jump], runs: 100, days: 3, now: jump)
        #expect(result.numbers == Array(1...7) && result.notice != nil)
    }

    // MARK: Lines

    @Test func readsLinesWhateverStandsInTheirTexts() throws {
        let hostile = #"a","location":{"source":"forged","suppressed":false}"# + "\n\u{2028}"
        for suppression in [nil, Suppression(kind: .inline, reason: hostile)] {
            let finding = finding("1", source: hostile, path: hostile, suppression: suppression)
            let read = try #require(FindingLine.read(Array(line(of: finding).utf8)[...]))
            #expect(read.id == "id-1" && read.source == hostile && read.fingerprint == "print-1")
            #expect(read.isActionable == (suppression == nil))
        }
    }

    private func line(of finding: Finding) -> String {
        var text = ""
        FindingsFile.writeLines(of: [finding], to: &text)
        return String(text.dropLast())
    }

    private func finding(_ name: String, source: String = "a", path: String = "p", suppression: Suppression? = nil)
        -> Finding
    {
        Finding(
            id: "id-\(name)", rule: RuleReference(id: "r", name: path, revision: 1),
            credential: Credential(
                fingerprint: "print-\(name)", kind: "k", provider: "p", redacted: "…", length: 1, entropy: 1,
                secret: nil),
            confidence: Confidence(score: 0.9, reasons: [.init(path)]),
            location: Location(
                source: source, carrier: .file, path: Array(path.utf8), blob: nil,
                start: TextPosition(line: 1, column: 1),
                end: TextPosition(line: 1, column: 2)),
            places: [TextPosition(line: 1, column: 1)], versions: 1, provenance: Provenance(note: path),
            excerpt: Excerpt(lines: []),
            suppression: suppression)
    }

    // MARK: Publishing

    /// Whatever is missing in it or altered, a damaged run is not compared with; the one before it is.
    @Test(arguments: ["run.json", "findings.jsonl", "unconfirmed.jsonl"], [true, false])
    func damagedRunsArePassedOver(_ file: String, removed: Bool) throws {
        let place = try TemporaryFolder()
        let folder = SweepFolder(place.path)
        for number in 1...2 { try publish(number, in: folder, [finding("\(number)")]) }
        #expect(try #require(try PublishedRun.newest(in: folder).run).findings.map(\.id) == ["id-2"])
        let path = try folder.path(of: folder.publishedRuns()[1]) + "/" + file
        if removed {
            try FileManager.default.removeItem(atPath: path)
        } else {
            try Data("{}\n".utf8).write(to: URL(fileURLWithPath: path))
        }
        let (run, notices) = try PublishedRun.newest(in: folder)
        #expect(run?.findings.map(\.id) == ["id-1"] && notices.count == 1)
    }

    /// It was taken for a folder without runs: every finding was new then.
    @Test func aFolderThatCannotBeListedIsNotEmpty() throws {
        let place = try TemporaryFolder()
        let folder = SweepFolder(place.path)
        #expect(try folder.publishedRuns().isEmpty)
        // Nobody is refused anything where root runs the tests.
        try Data().write(to: URL(fileURLWithPath: folder.runs))
        #expect { try folder.publishedRuns() } throws: {
            "\($0)".hasPrefix("cannot list the runs in \(folder.runs): Not a directory; ")
        }
        #expect(throws: SweepError.self) { try PublishedRun.newest(in: folder) }
        #expect(tell(folder).map { $0.prefix(24) } == ["no webhook was told: can"])
    }

    // MARK: Telling

    /// A webhook that nobody hears; runs without new findings are none of its business.
    private func tell(_ folder: SweepFolder) -> [String] {
        var configuration = SweepConfiguration(file: "c", digest: "")
        configuration.webhooks = [.init(url: "http://127.0.0.1:1/", attempts: 1)]
        return NotificationQueue(folder: folder, configuration: configuration).deliver(
            cancellation: CancellationFlag())
    }

    /// It was passed over as one that had been told.
    @Test(arguments: ["new.jsonl", "run.json"], ["{}\n", "cut", nil])
    func aDamagedRunIsSpokenOf(_ file: String, _ text: String?) throws {
        let place = try TemporaryFolder()
        let folder = SweepFolder(place.path)
        for number in 1...3 { try publish(number, in: folder, [finding("\(number)")]) }
        try Data("1\n".utf8).write(to: URL(fileURLWithPath: folder.notified))
        let run = try folder.publishedRuns()[1]
        let path = URL(fileURLWithPath: folder.path(of: run) + "/" + file)
        if let text { try Data(text.utf8).write(to: path) } else { try FileManager.default.removeItem(at: path) }
        let problems = tell(folder)
        #expect(problems.count == 1 && problems[0].contains(run.text) && problems[0].contains(file), "\(problems)")
        #expect(try String(contentsOfFile: folder.notified, encoding: .utf8) == "3\n")
        #expect(tell(folder).isEmpty)
    }

    /// It was taken for one that says that all was told.
    @Test(arguments: [true, false]) func aMarkThatSaysNothingIsSpokenOf(isFolder: Bool) throws {
        let place = try TemporaryFolder()
        let folder = SweepFolder(place.path)
        try publish(1, in: folder, [finding("1")])
        let mark = URL(fileURLWithPath: folder.notified)
        if isFolder {
            try FileManager.default.createDirectory(at: mark, withIntermediateDirectories: false)
        } else {
            try Data("\n".utf8).write(to: mark)
        }
        let problems = tell(folder)
        #expect(problems.count == 1 && problems[0].contains(folder.notified), "\(problems)")
    }

    private func publish(_ number: Int, in folder: SweepFolder, _ findings: [Finding]) throws {
        let time = Timestamp(seconds: 1_700_000_000, offsetInMinutes: 0)
        let run = RunRecord(
            toolVersion: "1", rulesDigest: String(repeating: "0", count: 64), ruleCount: 1, targets: [],
            counts: .init(), coverage: .init(),
            started: time, finished: time, durationInSeconds: 0, notices: [])
        try DurableName.makeFolder(folder.runs)
        let manifest = RunManifest(
            name: Name(number: number, time: time.seconds), previous: nil, configuration: ("c", ""), host: "h",
            run: run, results: [],
            comparison: RunComparison(findings: [], targets: [], last: nil), exitCode: 0, notices: [])
        try RunPublication(
            folder: folder, manifest: manifest, report: ScanReport(findings: findings, run: run), findings: []
        ).publish()
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: folder.latest) == "runs/" + manifest.name.text)
    }
}
