import Detection
import Foundation
import LabelledCorpus
import RuleFormat
import Testing

/// The corpus in the tree: what it holds, and how well Rollcall does on it.
@Suite struct AccuracyFloorTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Corpus").standardized.path

    /// Measured values, rounded down. Raise them when detection gets better; what lowers them needs a reason in the commit.
    static let floors: [RuleFamily: (precision: Double, recall: Double)] = [
        .generic: (0.96, 0.93), .vendor: (0.99, 0.99), .keyed: (0.99, 0.99), .key: (0.99, 0.98),
        .connection: (0.99, 0.99),
    ]
    static let floorForAll = (precision: 0.985, recall: 0.98)

    @Test func accuracyDoesNotFall() throws {
        let library = try RuleLibrary()
        let corpus = try LabelledCorpus(folder: Self.folder, library: library)
        let folder = NSTemporaryDirectory() + "rollcall-corpus-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try corpus.write(to: folder)
        let score = corpus.score(try corpus.report(on: folder, library: library), library: library)
        for (family, floor) in Self.floors {
            let accuracy = score.byFamily[family] ?? Accuracy()
            #expect(
                accuracy.precision >= floor.precision,
                "\(family.rawValue): make accuracy ARGS=--mistakes lists what is wrong")
            #expect(
                accuracy.recall >= floor.recall, "\(family.rawValue): make accuracy ARGS=--mistakes lists what is wrong"
            )
        }
        #expect(score.all.precision >= Self.floorForAll.precision)
        #expect(score.all.recall >= Self.floorForAll.recall)
    }

    @Test func corpusIsLargeAndBroad() throws {
        let library = try RuleLibrary()
        let corpus = try LabelledCorpus(folder: Self.folder, library: library)
        let labels = (corpus.written + corpus.generated).flatMap(\.lines).compactMap(\.label)
        #expect(labels.count >= 9000)
        #expect(corpus.written.flatMap(\.lines).count { $0.label != nil } >= 3200)
        let credentials = labels.count { $0.verdict == .credential }
        #expect(Double(credentials) / Double(labels.count) > 0.4 && Double(credentials) / Double(labels.count) < 0.6)
        #expect(Set(corpus.written.map(\.format)).count >= 25)
        // Every rule has a line of its own.
        let covered = Set(labels.compactMap(\.rule))
        let missing = library.rules.filter { !$0.isGeneric && !covered.contains($0.definition.id) }.map(\.definition.id)
        #expect(missing.isEmpty)
        for family in RuleFamily.allCases {
            #expect(labels.contains { $0.family == family && $0.verdict == .credential })
            #expect(labels.contains { $0.family == family && $0.verdict == .harmless })
        }
    }

    /// Nothing in the tree looks live: the corpus as it stands, unexpanded, holds nothing worth a medium.
    @Test func treeHoldsNoLiveLookingToken() throws {
        let library = try RuleLibrary()
        let scan = CorpusScan(library: library)
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder) where name.hasSuffix(".corpus") {
            #expect(try scan.formattedSecrets(inFile: Self.folder + "/" + name).isEmpty, "\(name)")
        }
    }
}
