/// Searches in short texts by their bytes: characters take many times as long.
enum ByteText {
    /// Where a word stands for the last time, in bytes from the beginning; nil if it does not.
    static func last(_ word: String, in text: String.UTF8View) -> Int? {
        let (word, text) = (word.utf8.span, text.span)
        var start = text.count - word.count
        while start >= 0 {
            var matched = 0
            while matched < word.count, text[start + matched] == word[matched] { matched += 1 }
            if matched == word.count { return start }
            start -= 1
        }
        return nil
    }

    /// Whether a word of ASCII in small letters stands in it, in either case.
    static func holds(_ word: [UInt8], in text: ArraySlice<UInt8>) -> Bool {
        guard let first = word.first, text.count >= word.count else { return false }
        for start in text.startIndex...(text.endIndex - word.count) where fold(text[start]) == first {
            if word.indices.allSatisfy({ fold(text[start + $0]) == word[$0] }) { return true }
        }
        return false
    }

    private static func fold(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
