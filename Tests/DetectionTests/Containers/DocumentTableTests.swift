import CArchive
import Model
import TestRepositories
import Testing

@testable import Detection

/// Tables in documents: what stands in a column is read below its name.
struct DocumentTableTests {
    private static func text(_ files: (String, String)...) throws -> [String: String] {
        let archive = TestContainers.archive(ARCHIVE_FORMAT_ZIP, files.map { ($0.0, Array($0.1.utf8)) })
        return try ContainerTests.open(archive).contents.mapValues { String(decoding: $0, as: UTF8.self) }
    }

    @Test func sheetsShowTheTextsThatTheyReferTo() throws {
        let opened = try Self.text(
            (
                "xl/worksheets/sheet1.xml",
                """
                <sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>\
                <row r="2"><c r="A2" t="inlineStr"><is><t>a&amp;b</t></is></c><c r="C2"><f>LEN("x")</f><v>7</v></c></row>\
                <row r="3"/><row r="4"><c r="B4" t="s"><v>2</v></c><c r="C4" t="s"><v>99</v></c></row></sheetData>\
                <oddHeader>printed</oddHeader>
                """
            ),
            (
                "xl/sharedStrings.xml",
                "<sst><si><t>user</t></si><si><r><t>pass</t></r><r><t>word</t></r><rPh><t>x</t></rPh></si>"
                    + "<si><t>two\nlines</t></si><si><t>nowhere</t></si></sst>"
            ))
        #expect(
            opened == [
                "xl/worksheets/sheet1.xml":
                    "user\t\tpassword\na&b\t\t7\n\n\t\"two\nlines\"\nLEN(\"x\")\nprinted\n",
                "xl/sharedStrings.xml": "nowhere\n",
            ])
    }

    /// Without sheets, and where what they refer to is damaged, the list of texts is read as it stands.
    @Test func textsWithoutSheetsAreReadAsTheyStand() throws {
        #expect(
            try Self.text(("xl/sharedStrings.xml", "<si><t>one</t></si><si><t>two</t></si>")).values.first
                == "one\ntwo\n")
        let inline = "<row><c t=\"inlineStr\"><is><t>one</t></is></c></row>"
        #expect(try Self.text(("xl/worksheets/sheet1.xml", inline)).values.first == "one\n")
    }

    /// A text that stands in very many cells fills no memory.
    @Test func sheetsAreLimited() throws {
        let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 2_000)
        let archive = TestContainers.archive(
            ARCHIVE_FORMAT_ZIP,
            [
                ("xl/sharedStrings.xml", Array("<si><t>\(String(repeating: "long ", count: 500))</t></si>".utf8)),
                ("xl/worksheets/sheet1.xml", Array("<row>\(cells)</row>".utf8)),
            ])
        var limits = OpeningLimits()
        limits.entryBytes = 1 << 20
        let opened = try ContainerTests.open(archive, limits: limits)
        #expect(opened.notes.map(\.reason) == [.limitHit])
        #expect((opened.contents["xl/worksheets/sheet1.xml"]?.count ?? 0) < 2 << 20)
    }

    @Test(arguments: [
        ("word/document.xml", "w:tbl", "w:tr", "w:tc", "w:p"),
        ("ppt/slides/slide1.xml", "a:tbl", "a:tr", "a:tc", "a:p"),
        ("content.xml", "table:table", "table:table-row", "table:table-cell", "text:p"),
    ])
    func rowsOfTablesAreRead(_ name: String, _ table: String, _ row: String, _ cell: String, _ paragraph: String) throws
    {
        func cells(_ texts: [[String]]) -> String {
            let cells = texts.map { paragraphs in
                "<\(cell)>" + paragraphs.map { "<\(paragraph)>\($0)</\(paragraph)>" }.joined() + "</\(cell)>"
            }
            return "<\(row)>" + cells.joined() + "</\(row)>"
        }
        let opened = try Self.text(
            (
                name,
                "<\(paragraph)>before</\(paragraph)><\(table)><style>s</style>" + cells([["user"], ["password"]])
                    + cells([["ada"], ["one", "two"], [""]]) + "</\(table)><\(paragraph)>behind</\(paragraph)>"
            ))
        #expect(opened[name] == "before\ns\nuser\tpassword\nada\tone\ntwo\t\nbehind\n")
    }
}
