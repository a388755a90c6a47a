import Model
import TestRepositories
import Testing

@testable import Detection

/// What is remembered of a line's markers is said of no other line.
@Suite struct MarkedLineTests {
    @Test func everyMatchHasItsOwnLinesMarkers() throws {
        let library = try DecodingTests.library.get()
        var scanner = try Scanner(library: library, minimumConfidence: 0.4)
        var tokens = TestTokens(seed: 31)
        for _ in 0..<60 {
            var text = ""
            var expected: [Bool] = []
            for _ in 0..<6 {
                let count = 1 + tokens.number(below: 3)
                let isMarked = tokens.number(below: 2) == 0
                text +=
                    (0..<count).map { _ in "t=\(tokens.gitHub())" }.joined(separator: " ")
                    + (isMarked ? " # gitleaks:allow\n" : "\n")
                expected += Array(repeating: isMarked, count: count)
            }
            let content = Array(text.utf8)
            let found = content.withUnsafeBytes {
                library.resolve(scanner.scan($0, isBinary: false).matches, minimumScore: 0)
            }
            #expect(found.sorted { $0.secret < $1.secret }.map(\.isAllowedInline) == expected)
        }
    }
}
