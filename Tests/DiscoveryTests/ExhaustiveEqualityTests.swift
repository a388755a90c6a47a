import Detection
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
            "postgres://app:\(tokens.base62(12))@db.internal:5432/app", "aws_access_key_id = AKIA\(tokens.base62(16).uppercased())",
            "aws_secret_access_key = \(tokens.base62(40))", "int main(void) { return 0; }", "", "# gitleaks:allow",
            "secret=\(tokens.base62(9))\r", "x = \(tokens.number(below: 1000))",
        ]
    }

    /// One random edit of a file.
    static func edit(_ file: inout [String], _ tokens: inout TestTokens) {
        let place = tokens.number(below: file.count + 1)
        switch tokens.number(below: 10) {
        case 0, 1, 2: file.insert(contentsOf: lines(&tokens).shuffled(using: &tokens).prefix(1 + tokens.number(below: 3)), at: place)
        case 3: if place < file.count { file.remove(at: place) }
        case 4:
            // A byte within a line: in a secret, its keyword, or the line break.
            if place < file.count, !file[place].isEmpty {
                let index = file[place].index(file[place].startIndex, offsetBy: tokens.number(below: file[place].count))
                file[place].replaceSubrange(index...index, with: ["x", "", "\n", "=", "\r"].randomElement(using: &tokens) ?? "")
            }
        case 5: file.append(contentsOf: lines(&tokens))
        case 6: if file.count > 8 { file = Array(file.dropFirst(place / 2)) + Array(file.prefix(place / 2)) }
        case 7: if place + 1 < file.count { file[place] += file.remove(at: place + 1) }
        case 8: file = file.map { $0.hasSuffix("\r") ? String($0.dropLast()) : $0 + "\r" }
        default: file.insert(contentsOf: file.prefix(place), at: place)
        }
        if file.count > 400 { file.removeLast(200) }
    }

    func findings(_ path: String, isExhaustive: Bool, jobs: Int, minimum: Double) throws -> [Finding] {
        var options = ScanOptions()
        options.isExhaustive = isExhaustive
        options.jobs = jobs
        options.minimumConfidence = minimum
        let scan = Scan(
            library: try TestLibrary.shared(), key: FingerprintKey(bytes: Array(repeating: 7, count: 32)), options: options,
            progress: ScanProgress(), toolVersion: "test")
        return try scan.run([path]).findings
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func randomHistories(_ seed: UInt64) throws {
        var tokens = TestTokens(seed: seed)
        let repository = try TestRepository()
        var stream = HistoryStream()
        var files = [Self.lines(&tokens), Self.lines(&tokens) + Self.lines(&tokens)]
        var last: HistoryStream.Mark?
        for _ in 0..<120 {
            let number = tokens.number(below: files.count)
            Self.edit(&files[number], &tokens)
            // Now and then without a final line feed.
            let text = files[number].joined(separator: "\n") + (tokens.number(below: 4) == 0 ? "" : "\n")
            last = stream.commit(parents: last.map { [$0] } ?? [], changes: [("file\(number).txt", Array(text.utf8))])
        }
        try repository.importHistory(stream)
        try repository.repack(depth: 250, window: 20)
        let whole = try findings(repository.path, isExhaustive: true, jobs: 1, minimum: 0)
        #expect(!whole.isEmpty)
        #expect(try findings(repository.path, isExhaustive: false, jobs: 1, minimum: 0) == whole)
        #expect(try findings(repository.path, isExhaustive: false, jobs: 3, minimum: 0) == whole)
    }

    @Test func aFileThatGrowsByOneLine() throws {
        var tokens = TestTokens(seed: 99)
        let repository = try TestRepository()
        var stream = HistoryStream()
        var text = ""
        var last: HistoryStream.Mark?
        for number in 0..<600 {
            text += number % 50 == 0 ? "key_\(number) = \(tokens.gitHub())\n" : "line \(number) of the log\n"
            last = stream.commit(parents: last.map { [$0] } ?? [], changes: [("log.txt", Array(text.utf8))])
        }
        try repository.importHistory(stream)
        try repository.repack(depth: 250, window: 10)
        let whole = try findings(repository.path, isExhaustive: true, jobs: 2, minimum: 0.4)
        #expect(whole.count == 12)
        #expect(try findings(repository.path, isExhaustive: false, jobs: 2, minimum: 0.4) == whole)
    }
}
