import Foundation
import Model
import Reports
import Testing

/// What strangers write must not steer a terminal, hide in a line or forge one.
@Suite struct HostileTextTests {
    @Test(arguments: ReportFormat.allCases, [false, true])
    func noOutputHoldsAnythingThatATerminalObeys(_ format: ReportFormat, colour: Bool) {
        let output = text(Sample.hostile, as: format) { $0.colour = colour }
        let ours = output.replacing(#/\u{1b}\[[0-9;]+m/#) { _ in "" }
        let bare = colour && format == .human ? ours : output
        let unsafe = bare.unicodeScalars.filter { $0 != "\n" && TerminalText.isUnsafe($0) }
        #expect(unsafe.isEmpty, "\(unsafe.map { String($0.value, radix: 16) })")
    }

    @Test func aNewlineInAPathForgesNoFinding() throws {
        let lines = text(Sample.hostile, as: .jsonl).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3 && lines[2].isEmpty)
        let schemas = try lines.prefix(2).map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return object?["schema"] as? String
        }
        #expect(schemas == ["rollcall.finding/1", "rollcall.run/1"])
    }

    @Test func aPathThatIsNotTextKeepsItsBytes() throws {
        let finding = try #require(Sample.hostile.findings.first)
        let line = try #require(text(Sample.hostile, as: .jsonl).split(separator: "\n").first)
        let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let location = try #require(object["location"] as? [String: Any])
        let bytes = Data(base64Encoded: try #require(location["path_base64"] as? String))
        #expect(bytes.map(Array.init) == finding.location.path)
        #expect(location["path"] as? String == finding.location.pathText)
        #expect(!text(Sample.everything, as: .jsonl).contains("path_base64"))
    }

    @Test(
        arguments: [
            ("plain", "plain"), ("a\nb\r\tc", #"a\nb\r\tc"#), ("\u{1b}[31m", #"\x1b[31m"#),
            ("\u{0}\u{7}\u{7f}", #"\x00\x07\x7f"#),
            ("\u{9b}31m", #"\u{9b}31m"#), ("\u{202e}x\u{2066}", #"\u{202e}x\u{2066}"#),
            ("a\u{200b}b\u{feff}", #"a\u{200b}b\u{feff}"#),
            ("\u{2028}\u{2029}", #"\u{2028}\u{2029}"#), ("\u{e0041}", #"\u{e0041}"#), ("ü 漢字 🔑", "ü 漢字 🔑"),
            (#"C:\dir"#, #"C:\dir"#),
            ("\r\n", #"\r\n"#), ("❤\u{fe0f}", "❤\u{fe0f}"), ("\u{ad}\u{3164}", #"\u{ad}\u{3164}"#),
        ] as [(String, String)])
    func unsafeCharactersBecomeVisible(_ foreign: String, _ safe: String) {
        #expect(TerminalText.safe(foreign) == safe)
    }

    @Test func bytesThatAreNotTextAreReplaced() {
        #expect(TerminalText.safe([0x61, 0xFF, 0x62]) == "a\u{fffd}b")
    }

    @Test(
        arguments: [
            ("short", 10, "short"), ("exactly ten", 11, "exactly ten"), ("a long summary", 8, "a long …"),
            ("漢字漢字", 5, "漢字…"),
            ("abc\u{1b}def", 6, "abc…"), (String(repeating: "x", count: 1_000_000), 4, "xxx…"),
            ("a" + String(repeating: "\u{301}", count: 1_000_000), 1, "…"),
        ] as [(String, Int, String)])
    func longTextIsCutToColumns(_ text: String, _ columns: Int, _ cut: String) {
        #expect(TerminalText.safe(text, columns: columns) == cut)
        #expect(TerminalText.columns(of: TerminalText.safe(text, columns: columns)) <= columns)
    }

    @Test(arguments: [("abc", 3), ("漢字", 4), ("é", 1), ("e\u{301}", 1), ("🔑", 2), ("…", 1), ("", 0)])
    func columnsAreThoseOfATerminal(_ text: String, _ columns: Int) {
        #expect(TerminalText.columns(of: text) == columns)
    }
}
