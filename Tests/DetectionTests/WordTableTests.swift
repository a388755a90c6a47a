import Foundation
import Testing

@testable import Detection

/// Tables know words by their hashes alone.
@Suite struct WordTableTests {
    /// Of each table in the sources its file and words.
    private static let tables: [(file: String, words: [Substring])] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Detection")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
        return (files ?? []).filter { $0.pathExtension == "swift" }.flatMap { file in
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            return text.matches(of: /WordTable\(\[(?s:(.*?))\]\)/).map { table in
                let texts = table.1.matches(of: /"""(?s:(.*?))"""|"([^"]+)"/).map { $0.1 ?? $0.2 ?? "" }
                return (file.lastPathComponent, texts.flatMap { $0.split(whereSeparator: \.isWhitespace) })
            }
        }
    }()

    /// What stood in two groups had the value of the last, whatever those who read the first believed.
    @Test func aWordStandsOnceInItsTable() {
        #expect(Self.tables.count > 10)
        for (file, words) in Self.tables {
            let repeated = Dictionary(grouping: words) { Array($0.utf8) }.values.filter { $0.count > 1 }
            #expect(repeated.isEmpty, "\(file): \(repeated.map { $0[0] })")
        }
    }

    @Test func noTwoWordsHaveOneHash() {
        var words: [UInt64: Substring] = [:]
        for word in Set(Self.tables.flatMap(\.words)) {
            var hash = WordHash()
            for byte in word.utf8 { hash.add(byte) }
            #expect(hash.value != 0 && words.updateValue(word, forKey: hash.value) == nil, "\(word)")
        }
        #expect(words.count > 1500)
    }
}
