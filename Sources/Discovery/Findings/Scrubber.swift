private import CBytes
private import Detection
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
    /// Those that make no line of code unreadable by being taken out of it: `secret`, `root` and `admin` are passwords too.
    private let secretsInCode: SecretList
    /// nil where there is no memory for it: nobody knows then what stands in a text, and none is printed.
    private var scanner: ContentScanner?
    /// Whether the scan left rules out: what they would have found is taken out of all texts.
    private let looksForAll: Bool
    private var known: [[UInt8]: [UInt8]] = [:]

    /// Whether texts cannot be looked through.
    var isBlind: Bool { scanner == nil }

    /// What is printed for a text that cannot be looked through.
    static let unknown = "…"

    /// Shorter secrets stay in names.
    static let leastLengthInNames = 16

    init(_ context: ScanContext, secrets: [[UInt8]], secretsInNames: [[UInt8]]) {
        self.secrets = SecretList(secrets.filter { NamingWord($0) != .secret })
        self.secretsInNames = SecretList(secretsInNames)
        secretsInCode = SecretList(secrets.filter { NamingWord($0) == nil }, leastWord: 8)
        looksForAll = context.library.leavesRulesOut
        scanner = try? ContentScanner(looksForAll ? context.withAllRules() : context)
    }

    /// Prose.
    func scrub(_ text: String) -> String {
        let text = scrub(name: Array(text.utf8))
        return String(decoding: Self.without(secrets, Self.without(spansOfOthers(in: text), text)), as: UTF8.self)
    }

    /// Paths, refs, remotes: whatever people need to find a place again.
    func scrub(name: String) -> String { String(decoding: scrub(name: Array(name.utf8)), as: UTF8.self) }

    func scrub(name: [UInt8]) -> [UInt8] {
        // No format is shorter than that.
        guard name.count >= Self.leastLengthInNames else { return name }
        if let scrubbed = known[name] { return scrubbed }
        guard let spans = spans(in: name, isFormatted: true) else { return Array(Self.unknown.utf8) }
        let scrubbed = Self.without(secretsInNames, Self.without(spans, name))
        known[name] = scrubbed
        return scrubbed
    }

    /// An excerpt hides the secrets of its own content by itself; this hides those that were found elsewhere.
    func scrub(_ excerpt: Excerpt) -> Excerpt { Excerpt(lines: excerpt.lines.map { scrub($0) }) }

    private func scrub(_ line: Excerpt.Line) -> Excerpt.Line {
        if looksForAll, isBlind {
            return Excerpt.Line(number: line.number, text: Self.unknown, highlight: nil)
        }
        let text = Array(line.text.utf8)
        let spans = ByteSpan.joined(
            (secretsInCode.spans(in: text) + spansOfOthers(in: text)).filter { span in
                !(line.highlight.map(span.overlaps) ?? false)
            }.sorted())
        if spans.isEmpty { return line }
        let start = line.highlight?.start ?? text.count
        let before = spans.filter { $0.end <= start }
        let scrubbed = Self.without(spans, text)
        let shift = Self.without(before, Array(text[..<start])).count - start
        return Excerpt.Line(
            number: line.number, text: String(decoding: scrubbed, as: UTF8.self),
            highlight: line.highlight?.shifted(by: shift))
    }

    /// What rules that were left out would have found. A line of a block - a key's - is none of its own.
    private func spansOfOthers(in text: [UInt8]) -> [ByteSpan] {
        guard looksForAll else { return [] }
        guard var spans = spans(in: text, isFormatted: false) else { return [ByteSpan(0, text.count)] }
        var start = 0
        for end in 0...text.count where end == text.count || !Self.isOfBlock(text[end]) {
            if end - start >= Self.leastRun { spans.append(ByteSpan(start, end)) }
            start = end + 1
        }
        return ByteSpan.joined(spans.sorted())
    }

    /// - Returns: nil where nobody can tell.
    private func spans(in text: [UInt8], isFormatted: Bool) -> [ByteSpan]? {
        text.withUnsafeBytes { scanner?.spansOfSecrets(in: $0, isFormatted: isFormatted) }
    }

    /// Bytes of a run in a line of a block.
    private static let leastRun = 40

    private static func isOfBlock(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || "+/=".utf8.contains(byte)
    }

    private static func without(_ secrets: SecretList, _ text: [UInt8]) -> [UInt8] {
        without(secrets.spans(in: text), text)
    }

    /// - Parameter spans: in order, apart from each other.
    private static func without(_ spans: [ByteSpan], _ text: [UInt8]) -> [UInt8] {
        var text = text
        for span in spans.reversed() {
            let redacted = Redaction.text(for: Array(text[span.start..<span.end]))
            text.replaceSubrange(span.start..<span.end, with: Array(redacted.utf8))
        }
        return text
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
