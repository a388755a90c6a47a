import Testing

@testable import Detection

/// Which paths an allowlist covers, those of members of archives among them.
struct AllowlistTests {
    @Test(arguments: [
        ("\\.zip$", "build/a.zip!docs/x.txt", true), ("(.*?)(jpg|zip|docx)$", "a.docx!word/document.xml", true),
        ("(^|/)docs/", "a.zip!docs/x.txt", true), ("^docs/", "a.zip!b.tar!docs/x.txt", true),
        ("\\.tar$", "a.zip!b.tar!docs/x.txt", true), ("a\\.zip!docs/", "a.zip!docs/x.txt", true),
        ("\\.zip$", "a.zipped!docs/x.txt", false), ("^docs/", "a.zip!my/docs/x.txt", false),
    ])
    func archivesCoverTheirMembers(_ pattern: String, _ path: String, _ isCovered: Bool) throws {
        #expect(try covers(pattern, path) == isCovered)
    }

    /// A rule that looks only at some paths covers the others; what it looks at is the path as a whole.
    @Test(arguments: [("\\.conf$", "a.env", true), ("\\.conf$", "a.conf", false), ("\\.conf$", "a.zip!b.conf", false)])
    func otherPathsAreCovered(_ pattern: String, _ path: String, _ isCovered: Bool) throws {
        #expect(try covers(pattern, path, coversOtherPaths: true) == isCovered)
    }

    /// As looking for each of them would say.
    @Test(arguments: [
        ("abcd", true), ("xabcdx", true), ("ab", false), ("xyz", true), ("key-é", true), ("é", true), ("", false),
        ("abcx", false), ("longest word her", false), ("a longest word here!", true),
    ])
    func stopwordsAreFound(_ text: String, _ isThere: Bool) {
        let words = ["abcd", "yz", "é", "longest word here", "longest war", ""]
        #expect(StopwordSet(words).hasOne(in: Array(text.utf8)) == isThere)
        #expect(words.contains { !$0.isEmpty && text.contains($0) } == isThere)
    }

    private func covers(_ pattern: String, _ path: String, coversOtherPaths: Bool = false) throws -> Bool {
        var list = Allowlist(
            reason: "known", rules: nil, needsAll: false, commits: [], paths: [pattern], patterns: [], target: .secret,
            stopwords: [])
        list.coversOtherPaths = coversOtherPaths
        let matcher = try AllowlistMatcher()
        return try AllowlistSet([list]).reason(
            for: AllowlistHits(), rule: 0, path: Array(path.utf8), commits: [], with: matcher) != nil
    }
}
