internal import Model

/// Whose a key is, as its name says: `github` of `GITHUB_CLIENT_SECRET` and `githubClientId`. Of the ids near a secret none
/// is its own that has another's name.
struct OwnerOfKey: Equatable {
    /// Letters and digits in small letters; empty where the name says nothing.
    private let letters: [UInt8]

    var isKnown: Bool { !letters.isEmpty }

    /// The owner that stands before `place` in a key: what is left of its name there.
    init(before place: Int, in content: UnsafeRawBufferPointer) {
        var start = place
        while start > 0, place - start < 60, Self.isName(content[start - 1]) { start -= 1 }
        letters = Self.folded(content[start..<place])
    }

    /// The owner of the key that a match begins with, or that stands before its secret.
    init(of match: Match, in content: UnsafeRawBufferPointer) {
        var place = match.whole.start
        if place >= match.secret.start {
            var skipped = 0
            while place > 0, skipped < 8, !Self.isName(content[place - 1]), content[place - 1] != 0x0A {
                (place, skipped) = (place - 1, skipped + 1)
            }
        }
        var (start, end) = (place, place)
        while start > 0, place - start < 80, Self.isName(content[start - 1]) { start -= 1 }
        while end < match.secret.start, end - place < 80, Self.isName(content[end]) { end += 1 }
        let name = Self.folded(content[start..<end])
        let first = Self.words.compactMap { Self.first($0, in: name) }.min()
        letters = first.map { Array(name[..<$0]) } ?? []
    }

    private init(letters: [UInt8]) { self.letters = letters }

    /// Without what goes on behind an owner in names of secrets.
    var beforeWords: OwnerOfKey {
        let first = Self.words.compactMap { Self.first($0, in: letters) }.min()
        return OwnerOfKey(letters: first.map { Array(letters[..<$0]) } ?? letters)
    }

    /// Whether both are known, and neither is in the other.
    func isOther(than owner: OwnerOfKey) -> Bool {
        isKnown && owner.isKnown && Self.first(letters, in: owner.letters) == nil
            && Self.first(owner.letters, in: letters) == nil
    }

    /// What names of secrets go on with behind their owner.
    private static let words = [
        "client", "consumer", "application", "app", "oauth", "secret", "token", "access", "api", "private", "public",
        "key",
    ].map { Array($0.utf8) }

    private static func isName(_ byte: UInt8) -> Bool {
        ByteClass.isName(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    private static func folded(_ bytes: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
        bytes.filter { ByteClass.isAlphanumeric($0) }.map { ByteClass.isUpper($0) ? $0 | 0x20 : $0 }
    }

    private static func first(_ wanted: [UInt8], in text: [UInt8]) -> Int? {
        guard text.count >= wanted.count else { return nil }
        return (0...(text.count - wanted.count)).first { text[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
}
