import Detection
import Foundation
import Model
import TestRepositories
import Testing

@testable import Discovery

/// Scanning only what is new in a version gives the findings that scanning it whole gives.
struct ExhaustiveEqualityTests {
    /// Texts that edits move, split and join: keys, values, blocks, markers, and lines that matter to their neighbours.
    static func lines(_ tokens: inout TestTokens) -> [String] {
        [
            "export GITHUB_TOKEN=\(tokens.gitHub())", "token: \"\(tokens.gitHub())\"  # rollcall:allow",
            "password = '\(tokens.base62(14))'", "  - name: DB_PASSWORD", "    value: \(tokens.base62(18))",
            "\"api_key\":", "   \"\(tokens.hex(32))\",", "-----BEGIN RSA PRIVATE KEY-----",
            tokens.base62(64), tokens.base62(64), tokens.base62(64), "-----END RSA PRIVATE KEY-----",
            "postgres://app:\(tokens.base62(12))@db.internal:5432/app",
            "aws_access_key_id = AKIA\(tokens.base62(16).uppercased())",
            "aws_secret_access_key = \(tokens.base62(40))", "int main(void) { return 0; }", "", "# gitleaks:allow",
            "id,user,password", "\(tokens.number(below: 99)),ada,\(tokens.base62(12))", "| user | password |",
            "|---|---|",
            "| ada | \(tokens.base62(12)) |", "INSERT INTO users (name, password) VALUES",
            "('ada', '\(tokens.base62(12))'),", "('bob', '\(tokens.base62(12))');",
            "API_KEYS = [", "    \"\(tokens.base62(20))\",", "    \"\(tokens.base62(20))\"]", "passwords:",
            "  - \(tokens.base62(12))", "secret=\(tokens.base62(9))\r", "x = \(tokens.number(below: 1000))",
        ]
    }

    /// One random edit of a file.
    static func edit(_ file: inout [String], limit: Int, _ tokens: inout TestTokens) {
        let place = tokens.number(below: file.count + 1)
        switch tokens.number(below: 10) {
        case 0, 1, 2:
            file.insert(
                contentsOf: lines(&tokens).shuffled(using: &tokens).prefix(1 + tokens.number(below: 3)), at: place)
        case 3: if place < file.count { file.remove(at: place) }
        case 4:
            // A byte within a line: in a secret, its keyword, or the line break.
            if place < file.count, !file[place].isEmpty {
                let index = file[place].index(file[place].startIndex, offsetBy: tokens.number(below: file[place].count))
                file[place].replaceSubrange(
                    index...index, with: ["x", "", "\n", "=", "\r"].randomElement(using: &tokens) ?? "")
            }
        case 5: file.append(contentsOf: lines(&tokens))
        case 6: if file.count > 8 { file = Array(file.dropFirst(place / 2)) + Array(file.prefix(place / 2)) }
        case 7: if place + 1 < file.count { file[place] += file.remove(at: place + 1) }
        case 8: file = file.map { $0.hasSuffix("\r") ? String($0.dropLast()) : $0 + "\r" }
        default: file.insert(contentsOf: file.prefix(place), at: place)
        }
        if file.count > limit { file.removeLast(limit / 2) }
    }

    func findings(_ path: String, isExhaustive: Bool, jobs: Int, minimum: Double) throws -> [Finding] {
        try report(path, isExhaustive: isExhaustive, jobs: jobs, minimum: minimum).findings
    }

    private func report(_ path: String, isExhaustive: Bool, jobs: Int, minimum: Double) throws -> ScanReport {
        var options = ScanOptions()
        options.isExhaustive = isExhaustive
        options.jobs = jobs
        options.minimumConfidence = minimum
        let scan = Scan(
            library: try TestLibrary.shared(), key: FingerprintKey(bytes: Array(repeating: 7, count: 32)),
            options: options,
            progress: ScanProgress(), toolVersion: "test")
        return try scan.run([path])
    }

    /// 10,000 commits in all; most of short files, because a debug build scans slowly.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func randomHistoriesGiveTheSame(_ seed: UInt64) throws {
        var tokens = TestTokens(seed: seed)
        let repository = try TestRepository()
        var stream = HistoryStream()
        var files = [Self.lines(&tokens), Self.lines(&tokens) + Self.lines(&tokens)]
        var last: HistoryStream.Mark?
        for _ in 0..<(seed < 4 ? 100 : 270) {
            let number = tokens.number(below: files.count)
            Self.edit(&files[number], limit: seed < 4 ? 400 : 40, &tokens)
            // Now and then without a final line feed.
            let text = files[number].joined(separator: "\n") + (tokens.number(below: 4) == 0 ? "" : "\n")
            last = stream.commit(parents: last.map { [$0] } ?? [], changes: [("file\(number).txt", Array(text.utf8))])
        }
        try repository.importHistory(stream)
        try repository.repack(depth: 250, window: 20)
        let whole = try findings(repository.path, isExhaustive: true, jobs: 1, minimum: 0)
        #expect(!whole.isEmpty)
        #expect(try findings(repository.path, isExhaustive: false, jobs: 1 + Int(seed % 3), minimum: 0) == whole)
    }

    /// Minified scripts, dumps and source maps: lines of tens of thousands of bytes, of which versions keep parts.
    @Test(arguments: 0..<6 as Range<UInt64>)
    func randomHistoriesOfLongLinesGiveTheSame(_ seed: UInt64) throws {
        var tokens = TestTokens(seed: 900 + seed)
        let repository = try TestRepository()
        var stream = HistoryStream()
        var line = (0..<1200).map { _ in Self.statement(&tokens) }
        var last: HistoryStream.Mark?
        for _ in 0..<40 {
            Self.editLine(&line, &tokens)
            last = stream.commit(
                parents: last.map { [$0] } ?? [], changes: [("bundle.js", Array(line.joined().utf8))])
        }
        try repository.importHistory(stream)
        try repository.repack(depth: 50, window: 10)
        let whole = try findings(repository.path, isExhaustive: true, jobs: 1, minimum: 0)
        #expect(whole.count > 20)
        #expect(try findings(repository.path, isExhaustive: false, jobs: 2, minimum: 0) == whole)
    }

    /// A piece of a line: mostly code, now and then something that a rule or a neighbour cares for.
    private static func statement(_ tokens: inout TestTokens) -> String {
        let plain = [
            "function(e,t){return e.a(t)}", "var n=t(3);", "Object.defineProperty(e,\"x\",{value:!0});", " ", "\"", ",",
            "password:", "key", "token=", "<td>",
        ]
        guard tokens.number(below: 20) == 0 else { return plain[tokens.number(below: plain.count)] }
        let long = tokens.base62([60, 2_000, 6_000][tokens.number(below: 3)])
        return [
            "\(tokens.gitHub())", "token:\"\(tokens.gitHub())\"/* rollcall:allow */", "password='\(tokens.base62(14))'",
            "\"api_key\":\"\(tokens.hex(32))\"", "postgres://app:\(tokens.base62(12))@db.internal:5432/app",
            "-----BEGIN RSA PRIVATE KEY-----\\n\(long)\\n-----END RSA PRIVATE KEY-----", "secret=\(long)",
            "data:text/plain;base64,\(long)", "gitleaks:allow", "<password>\(tokens.base62(15))</password>",
            "<tr><th>User</th><th>Password</th></tr><tr><td>ada</td><td>\(tokens.base62(12))</td></tr>",
            "INSERT INTO users (name, password) VALUES ('ada', '\(tokens.base62(12))');",
            "password = \"\(tokens.base62(10))\" + \"\(tokens.base62(10))\"",
        ][tokens.number(below: 13)]
    }

    private static func editLine(_ line: inout [String], _ tokens: inout TestTokens) {
        let place = tokens.number(below: line.count)
        let telling = line.indices.filter { line[$0].utf8.count > 30 }.randomElement(using: &tokens) ?? place
        let index = line[telling].index(line[telling].startIndex, offsetBy: tokens.number(below: line[telling].count))
        switch tokens.number(below: 8) {
        case 0: line.insert(statement(&tokens), at: place)
        case 1: line.remove(at: place)
        case 2:
            let other = ["x", "\n", " ", ""].randomElement(using: &tokens) ?? ""
            line[telling].replaceSubrange(index...index, with: other)
        case 3: line[telling].insert(contentsOf: tokens.base62(4), at: index)
        case 4: line.insert("\n", at: place)
        case 5: if let feed = line.lastIndex(of: "\n") { line.remove(at: feed) }
        case 6: line.insert(contentsOf: (0..<30).map { _ in statement(&tokens) }, at: place)
        default: line.removeSubrange(place..<min(place + 40, line.count - 1))
        }
    }

    /// Edits at the first and last byte of a secret, of its keyword and of the line break; secrets that copies move, split
    /// and join; blocks that are edited inside; line ends that flip; each on top of the one before, and against versions
    /// that came later, for Git's deltas run from new to old.
    @Test(arguments: [1, 2, 50, 250])
    func editsAtEveryEdgeGiveTheSame(_ depth: Int) throws {
        var tokens = TestTokens(seed: 7)
        let repository = try TestRepository()
        var stream = HistoryStream()
        var last: HistoryStream.Mark?
        func commit(_ text: String) {
            last = stream.commit(parents: last.map { [$0] } ?? [], changes: [("a.env", Array(text.utf8))])
        }
        let filler = (0..<30).map { "option_\($0) = \($0 * 7)\n" }.joined()
        let (first, second) = (tokens.gitHub(), tokens.gitHub())
        let block =
            "-----BEGIN RSA PRIVATE KEY-----\n" + (0..<6).map { _ in tokens.base62(64) + "\n" }.joined()
            + "-----END RSA PRIVATE KEY-----\n"
        func text(_ middle: String) -> String { filler + middle + filler }
        let line = "GITHUB_TOKEN=\(first)\n"
        commit(text(line))
        for edited in [
            "GITHUB_TOKEN=x\(first)\n", "GITHUB_TOKEN=\(first)x\n", "GITHUB_TOKEN=\(first.dropLast())\n",
            "xITHUB_TOKEN=\(first)\n",
            "GITHUB_TOKE=\(first)\n", "GITHUB_TOKEN=\(first)", "GITHUB_TOKEN=\(first)\r\n", "GITHUB_TOKEN=\n\(first)\n",
            "\nGITHUB_TOKEN=\(first)\n", "GITHUB_TOKEN=\(first) # rollcall:allow\n",
            "GITHUB_TOKEN=\(first.prefix(20))\n\(first.dropFirst(20))\n",
        ] {
            commit(text(edited))
            commit(text(line))
        }
        commit(text(line + "password: \"\(second.suffix(20))\"\n"))
        commit(text("password: \"\(second.suffix(20))\"\n" + line))
        commit(filler + filler + line)
        commit(line + filler + filler)
        commit(text(block))
        for index in stride(from: 3, to: block.utf8.count, by: 41) {
            var bytes = Array(text(block).utf8)
            bytes[filler.utf8.count + index] = UInt8(ascii: "!")
            commit(String(decoding: bytes, as: UTF8.self))
        }
        commit(text(block.replacing("\n", with: "\r\n")))
        commit(text(block.replacing("\n", with: "\\n")))
        commit(text(String(block.dropLast(30))))
        commit(text("data:\n  - name: DB_PASSWORD\n    value: \(second.suffix(24))\n"))
        commit(text("data:\n  - name: DB_PASSWORD\n\n    value: \(second.suffix(24))\n"))
        commit(text("data:\n  - name: DB_PORT\n    value: \(second.suffix(24))\n"))
        try repository.importHistory(stream)
        try repository.repack(depth: depth, window: 50)
        let whole = try findings(repository.path, isExhaustive: true, jobs: 1, minimum: 0)
        #expect(whole.count > 5)
        #expect(try findings(repository.path, isExhaustive: false, jobs: 2, minimum: 0) == whole)
    }

    /// Edits of the lines beside literals that are added, which touch none that has a `+`.
    @Test(arguments: ["begins the line", "ends the line"])
    func editsBesideChainsGiveTheSame(_ style: String) throws {
        var tokens = TestTokens(seed: 17)
        let token = tokens.gitHub()
        let parts = stride(from: 0, to: token.count, by: 10).map { start in
            "\"" + token.dropFirst(start).prefix(10) + "\""
        }
        let joint = style.contains("ends") ? " +\n  " : "\n  + "
        let filler = (0..<60).map { "const v\($0) = \($0 * 7); // filler \($0 * $0)\n" }.joined()
        let repository = try TestRepository()
        var stream = HistoryStream()
        var last: HistoryStream.Mark?
        for (before, behind) in [(100_000, 100_000), (2000, 100_000), (2000, 3), (30_000, 3), (1, 1)] {
            let text =
                filler + "const before = \(before);\nconst token = \(parts.joined(separator: joint));\n"
                + "const behind = \(behind);\n" + filler
            last = stream.commit(parents: last.map { [$0] } ?? [], changes: [("a.js", Array(text.utf8))])
        }
        try repository.importHistory(stream)
        try repository.repack(depth: 50, window: 50)
        let whole = try findings(repository.path, isExhaustive: true, jobs: 1, minimum: 0)
        #expect(whole.contains { $0.rule.id == "github-personal-access-token" && $0.versions == 5 })
        #expect(try findings(repository.path, isExhaustive: false, jobs: 1, minimum: 0) == whole)
    }

    /// Encoded values, blocks of base64 and joined strings that edits cut, move and put together.
    static func encodedLines(_ tokens: inout TestTokens) -> [String] {
        func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
        let wrapped = Array(
            base64("a line before\n export TOKEN=\(tokens.gitHub()) # \(tokens.base62(60))\nand one behind"))
        let lines = stride(from: 0, to: wrapped.count, by: 44).map { String(wrapped[$0..<min($0 + 44, wrapped.count)]) }
        let (joined, split) = (tokens.gitHub(), tokens.gitHub())
        return lines + lines.map { "    \($0)" } + [
            "  token: \(base64(tokens.gitHub()))", "password: \(base64("p4ss-\(tokens.base62(12))"))", "kind: Secret",
            "Authorization: Basic \(base64("me:\(tokens.gitHub())"))", base64("x=\(tokens.gitHub())"),
            tokens.gitHub().utf8.map { String($0, radix: 16) }.joined(), "u=%74oken%3D\(tokens.gitHub())%26",
            "t = '\(joined.prefix(21))' + '\(joined.dropFirst(21))'", "t = (\"\(split.prefix(20))\"",
            "     \"\(split.dropFirst(20))\")",
            "a: \(base64("b=\(tokens.gitHub())")) # rollcall:allow", "plain line", "", "# gitleaks:allow", "aGVsbG8=",
        ] + splitLines(&tokens)
    }

    /// Literals that are added, listed and continued, and blocks with something around each line.
    private static func splitLines(_ tokens: inout TestTokens) -> [String] {
        func parts(_ count: Int) -> [String] {
            let token = Array(tokens.gitHub())
            let width = (token.count + count - 1) / count
            return stride(from: 0, to: token.count, by: width).map { String(token[$0..<min($0 + width, token.count)]) }
        }
        let (before, behind, listed, cut) = (parts(4), parts(5), parts(2), parts(2))
        let digits = Array(
            "a line before \(tokens.gitHub()) and one behind it".utf8.map { String($0, radix: 16) }.joined())
        let hex = stride(from: 0, to: digits.count, by: 64).map { String(digits[$0..<min($0 + 64, digits.count)]) }
        return before.enumerated().map { "  \($0 == 0 ? "t =" : "  +") '\($1)'" } + behind.map { "  \"\($0)\" +" } + [
            "  \"\"", "x = 1 + 2 + '3'",
        ]
            + ["t = ['\(listed[0])', '\(listed[1])'].join('')", "export T=\(cut[0])\\", cut[1]] + hex
            + hex.map { "# \($0)" }
            + [
                "u=https%3A%2F%2Fhost%2F%3Ft%3D\(tokens.gitHub())%26x",
                "\"url\": \"postgres:\\/\\/app:\(tokens.base62(12))@db.internal.example.org\\/app\",",
                "u=postgres%3A%2F%2Fapp%3A\(tokens.base62(12))%40db.internal%2Fapp&w="
                    + String(repeating: "a.b", count: tokens.number(below: 900)) + "%22",
                "uri=postgres\\://app\\:\(tokens.base62(12))@db.internal/app", "a\\n\(tokens.gitHub())",
                "&lowbar;\(tokens.gitHub().replacing("_", with: "&lowbar;"))",
            ]
    }

    /// Seeds in whose histories something comes in compressed.
    @Test(arguments: [10, 11, 12, 14, 15, 16] as [UInt64])
    func randomHistoriesOfEncodedTextGiveTheSame(_ seed: UInt64) throws {
        var tokens = TestTokens(seed: seed)
        let repository = try TestRepository()
        var stream = HistoryStream()
        var files = [
            Self.encodedLines(&tokens), Self.encodedLines(&tokens) + Self.lines(&tokens), Self.encodedLines(&tokens),
        ]
        var last: HistoryStream.Mark?
        for _ in 0..<80 {
            let number = tokens.number(below: files.count)
            if tokens.number(below: 3) == 0 {
                files[number].insert(
                    contentsOf: Self.encodedLines(&tokens), at: tokens.number(below: files[number].count + 1))
            }
            Self.edit(&files[number], limit: 400, &tokens)
            let text = files[number].joined(separator: "\n") + (tokens.number(below: 4) == 0 ? "" : "\n")
            var bytes = Array(text.utf8)
            // The last file changes between text, UTF-16 and compressed.
            if number == 2 {
                switch tokens.number(below: 3) {
                case 0: bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
                case 1: bytes = Self.gzip(bytes)
                default: break
                }
            }
            last = stream.commit(parents: last.map { [$0] } ?? [], changes: [("file\(number).txt", bytes)])
        }
        try repository.importHistory(stream)
        try repository.repack(depth: 250, window: 20)
        let whole = try findings(repository.path, isExhaustive: true, jobs: 1, minimum: 0)
        #expect(whole.count { $0.location.path.contains(UInt8(ascii: "!")) } > 0)
        let quick = try findings(repository.path, isExhaustive: false, jobs: 2, minimum: 0)
        #expect(
            quick == whole,
            "\(Set(quick).symmetricDifference(whole).map { "\($0.location.pathText):\($0.location.start) \($0.rule.id)" }.sorted().prefix(6))"
        )
    }

    /// A gzip stream of stored blocks (RFC 1951, 3.2.4), in which a delta finds what it knows.
    static func gzip(_ content: [UInt8]) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } }
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        for start in stride(from: 0, to: max(1, content.count), by: 65535) {
            let count = min(65535, content.count - start)
            bytes += [
                start + count == content.count ? 1 : 0, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF),
                UInt8(~count >> 8 & 0xFF),
            ]
            bytes += content[start..<(start + count)]
        }
        return bytes + number(TestTokens.crc32(content)) + number(UInt32(content.count))
    }

    /// Each line of a block was seen before, so none is new where the block begins with another line than before.
    @Test func aBlockThatLosesItsFirstLinesGivesTheSame() throws {
        var tokens = TestTokens(seed: 5)
        let repository = try TestRepository()
        var stream = HistoryStream()
        let text = "a line before\nand another one, which is longer\nexport TOKEN=\(tokens.gitHub())\nand one behind\n"
        let base64 = Array(Data(text.utf8).base64EncodedString())
        let block = stride(from: 0, to: base64.count, by: 24).map {
            String(base64[$0..<min($0 + 24, base64.count)])
        }
        var last: HistoryStream.Mark?
        for lost in 0..<3 {
            let content = (["first line", ""] + block.dropFirst(lost) + ["", "last line", ""]).joined(separator: "\n")
            last = stream.commit(parents: last.map { [$0] } ?? [], changes: [("block.txt", Array(content.utf8))])
        }
        try repository.importHistory(stream)
        try repository.repack(depth: 250, window: 10)
        let whole = try findings(repository.path, isExhaustive: true, jobs: 1, minimum: 0)
        #expect(whole.contains { $0.versions == 3 })
        #expect(try findings(repository.path, isExhaustive: false, jobs: 1, minimum: 0) == whole)
    }

    /// More literals are added in a file than are put together: each version that has them says so, and
    /// is scanned all the same.
    @Test func aLimitOnKeptLinesIsToldAlike() throws {
        let repository = try TestRepository()
        var stream = HistoryStream()
        let piece = String(repeating: "q", count: 1000)
        let sum = (0..<90).map { _ in "  \"\(piece)\" +" }.joined(separator: "\n") + "\n  \"end\";\n"
        var last: HistoryStream.Mark?
        for number in 0..<6 {
            let text = "var number = \(number);\nvar text =\n" + sum + "// \(String(repeating: "x", count: number))\n"
            last = stream.commit(parents: last.map { [$0] } ?? [], changes: [("page.js", Array(text.utf8))])
        }
        try repository.importHistory(stream)
        try repository.repack(depth: 50, window: 10)
        let whole = try report(repository.path, isExhaustive: true, jobs: 1, minimum: 0).run.coverage
        let versions = try report(repository.path, isExhaustive: false, jobs: 1, minimum: 0).run.coverage
        #expect(whole.counts == [.unjoined: 6] && whole.isComplete)
        #expect(versions.counts == whole.counts && versions.entries.sorted() == whole.entries.sorted())
    }

    @Test func aFileThatGrowsByOneLineGivesTheSame() throws {
        var tokens = TestTokens(seed: 99)
        let repository = try TestRepository()
        var stream = HistoryStream()
        var text = ""
        var last: HistoryStream.Mark?
        for number in 0..<2000 {
            text += number % 100 == 0 ? "key_\(number) = \(tokens.gitHub())\n" : "line \(number) of the log\n"
            last = stream.commit(parents: last.map { [$0] } ?? [], changes: [("log.txt", Array(text.utf8))])
        }
        try repository.importHistory(stream)
        try repository.repack(depth: 250, window: 10)
        let whole = try findings(repository.path, isExhaustive: true, jobs: 2, minimum: 0.4)
        #expect(whole.count == 20)
        #expect(try findings(repository.path, isExhaustive: false, jobs: 2, minimum: 0.4) == whole)
    }
}
