internal import Model

/// Secrets that are looked for in many texts, in which hardly any of them stands.
struct SecretList {
    /// By their first four bytes: the tokens of a vendor all begin alike.
    private var byBeginning: [UInt32: SortedSecrets] = [:]
    /// By a hash of four bytes: whether a secret begins with such.
    private var beginnings = [Bool](repeating: false, count: 1 << 14)

    /// Shorter ones stand in any text by chance.
    private static let leastLength = 4

    /// - Parameter leastWord: secrets that are shorter and of letters only stay.
    init(_ secrets: [[UInt8]], leastWord: Int = 0) {
        var groups: [UInt32: [[UInt8]]] = [:]
        for secret in Set(secrets) where secret.count >= Self.leastLength {
            if secret.count < leastWord, secret.allSatisfy(Self.isLetter) { continue }
            secret.withUnsafeBytes { bytes in
                let beginning = Self.beginning(bytes, 0)
                groups[beginning, default: []].append(secret)
                beginnings[Self.hash(beginning)] = true
            }
        }
        byBeginning = groups.mapValues { SortedSecrets($0) }
    }

    /// Where secrets stand in a text, in order; those that overlap are one span.
    func spans(in text: [UInt8]) -> [ByteSpan] {
        if byBeginning.isEmpty { return [] }
        var spans: [ByteSpan] = []
        text.withUnsafeBytes { bytes in
            guard bytes.count >= Self.leastLength else { return }
            for place in 0...(bytes.count - Self.leastLength) {
                let beginning = Self.beginning(bytes, place)
                guard beginnings[Self.hash(beginning)], let secrets = byBeginning[beginning] else { continue }
                let longest = secrets.longest(in: bytes, at: place) { Self.stands($0, in: bytes, at: place) }
                if longest > 0 { spans.append(ByteSpan(place, place + longest)) }
            }
        }
        return ByteSpan.joined(spans)
    }

    /// - Parameter place: four bytes before the end at least.
    private static func beginning(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt32 {
        bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)
    }

    private static func hash(_ beginning: UInt32) -> Int { Int((beginning &* 0x9E37_79B1) >> 18) }

    private static func stands(_ secret: [UInt8], in text: UnsafeRawBufferPointer, at start: Int) -> Bool {
        let end = start + secret.count
        guard end <= text.count, text[start..<end].elementsEqual(secret) else { return false }
        // Weak passwords are words: `secure` within `has_secure_password` gives nothing away. Anything longer or less
        // like a word is taken out wherever it stands.
        guard secret.count < 12, secret.allSatisfy(isLetter) else { return true }
        return !(start > 0 && isWordCharacter(text[start - 1])) && !(end < text.count && isWordCharacter(text[end]))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    private static func isWordCharacter(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
    }
}

/// Secrets in order, to be asked which of them a text begins with.
private struct SortedSecrets {
    private let secrets: [[UInt8]]
    /// Of each the place of the longest other one that it begins with; -1 for none.
    private let parents: [Int]

    init(_ secrets: [[UInt8]]) {
        let sorted = secrets.sorted { $0.lexicographicallyPrecedes($1) }
        var parents: [Int] = []
        for (index, secret) in sorted.enumerated() {
            var parent = index - 1
            while parent >= 0, !secret.starts(with: sorted[parent]) { parent = parents[parent] }
            parents.append(parent)
        }
        self.secrets = sorted
        self.parents = parents
    }

    /// Length of the longest one at a place of a text that `stands` there; 0 for none.
    ///
    /// All that the text begins with come no later than it does, and what lies between one of them and the text begins
    /// with that one, too.
    func longest(in text: UnsafeRawBufferPointer, at place: Int, _ stands: ([UInt8]) -> Bool) -> Int {
        let rest = text[place...]
        var index = secrets.partitioningIndex { rest.lexicographicallyPrecedes($0) } - 1
        while index >= 0 {
            if stands(secrets[index]) { return secrets[index].count }
            index = parents[index]
        }
        return 0
    }
}
