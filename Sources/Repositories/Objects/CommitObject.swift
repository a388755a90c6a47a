package import Model
#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// A commit's raw content, taken apart (gitformat: `tree`, `parent`…, `author`, `committer`, other headers, message).
package struct CommitObject {
    /// nil in a damaged commit.
    package let tree: ObjectID?
    package let parents: [ObjectID]
    /// Where the values of `author` and `committer` stand; empty if the header is absent.
    package let author: ByteSpan
    package let committer: ByteSpan
    /// Behind the empty line that ends the headers, to the end.
    package let message: ByteSpan

    /// Never fails: what is not as it should be is absent or empty. Spans count in `content`.
    package init(_ content: UnsafeRawBufferPointer) {
        var tree: ObjectID?
        var parents: [ObjectID] = []
        var author = ByteSpan(0, 0)
        var committer = ByteSpan(0, 0)
        let end = ObjectHeaders.forEach(in: content) { name, value in
            switch name {
            case .tree: tree = tree ?? ObjectID(hexDigits: content, in: value)
            case .parent: if let id = ObjectID(hexDigits: content, in: value) { parents.append(id) }
            case .author: author = value
            case .committer: committer = value
            default: break
            }
        }
        self.tree = tree
        self.parents = parents
        self.author = author
        self.committer = committer
        message = ByteSpan(end, content.count)
    }

    /// Where the lines end that name the tree and the parents, as far as they are just that: 40 digits each, or 64.
    package static func endOfLinks(in content: UnsafeRawBufferPointer) -> Int {
        var position = 0
        while true {
            let isTree = position == 0
            let digits = position + (isTree ? 5 : 7)
            guard let end = content.firstIndex(of: UInt8(ascii: "\n"), from: digits),
                ObjectID.isWritten(withDigits: end - digits),
                content[position..<digits].elementsEqual(isTree ? "tree ".utf8 : "parent ".utf8),
                content[digits..<end].reduce(UInt8(0), { $0 | ($1 &- 0x30 < 10 || $1 &- 0x61 < 6 ? 0 : 1) }) == 0
            else { return position }
            position = end + 1
        }
    }

    /// First line of the message that is not empty.
    package func summary(in content: UnsafeRawBufferPointer) -> String {
        let lines = content[message.start..<message.end].split(separator: UInt8(ascii: "\n"))
        return lines.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// An annotated tag: what it points at, who made it, its message.
package struct TagObject {
    /// nil in a damaged tag.
    package let target: ObjectID?
    /// Empty in old tags, which have none.
    package let tagger: ByteSpan
    package let message: ByteSpan

    package init(_ content: UnsafeRawBufferPointer) {
        var target: ObjectID?
        var tagger = ByteSpan(0, 0)
        let end = ObjectHeaders.forEach(in: content) { name, value in
            switch name {
            case .object: target = ObjectID(hexDigits: content, in: value)
            case .tagger: tagger = value
            default: break
            }
        }
        self.target = target
        self.tagger = tagger
        message = ByteSpan(end, content.count)
    }
}

/// The lines `name value` at the head of commits and tags, up to an empty line. Lines that begin with a space go on with
/// the header before.
enum ObjectHeaders {
    enum Name { case tree, parent, author, committer, object, tagger, other }

    /// - Returns: where the message begins.
    static func forEach(in content: UnsafeRawBufferPointer, _ body: (_ name: Name, _ value: ByteSpan) -> Void) -> Int {
        var position = 0
        while position < content.count {
            let end = content.firstIndex(of: UInt8(ascii: "\n"), from: position) ?? content.count
            if end == position { return position + 1 }
            if let space = content.firstIndex(of: UInt8(ascii: " "), from: position), space < end, space > position {
                body(name(content, position, space), ByteSpan(space + 1, end))
            }
            position = end + 1
        }
        return content.count
    }

    /// Every commit of a history comes through here: names are compared as bytes, by their length first.
    private static func name(_ content: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Name {
        func reads(_ text: StaticString) -> Bool {
            for index in 0..<text.utf8CodeUnitCount where content[start + index] != text.utf8Start[index] {
                return false
            }
            return true
        }
        switch end - start {
        case 4: return reads("tree") ? .tree : .other
        case 6:
            return reads("parent")
                ? .parent : reads("author") ? .author : reads("object") ? .object : reads("tagger") ? .tagger : .other
        case 9: return reads("committer") ? .committer : .other
        default: return .other
        }
    }
}

extension UnsafeRawBufferPointer {
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, start < count, let found = memchr(base + start, Int32(byte), count - start) else {
            return nil
        }
        return base.distance(to: UnsafeRawPointer(found))
    }
}

extension ObjectID {
    /// Whether names have so many hexadecimal digits.
    static func isWritten(withDigits count: Int) -> Bool {
        count == ObjectFormat.sha1.digitCount || count == ObjectFormat.sha256.digitCount
    }

    /// Reads 40 or 64 hexadecimal digits; nil if the span is anything else.
    init?(hexDigits content: UnsafeRawBufferPointer, in span: ByteSpan) {
        guard Self.isWritten(withDigits: span.count) else { return nil }
        func word(_ first: Int, _ count: Int) -> UInt64? {
            // Without a branch: whether a digit is a letter cannot be foreseen.
            var (word, others): (UInt64, UInt8) = (0, 0)
            for index in first..<(first + count) {
                let byte = content[span.start + index]
                let (digit, letter) = (byte &- 0x30, (byte | 0x20) &- 0x61)
                word = word << 4 | UInt64(digit < 10 ? digit : (letter &+ 10) & 0x0F)
                others |= (digit < 10 ? 0 : 1) & (letter < 6 ? 0 : 1)
            }
            return others == 0 ? word : nil
        }
        guard let high = word(0, 16), let upper = word(16, 16) else { return nil }
        if span.count == ObjectFormat.sha1.digitCount {
            guard let lower = word(32, 8) else { return nil }
            self.init(high: high, upper: upper, lower: lower << 32, low: 0)
        } else {
            guard let lower = word(32, 16), let low = word(48, 16) else { return nil }
            self.init(high: high, upper: upper, lower: lower, low: low)
        }
    }
}

extension Signature {
    /// Seconds since 1970 of a signature that ends as Git writes it, ` 1700000000 +0100`; nil for any other.
    static func seconds(in text: UnsafeRawBufferPointer) -> Int64? {
        guard let close = text.lastIndex(of: UInt8(ascii: ">")), close + 2 < text.count,
            text[close + 1] == UInt8(ascii: " ")
        else {
            return nil
        }
        var seconds: Int64 = 0
        var position = close + 2
        while position < text.count, text[position] &- 0x30 < 10, position < close + 18 {
            seconds = seconds * 10 + Int64(text[position] - 0x30)
            position += 1
        }
        guard position > close + 2, position < text.count, text[position] == UInt8(ascii: " ") else { return nil }
        return seconds
    }

    /// Reads `Name <mail> 1700000000 +0100`. What is absent or absurd becomes empty or 0.
    package init(_ text: UnsafeRawBufferPointer) {
        let open = text.firstIndex(of: UInt8(ascii: "<"))
        let close = text.lastIndex(of: UInt8(ascii: ">"))
        guard let open, let close, open < close else {
            self.init(
                name: String(decoding: text, as: UTF8.self), email: "", time: Timestamp(seconds: 0, offsetInMinutes: 0))
            return
        }
        let words = text[(close + 1)...].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        let seconds = words.first.flatMap { Int64($0) } ?? 0
        let zone = words.dropFirst().first.flatMap { Int($0) } ?? 0
        self.init(
            name: String(decoding: Array(text[..<open]).trimmingSpaces(), as: UTF8.self),
            email: String(decoding: text[(open + 1)..<close], as: UTF8.self),
            time: Timestamp(seconds: seconds, offsetInMinutes: zone / 100 * 60 + zone % 100))
    }
}

extension Array<UInt8> {
    func trimmingSpaces() -> ArraySlice<UInt8> {
        let start = firstIndex { $0 > 0x20 } ?? endIndex
        let end = lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
        return self[start..<end]
    }
}
