/// Words of which one in a secret is enough: of a hundred thousand of them only those are compared that begin as the secret
/// goes on.
struct StopwordSet: Sendable {
    /// By their first four bytes; those that are shorter by all they have.
    private var words: [[UInt8]: [[UInt8]]] = [:]
    /// The lengths of beginnings there are.
    private var lengths: Set<Int> = []

    private static let beginning = 4

    /// - Parameter words: lower-case.
    init(_ words: [String]) {
        for word in Set(words.map { Array($0.utf8) }) where !word.isEmpty {
            let start = Array(word.prefix(Self.beginning))
            self.words[start, default: []].append(word)
            lengths.insert(start.count)
        }
    }

    var isEmpty: Bool { words.isEmpty }

    /// - Parameter text: lower-case.
    func hasOne(in text: [UInt8]) -> Bool {
        for start in text.indices {
            for length in lengths where start + length <= text.count {
                guard let these = words[Array(text[start..<start + length])] else { continue }
                if these.contains(where: { text[start...].starts(with: $0) }) { return true }
            }
        }
        return false
    }
}
