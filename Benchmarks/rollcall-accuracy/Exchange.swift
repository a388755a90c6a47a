private import Foundation
internal import LabelledCorpus

/// Files for `Benchmarks/accuracy`, which scores other scanners on the same documents.
enum Exchange {
    private struct Label: Encodable {
        let path: String
        let first: Int
        let last: Int
        let verdict: String
        let family: String
        let why: String
        let rule: String?
    }

    private struct Found: Encodable {
        let path: String
        let line: Int
        let rule: String
    }

    static func write(
        _ corpus: LabelledCorpus, reports: [(place: ReportedLine, rule: String)], beside folder: String
    ) throws {
        let labels = corpus.documents.flatMap { document in
            document.spans.map { span in
                Label(
                    path: document.path, first: span.lines.lowerBound, last: span.lines.upperBound,
                    verdict: span.label.verdict.rawValue, family: span.label.family.rawValue, why: span.label.why,
                    rule: span.label.rule)
            }
        }
        try lines(of: labels).write(to: URL(fileURLWithPath: folder + ".labels.jsonl"))
        let found = reports.map { Found(path: $0.place.path, line: $0.place.line, rule: $0.rule) }
        try lines(of: found).write(to: URL(fileURLWithPath: folder + ".found.jsonl"))
    }

    private static func lines(of values: [some Encodable]) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try values.reduce(into: Data()) { data, value in
            data += try encoder.encode(value)
            data.append(UInt8(ascii: "\n"))
        }
    }
}
