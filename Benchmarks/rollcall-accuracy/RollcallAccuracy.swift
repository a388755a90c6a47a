private import Detection
private import Foundation
private import LabelledCorpus

/// Measures Rollcall on the labelled corpus; `make accuracy` runs it.
///
/// usage: rollcall-accuracy CORPUS [--expand FOLDER] [--mistakes]
///
/// With --expand the expanded documents are left in FOLDER, beside them FOLDER.labels.jsonl (path, lines, verdict, family,
/// why) and FOLDER.found.jsonl (path, line, rule), from which other scanners are scored.
@main
struct RollcallAccuracy {
    static func main() {
        do { try measure(Array(CommandLine.arguments.dropFirst())) } catch {
            FileHandle.standardError.write(Data("rollcall-accuracy: \(error)\n".utf8))
            exit(2)
        }
    }

    private static func measure(_ arguments: [String]) throws {
        guard let corpusFolder = arguments.first, !corpusFolder.hasPrefix("-") else {
            FileHandle.standardError.write(
                Data("usage: rollcall-accuracy CORPUS [--expand FOLDER] [--mistakes]\n".utf8))
            exit(2)
        }
        let wanted = arguments.firstIndex(of: "--expand").flatMap { arguments.dropFirst($0 + 1).first }
        let folder = wanted ?? NSTemporaryDirectory() + "rollcall-accuracy-\(ProcessInfo.processInfo.processIdentifier)"
        defer { if wanted == nil { try? FileManager.default.removeItem(atPath: folder) } }

        let library = try RuleLibrary()
        let corpus = try LabelledCorpus(folder: corpusFolder, library: library)
        try corpus.write(to: folder)
        let reports = try corpus.report(on: folder, library: library)
        let score = corpus.score(reports, library: library)
        print(Table.heading(of: corpus))
        print(Table.text(of: score))
        if arguments.contains("--mistakes") { for mistake in score.mistakes { print(Table.line(of: mistake)) } }
        if wanted != nil { try Exchange.write(corpus, reports: reports, beside: folder) }
    }
}
