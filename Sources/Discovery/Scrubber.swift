private import CBytes
internal import Model

/// Takes secrets out of texts that are printed beside findings. One thread's own.
///
/// A text is cleared of the secrets of the scan's findings, and of whatever looks like a credential in the text itself:
/// not every scan looks at the names of refs and files, and all of them print some.
final class Scrubber {
    /// All findings' secrets, for prose: summaries, authors.
    private let secrets: SecretList
    /// Those that no name holds by chance. A weak password can be the name of a folder: taking it out of every path
    /// would leave findings without a place.
    private let secretsInNames: SecretList
    private var scanner: ContentScanner?
    private var known: [[UInt8]: [UInt8]] = [:]

    /// Shorter secrets stay in names.
    static let leastLengthInNames = 16

    init(_ context: ScanContext, secrets: [[UInt8]], secretsInNames: [[UInt8]]) {
        self.secrets = SecretList(secrets)
        self.secretsInNames = SecretList(secretsInNames)
        scanner = try? ContentScanner(context)
    }

    /// Prose.
    func scrub(_ text: String) -> String {
        String(decoding: Self.without(secrets, scrub(name: Array(text.utf8))), as: UTF8.self)
    }

    /// Paths, refs, remotes: whatever people need to find a place again.
    func scrub(name: String) -> String { String(decoding: scrub(name: Array(name.utf8)), as: UTF8.self) }

    func scrub(name: [UInt8]) -> [UInt8] {
        // No format is shorter than that.
        guard name.count >= Self.leastLengthInNames else { return name }
        if let scrubbed = known[name] { return scrubbed }
        var scrubbed = name
        let spans = name.withUnsafeBytes { scanner?.spansOfFormattedSecrets(in: $0) ?? [] }
        for span in spans.sorted().reversed() {
            scrubbed.replaceSubrange(
                span.start..<span.end, with: Array(Redaction.text(for: Array(name[span.start..<span.end])).utf8))
        }
        scrubbed = Self.without(secretsInNames, scrubbed)
        known[name] = scrubbed
        return scrubbed
    }

    private static func without(_ secrets: SecretList, _ text: [UInt8]) -> [UInt8] {
        guard secrets.mayStand(in: text) else { return text }
        var text = text
        for secret in secrets.all where secret.count <= text.count {
            var from = 0
            while let start = ByteSearch.first(secret, in: text, from: from) {
                guard standsAlone(secret, in: text, at: start) else {
                    from = start + 1
                    continue
                }
                let redacted = Array(Redaction.text(for: secret).utf8)
                text.replaceSubrange(start..<(start + secret.count), with: redacted)
                from = start + redacted.count
            }
        }
        return text
    }

    /// Weak passwords are words: `secure` within `has_secure_password` gives nothing away. Anything longer or less like
    /// a word is taken out wherever it stands.
    private static func standsAlone(_ secret: [UInt8], in text: [UInt8], at start: Int) -> Bool {
        guard secret.count < 12, secret.allSatisfy(isLetter) else { return true }
        let end = start + secret.count
        return !(start > 0 && isWordCharacter(text[start - 1])) && !(end < text.count && isWordCharacter(text[end]))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    private static func isWordCharacter(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
    }
}

/// Secrets that are looked for in many texts, in which hardly any of them stands.
private struct SecretList {
    /// Longest first, so that a secret within another does not leave the rest standing.
    let all: [[UInt8]]
    /// By a hash of four bytes: whether a secret begins with such.
    private var beginnings = [Bool](repeating: false, count: 1 << 12)

    private static let leastLength = 4

    init(_ secrets: [[UInt8]]) {
        all = Set(secrets).filter { $0.count >= Self.leastLength }.sorted {
            $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1)
        }
        for secret in all { secret.withUnsafeBytes { beginnings[Self.hash($0, 0)] = true } }
    }

    /// Whether one of them may stand in a text; most texts are told by one pass, however many secrets there are.
    func mayStand(in text: [UInt8]) -> Bool {
        text.withUnsafeBytes { bytes in
            var place = 0
            while place + Self.leastLength <= bytes.count {
                if beginnings[Self.hash(bytes, place)] { return true }
                place += 1
            }
            return false
        }
    }

    /// - Parameter place: four bytes before the end at least.
    private static func hash(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
        Int((bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self) &* 0x9E37_79B1) >> 20)
    }
}

/// The C library's search, which is many times faster than Swift's generic one.
enum ByteSearch {
    static func first(_ wanted: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        text.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, start <= bytes.count,
                let found = memmem(base + start, bytes.count - start, wanted, wanted.count)
            else { return nil }
            return base.distance(to: UnsafeRawPointer(found))
        }
    }
}
