package import Detection
private import Discovery
private import Foundation
private import Model
private import RuleFormat

/// All labelled documents: those in Corpus/ and those made from the rules.
package struct LabelledCorpus: Sendable {
    /// Why there is nothing to measure with.
    package enum Failure: Error, CustomStringConvertible {
        case unreadable(path: String, reason: String)
        case badFile(CorpusFile.Failure)
        case repeatedPath(String)
        case scan(String)

        package var description: String {
            switch self {
            case .unreadable(let path, let reason):
                "cannot read or write \(path): \(reason); check that it is there and yours"
            case .badFile(let failure): "\(failure)"
            case .repeatedPath(let path): "two documents are called \(path); rename one"
            case .scan(let reason): "the corpus could not be scanned: \(reason)"
            }
        }
    }

    /// What people wrote in Corpus/, and what was made from examples and near-misses of rules.
    package let written: [CorpusDocument]
    package let generated: [CorpusDocument]
    /// All of them, filled in: what is scanned.
    package let documents: [ExpandedDocument]

    /// - Parameter folder: the tree's Corpus folder.
    package init(folder: String, library: RuleLibrary) throws(Failure) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            throw .unreadable(path: folder, reason: error.localizedDescription)
        }
        var written: [CorpusDocument] = []
        for name in names.sorted() where name.hasSuffix(".corpus") {
            let path = folder + "/" + name
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw .unreadable(path: path, reason: "it is not UTF-8 text")
            }
            do { written += try CorpusFile.documents(in: text, file: path) } catch { throw .badFile(error) }
        }
        self.written = written
        generated = RuleDocuments.documents(for: library.rules.filter { !$0.isGeneric }.map(\.definition))
        var seen: Set<String> = []
        for document in written + generated where !seen.insert(document.path).inserted {
            throw .repeatedPath(document.path)
        }
        documents = (written + generated).map(ExpandedDocument.init)
    }

    /// Writes the expanded documents below a folder, for this scanner and others.
    package func write(to folder: String) throws(Failure) {
        for document in documents {
            let url = URL(fileURLWithPath: folder + "/" + document.path)
            do {
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(document.text.utf8).write(to: url)
            } catch {
                throw .unreadable(path: url.path, reason: error.localizedDescription)
            }
        }
    }

    /// What Rollcall reports on the documents that were written to `folder`, with the rules' ids.
    package func report(on folder: String, library: RuleLibrary) throws(Failure) -> [(
        place: ReportedLine, rule: String
    )] {
        var options = ScanOptions()
        options.jobs = ProcessInfo.processInfo.activeProcessorCount
        let scan = Scan(
            library: library, key: FingerprintKey(bytes: Array(repeating: 7, count: 32)), options: options,
            progress: ScanProgress(cancellation: CancellationFlag()), toolVersion: "accuracy")
        do {
            return try scan.run([folder]).findings.filter { $0.suppression == nil && $0.location.carrier == .file }
                .flatMap { finding in
                    finding.places.map {
                        (ReportedLine(path: finding.location.pathText, line: $0.line), finding.rule.id)
                    }
                }
        } catch { throw .scan("\(error)") }
    }

    /// Scores what `report(on:library:)` gave.
    package func score(_ reports: [(place: ReportedLine, rule: String)], library: RuleLibrary) -> Scorecard {
        let families = Dictionary(
            uniqueKeysWithValues: library.rules.map { ($0.definition.id, RuleFamily.family(of: $0.definition)) })
        return Scorecard(
            documents,
            reported: Dictionary(
                reports.map { ($0.place, families[$0.rule] ?? .generic) }, uniquingKeysWith: { first, _ in first }))
    }
}
