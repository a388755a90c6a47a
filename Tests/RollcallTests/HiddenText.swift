import CArchive
import Foundation
import TestRepositories

/// A file with a token in it, in some form.
struct HiddenFile: Sendable {
    let name: String
    /// Its ending may matter.
    let path: String
    let make: @Sendable (String) -> [UInt8]

    init(_ name: String, _ path: String = "file", bytes make: @escaping @Sendable (String) -> [UInt8]) {
        self.name = name
        self.path = path
        self.make = make
    }

    init(_ name: String, _ path: String = "file.txt", _ make: @escaping @Sendable (String) -> String) {
        self.init(name, path, bytes: { Array(make($0).utf8) })
    }
}

/// Text that does not show its token.
enum HiddenText {
    static func base64(_ text: some StringProtocol) -> String { Data(text.utf8).base64EncodedString() }
    static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
    static func url(_ text: String) -> String {
        base64(text).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Each byte written in some way.
    static func each(_ text: String, _ write: (UInt8) -> String) -> String { text.utf8.map(write).joined() }
    static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    static func wrapped(_ text: String, _ width: Int) -> [String] {
        let text = Array(text)
        return stride(from: 0, to: text.count, by: width).map { String(text[$0..<min($0 + width, text.count)]) }
    }

    /// With enough around it that its encoded form has several lines.
    static func long(_ token: String) -> String {
        "some words before the token, which make this long enough to be wrapped: \(token) and some words behind it, as long as those before it"
    }

    static func parts(_ token: String, _ count: Int) -> [String] { wrapped(token, (token.count + count - 1) / count) }

    static let encodings: [HiddenFile] = [
        HiddenFile("base64 for URLs, without padding") { "v=" + url("??>>token=\($0)") },
        HiddenFile("base64 in lines of 76") { wrapped(base64(long($0)), 76).joined(separator: "\r\n") },
        HiddenFile("base64 in a block of YAML", "a.yaml") {
            "data:\n  key: |\n" + wrapped(base64(long($0)), 64).map { "    \($0)\n" }.joined()
        },
        HiddenFile("base64 in plain lines of YAML", "a.yaml") {
            "data: " + wrapped(base64(long($0)), 64).joined(separator: "\n      ")
        },
        HiddenFile("base64 in a list of strings", "a.json") {
            "[\n" + wrapped(base64(long($0)), 64).map { "  \"\($0)\"" }.joined(separator: ",\n") + "\n]"
        },
        HiddenFile("base64 in comments", "a.sh") { wrapped(base64(long($0)), 64).map { "# \($0)\n" }.joined() },
        HiddenFile("base64 in strings that are added", "a.js") {
            "x = " + wrapped(base64(long($0)), 64).map { "\"\($0)\"" }.joined(separator: " +\n    ")
        },
        HiddenFile("base64 with written line ends", "a.json") {
            "{\"a\":\"" + wrapped(base64(long($0)), 64).joined(separator: "\\n") + "\"}"
        },
        HiddenFile("base64 of base64") { "x: " + base64(base64("token=\($0)")) },
        HiddenFile(
            "base64 of gzip",
            bytes: {
                Array(
                    "release: \(base64(TestContainers.compressed(Array("token=\($0)\n".utf8), ARCHIVE_FILTER_GZIP)))\n"
                        .utf8)
            }),
        HiddenFile("base64 of UTF-16, as PowerShell has it") {
            "powershell -enc " + base64("$t='\($0)'".utf16.flatMap { [UInt8($0), 0] })
        },
        HiddenFile("data URL", "a.html") { "<img src='data:text/plain;base64,\(base64("token=\($0)"))'>" },
        HiddenFile("data URL with percent signs", "a.html") { "<a href='data:text/plain,token%3D\($0)'>" },
        HiddenFile("claim of a JWT") {
            "\(url("{\"alg\":\"none\"}")).\(url("{\"sub\":\"me\",\"token\":\"\($0)\"}")).c2lnbmF0dXJl"
        },
        HiddenFile("credentials of a registry", "config.json") {
            "{\"auths\":{\"r.example.org\":{\"auth\":\"\(base64("me:\($0)"))\"}}}"
        },
        HiddenFile("capital hexadecimal") { "x=" + each($0, hex).uppercased() },
        HiddenFile("hexadecimal in lines") { wrapped(each(long($0), hex), 64).joined(separator: "\n") },
        HiddenFile("hexadecimal behind 0x") { "x = 0x" + each($0, hex) },
        HiddenFile("one character behind a percent sign") {
            "https://host/?t=" + $0.prefix(3) + "%5F" + $0.dropFirst(4)
        },
        HiddenFile("percent signs of percent signs") { "t=" + each($0) { "%25" + hex($0) } },
        HiddenFile("blank behind a percent sign before it") { "GET /search?q=my%20\($0) HTTP/1.1" },
        HiddenFile("percent sign before it") { "u=https%3A%2F%2Fhost%2F%3Ftoken%3D\($0)%26x" },
        HiddenFile("\\x") { "x = '" + each($0) { "\\x" + hex($0) } + "'" },
        HiddenFile("octal escapes", "a.sh") { "x=$'" + each($0) { "\\" + String($0, radix: 8).leftPadded(3) } + "'" },
        HiddenFile("\\U") { each($0) { "\\U000000" + hex($0) } },
        HiddenFile("hexadecimal entities", "a.html") { each($0) { "&#x\(hex($0));" } },
        HiddenFile("named entities", "a.html") { "<a title='\($0.replacing("_", with: "&lowbar;"))'>" },
        HiddenFile(
            "UTF-16 without a mark, little-endian", bytes: { "token=\($0)\n".utf16.flatMap { [UInt8($0), 0] } }),
        HiddenFile("UTF-16 without a mark, big-endian", bytes: { "token=\($0)\n".utf16.flatMap { [0, UInt8($0)] } }),
        HiddenFile(
            "UTF-16 with other letters",
            bytes: { [0xFF, 0xFE] + "ключ=\($0)\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }),
        HiddenFile("UTF-32, little-endian", bytes: { "token=\($0)\n".utf8.flatMap { [$0, 0, 0, 0] } }),
        HiddenFile(
            "UTF-32, big-endian, with a mark",
            bytes: { [0, 0, 0xFE, 0xFF] + "token=\($0)\n".utf8.flatMap { [0, 0, 0, $0] } }),
        HiddenFile(
            "wide string of a program, little-endian", "a.exe",
            bytes: { [0x4D, 0x5A, 0, 1, 2, 0xFF, 7] + "key \($0)".utf16.flatMap { [UInt8($0), 0] } + [9, 9] }),
        HiddenFile(
            "wide string of a property list", "b.plist",
            bytes: {
                Array("bplist00".utf8) + [0xD1, 1, 2, 0x6F, 0x10, 0x2C] + "key \($0)".utf16.flatMap { [0, UInt8($0)] }
                    + [8, 11, 0, 0]
            }),
        HiddenFile("quoted-printable assignment", "b.eml") { "please use GITHUB_TOKEN=3D\($0) from now on\n" },
        HiddenFile("quoted-printable assignment over two lines", "c.eml") {
            "please use the following access token from now on: token=3D\($0.prefix(13))=\n\($0.dropFirst(13))\n"
        },
        HiddenFile("quoted-printable", "a.eml") {
            "please use the following access token from now on: \($0.prefix(20))=\n\($0.dropFirst(20))\n"
        },
        HiddenFile("attachment in base64", "a.eml") {
            "Content-Transfer-Encoding: base64\r\n\r\n"
                + wrapped(base64(TestContainers.zip("a.env", Array("TOKEN=\($0)\n".utf8))), 76).joined(
                    separator: "\r\n")
        },
    ]

    /// With a marker that says that it may stand there.
    static let allowed: [HiddenFile] = [
        HiddenFile("marked line", "a.env") { "TOKEN=\($0) # rollcall:allow\n" },
        HiddenFile("marked base64", "a.yaml") { "token: \(base64("t=\($0)")) # gitleaks:allow\n" },
        HiddenFile(
            "marked line in a container", "a.zip",
            bytes: { TestContainers.zip("a.env", Array("TOKEN=\($0) # rollcall:allow\n".utf8)) }),
        HiddenFile("marked chain of literals", "a.js") {
            "t = '\($0.prefix(9))' + '\($0.dropFirst(9))' // rollcall:allow\n"
        },
    ]

    static let literals: [HiddenFile] = [
        HiddenFile("literals added, of any length", "a.js") {
            "t = " + parts($0, 6).map { "'\($0)'" }.joined(separator: " + ")
        },
        HiddenFile("literals added over lines", "a.py") {
            "t = (" + parts($0, 5).map { "\"\($0)\"" }.joined(separator: " +\n     ") + ")"
        },
        HiddenFile("literals added, operators first", "a.java") {
            "String t = " + parts($0, 4).map { "\"\($0)\"" }.joined(separator: "\n    + ") + ";"
        },
        HiddenFile("literals of both quotes", "a.js") { "t = '\($0.prefix(9))' + \"\($0.dropFirst(9))\"" },
        HiddenFile("literals beside each other", "a.c") {
            "char *t = \"\($0.prefix(22))\"\n    \"\($0.dropFirst(22))\";"
        },
        HiddenFile("literals with dots", "a.php") { "$t = '\($0.prefix(4))' . '\($0.dropFirst(4))';" },
        HiddenFile("literals of Visual Basic", "a.vb") { "t = \"\($0.prefix(20))\" & _\n    \"\($0.dropFirst(20))\"" },
        HiddenFile("backslash at a line's end", "a.sh") { "export TOKEN=\($0.prefix(18))\\\n\($0.dropFirst(18))\n" },
        HiddenFile("backslash within a string", "a.c") { "char *token = \"\($0.prefix(24))\\\n\($0.dropFirst(24))\";" },
        HiddenFile("backslash in quoted YAML", "a.yaml") { "token: \"\($0.prefix(24))\\\n  \($0.dropFirst(24))\"" },
        HiddenFile("array that is joined", "a.js") { "t = ['\($0.prefix(12))', '\($0.dropFirst(12))'].join('')" },
        HiddenFile("list that is joined", "a.py") { "t = ''.join(['\($0.prefix(30))', '\($0.dropFirst(30))'])" },
        HiddenFile("arguments that are joined", "a.sql") {
            "SELECT concat('\($0.prefix(10))', '\($0.dropFirst(10))');"
        },
    ]

    static let files: [HiddenFile] = [
        HiddenFile("heredoc", "a.sh") { "cat > .env <<EOF\nTOKEN=\($0)\nEOF\n" },
        HiddenFile("heredoc of Terraform", "a.tf") { "user_data = <<-EOT\n    export TOKEN=\($0)\n  EOT\n" },
        HiddenFile("CDATA", "a.xml") { "<a><![CDATA[\($0)]]></a>" },
        HiddenFile("JSON within JSON", "a.json") { "{\"a\":\"{\\\"token\\\":\\\"\($0)\\\"}\"}" },
        HiddenFile("source of a notebook", "a.ipynb") {
            "{\"cells\":[{\"cell_type\":\"code\",\"source\":[\"t = '\($0)'\\n\"],\"outputs\":[]}]}"
        },
        HiddenFile("state of Terraform", "a.tfstate") {
            "{\"version\":4,\"resources\":[{\"instances\":[{\"attributes\":{\"token\":\"\($0)\"}}]}]}"
        },
        HiddenFile("user data in a state of Terraform", "b.tfstate") {
            "{\"attributes\":{\"user_data\":\"\(base64("#!/bin/sh\nexport T=\($0)\n"))\"}}"
        },
        HiddenFile(
            "strings of a program", "a.out",
            bytes: { [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0] + [UInt8](repeating: 0, count: 64) + Array($0.utf8) + [0] }),
        HiddenFile(
            "core dump", "core.1",
            bytes: {
                [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0] + (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 167) }
                    + Array("\0TOKEN=\($0)\0".utf8)
            }),
        HiddenFile(
            "compiled program", "a.pyc",
            bytes: { [0xCB, 0x0D, 0x0D, 0x0A, 0, 0, 0, 0, 0xE3, 0, 0xFA, 0x28] + Array($0.utf8) + [0xA9, 0] }),
        HiddenFile(
            "property list", "a.plist",
            bytes: {
                Array("bplist00".utf8) + [0xD1, 1, 2, 0x55] + Array("token_P".utf8) + [0x5F, 0x10, 0x28]
                    + Array($0.utf8) + [8, 11, 0, 0]
            }),
        HiddenFile(
            "remark in an image", "a.png",
            bytes: {
                [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 0x30] + Array("tEXtComment\0\($0)".utf8) + [
                    0, 0, 0, 0,
                ]
            }),
    ]
}

extension String {
    fileprivate func leftPadded(_ width: Int) -> String {
        String(repeating: "0", count: Swift.max(0, width - count)) + self
    }
}
