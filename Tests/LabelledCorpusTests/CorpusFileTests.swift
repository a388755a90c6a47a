import LabelledCorpus
import Testing

@Suite struct CorpusFileTests {
    @Test func readsLabelsAndMargins() throws {
        let text = """
            # a comment

            === a/.env
            @+ generic: random
            @- vendor: placeholder
              NAME=x
            + PASSWORD={base62:20}
            - TOKEN=<token>

            === b/Makefile
            + nothing
            """
        #expect(throws: CorpusFile.Failure.self) { try CorpusFile.documents(in: text, file: "t") }
        let good = try CorpusFile.documents(in: text.replacing("+ nothing", with: "  nothing"), file: "t")
        #expect(good.map(\.path) == ["a/.env", "b/Makefile"])
        #expect(good.map(\.format) == ["env", "Makefile"])
        #expect(good[0].lines.map(\.template) == ["NAME=x", "PASSWORD={base62:20}", "TOKEN=<token>", ""])
        #expect(good[0].lines[1].label == CorpusLabel(verdict: .credential, family: .generic, why: "random"))
        #expect(good[0].lines[2].label == CorpusLabel(verdict: .harmless, family: .vendor, why: "placeholder"))
    }

    @Test(arguments: [
        ("+ x", 1), ("=== a\n+ x", 2), ("=== a\n@+ other: why\n", 2), ("=== a\n@+ generic:\n", 2),
        ("=== a\n@! generic: x", 2),
        ("=== a\nx y", 2),
    ])
    func saysWhereAFileIsWrong(_ text: String, _ line: Int) {
        do {
            _ = try CorpusFile.documents(in: text, file: "t")
            Issue.record("not refused: \(text)")
        } catch { #expect(error.line == line) }
    }

    @Test func blocksCoverTheirLines() throws {
        let document = try CorpusFile.documents(in: "=== k\n@+ key: a key\n  a\n+ {ec-private-key}\n  b", file: "t")[0]
        let expanded = ExpandedDocument(document)
        let lines = expanded.text.split(separator: "\n", omittingEmptySubsequences: false)
        let span = try #require(expanded.spans.first)
        #expect(lines[span.lines.lowerBound - 1].hasPrefix("-----BEGIN EC"))
        #expect(lines[span.lines.upperBound - 1].hasPrefix("-----END EC"))
        #expect(lines[span.lines.upperBound] == "b")
        #expect(ExpandedDocument(document).text == expanded.text)
    }

    @Test func scoresByFamily() throws {
        let text = "=== a\n@+ generic: x\n@- key: y\n+ one\n+ two\n- three\n- four\n  five"
        let documents = try CorpusFile.documents(in: text, file: "t").map(ExpandedDocument.init)
        let reported: [ReportedLine: RuleFamily] = [
            ReportedLine(path: "a", line: 1): .vendor, ReportedLine(path: "a", line: 3): .generic,
            ReportedLine(path: "a", line: 5): .vendor,
        ]
        let score = Scorecard(documents, reported: reported)
        #expect(score.byFamily[.generic]?.truePositives == 1 && score.byFamily[.generic]?.falseNegatives == 1)
        #expect(score.byFamily[.key]?.falsePositives == 1 && score.byFamily[.key]?.trueNegatives == 1)
        #expect(score.byFamily[.vendor]?.falsePositives == 1)
        #expect(score.mistakes.map(\.line) == [2, 3, 5])
        #expect(score.all.recall == 0.5)
    }
}
