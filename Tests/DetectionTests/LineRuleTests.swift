import Model
import RuleFormat
import Testing

@testable import Detection

/// Rules of people's own that nothing announces are tried on every line.
@Suite struct LineRuleTests {
    private static let library = Result {
        let read = RuleFile.rules(
            in: """
                provider: corp
                name: Corp
                rules:
                  - id: corp-address
                    name: Address
                    kind: other
                    search: lines
                    pattern: '(?<![0-9.])(?<secret>[0-9]{1,3}(?:\\.[0-9]{1,3}){3})(?![0-9.])'
                    confidence: 0.8
                    examples: ['host 10.{digits:1}.4.5']
                    near_misses: ['1.2.3']
                """, file: "corp.yaml")
        #expect(read.faults.isEmpty, "\(read.faults)")
        return try RuleLibrary(definitions: read.rules, only: ["corp-address"])
    }

    private static func places(_ text: String, isBinary: Bool = false) throws -> [ByteSpan] {
        var scanner = try Scanner(library: try library.get(), minimumConfidence: 0.4)
        return Array(text.utf8).withUnsafeBytes { scanner.scan($0, isBinary: isBinary) }.matches.map(\.secret)
    }

    @Test func everyLineIsLookedAt() throws {
        #expect(try Self.places("10.0.0.1 and 10.0.0.2\n\nx\r\nhost 10.0.0.33").map(\.count) == [8, 8, 9])
        #expect(try Self.places("no address, 1.2.3\n").isEmpty)
        #expect(try Self.places(String(repeating: "; ", count: 300_000) + "10.0.0.1").count == 1)
        #expect(try Self.places("10.0.0.1\0", isBinary: true).isEmpty)
    }

    /// A version gives what scanning it whole gives, wherever the edit is.
    @Test func versionsGiveTheSame() throws {
        var scanner = try Scanner(library: try Self.library.get(), minimumConfidence: 0.4)
        let (before, behind) = (String(repeating: "; ", count: 9000), String(repeating: " .", count: 9000))
        let lines = ["a 10.0.0.1 b", "", "c", before + "10.0.0.2" + behind, "10.0.0.3"]
        let base = Array(lines.joined(separator: "\n").utf8)
        let state = base.withUnsafeBytes { scanner.scanFirst($0, isBinary: false) }
        let places =
            Array(0..<16) + Array(stride(from: 16, through: base.count, by: 97)) + [base.count - 4, base.count]
        for place in places {
            for edit in ["7", "\n", ""] {
                let rest = edit.isEmpty ? min(place + 3, base.count) : place
                let version = Array(base[..<place]) + Array(edit.utf8) + Array(base[rest...])
                let second = place + edit.utf8.count
                let copies = [
                    CopiedSpan(start: 0, end: place, source: 0),
                    CopiedSpan(start: second, end: second + base.count - rest, source: rest),
                ].filter { $0.count > 0 }
                let (edited, whole) = version.withUnsafeBytes { bytes in
                    let edited = copies.withUnsafeBufferPointer {
                        scanner.scan(bytes, isBinary: false, base: state, copies: $0)
                    }
                    return (edited.matches.map(\.secret), scanner.scan(bytes, isBinary: false).matches.map(\.secret))
                }
                #expect(edited.sorted() == whole.sorted(), "\(place) \(edit)")
            }
        }
    }

    @Test func theRuleIsWarnedOf() throws {
        let library = try Self.library.get()
        let rule = try #require(library.rules.map(\.definition).first { $0.id == "corp-address" })
        let faults = RuleVerification.faults(in: rule)
        #expect(faults.count == 1 && faults.allSatisfy(\.isWarning), "\(faults)")
        #expect(try RuleTest(library).run().failures.isEmpty)
    }

    @Test func anchorsAndLinesDoNotGoTogether() {
        let text = """
            provider: a
            name: A
            rules:
              - {id: a, name: A, kind: other, search: lines, anchors: [abc], pattern: '(?<secret>abc)'}
            """
        #expect(RuleFile.rules(in: text, file: "f").faults.contains { "\($0)".contains("give one of them") })
    }
}
