import Foundation
import Reports
import Testing

@Suite struct JSONWriterTests {
    @Test(
        arguments: [
            ("plain", #""plain""#), ("\"\\/", #""\"\\/""#), ("\u{8}\u{c}\n\r\t", #""\b\f\n\r\t""#),
            ("\u{0}\u{1f}\u{7f}", #""\u0000\u001f\u007f""#),
            ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("\u{202e}", #""\u202e""#), ("\u{9b}", #""\u009b""#),
            ("\u{e0041}", #""\udb40\udc41""#), ("é漢🔑", #""é漢🔑""#), ("\r\n", #""\r\n""#), ("", #""""#),
        ] as [(String, String)])
    func stringsAreEscapedAndComeBack(_ text: String, _ quoted: String) throws {
        var json = JSONWriter(layout: .oneLine)
        json.value(text)
        #expect(json.text == quoted)
        let back = try JSONSerialization.jsonObject(with: Data(json.text.utf8), options: .fragmentsAllowed) as? String
        #expect(back.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    }

    @Test(
        arguments: [
            (0.0, 2, "0"), (1.0, 2, "1"), (0.85, 2, "0.85"), (4.254, 2, "4.25"), (4.2, 2, "4.2"), (0.05, 2, "0.05"),
            (0.004, 2, "0"),
            (-1.5, 1, "-1.5"), (-0.001, 2, "0"), (3.4126, 3, "3.413"), (1e-9, 3, "0"), (1e20, 3, "1000000000000"),
            (.nan, 2, "null"),
            (.infinity, 2, "null"), (86_400.25, 3, "86400.25"), (7.6, 0, "8"),
        ] as [(Double, Int, String)])
    func numbersAreShortAndFixed(_ number: Double, _ decimals: Int, _ text: String) {
        var json = JSONWriter(layout: .oneLine)
        json.object { $0.field("n", number, decimals: decimals) }
        #expect(json.text == "{\"n\":\(text)}")
    }

    @Test(arguments: [
        (JSONWriter.Layout.oneLine, #"{"z":1,"a":{},"list":[{"b":true},{"b":null}],"empty":[],"words":["x","y"]}"#),
        (
            .indented,
            """
            {
              "z": 1,
              "a": {},
              "list": [
                {
                  "b": true
                },
                {
                  "b": null
                }
              ],
              "empty": [],
              "words": [
                "x",
                "y"
              ]
            }
            """
        ),
    ])
    func keysKeepTheirOrder(_ layout: JSONWriter.Layout, _ expected: String) {
        var json = JSONWriter(layout: layout)
        json.object {
            $0.field("z", 1)
            $0.object("a") { _ in }
            $0.array("list", [true, nil] as [Bool?]) { json, truth in json.object { $0.field("b", truth) } }
            $0.array("empty", [])
            $0.array("words", ["x", "y"])
        }
        #expect(json.text == expected)
    }
}
