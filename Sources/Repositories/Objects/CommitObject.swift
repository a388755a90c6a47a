package import Model

/// A commit's raw content, taken apart (gitformat: `tree`, `parent`…, `author`, `committer`, other headers, message).
package struct CommitObject {
    package let tree: ObjectID?
    package let parents: [ObjectID]
    /// Where the values of `author` and `committer` stand; empty if the header is absent.
    package let author: ByteSpan
    package let committer: ByteSpan
    package let message: ByteSpan

    package init(_ content: UnsafeRawBufferPointer) {
        var tree: ObjectID?
        var parents: [ObjectID] = []
        var author = ByteSpan(0, 0)
        var committer = ByteSpan(0, 0)
        let end = ObjectHeaders.forEach(in: content) { name, value in
            let text = UnsafeRawBufferPointer(rebasing: content[value.start..<value.end])
            if name.elementsEqual("tree".utf8) {
                tree = tree ?? ObjectID(hex: String(decoding: text, as: UTF8.self))
            } else if name.elementsEqual("parent".utf8) {
                if let id = ObjectID(hex: String(decoding: text, as: UTF8.self)) { parents.append(id) }
            } else if name.elementsEqual("author".utf8) {
                author = value
            } else if name.elementsEqual("committer".utf8) {
                committer = value
            }
        }
        self.tree = tree
        self.parents = parents
        self.author = author
        self.committer = committer
        message = ByteSpan(end, content.count)
    }

    /// First line of the message that is not empty.
    package func summary(in content: UnsafeRawBufferPointer) -> String {
        let lines = content[message.start..<message.end].split(separator: UInt8(ascii: "\n"))
        return lines.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// An annotated tag: what it points at, who made it, its message.
package struct TagObject {
    package let target: ObjectID?
    package let tagger: ByteSpan
    package let message: ByteSpan

    package init(_ content: UnsafeRawBufferPointer) {
        var target: ObjectID?
        var tagger = ByteSpan(0, 0)
        let end = ObjectHeaders.forEach(in: content) { name, value in
            if name.elementsEqual("object".utf8) {
                target = ObjectID(hex: String(decoding: content[value.start..<value.end], as: UTF8.self))
            } else if name.elementsEqual("tagger".utf8) {
                tagger = value
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
    /// - Returns: where the message begins.
    static func forEach(
        in content: UnsafeRawBufferPointer, _ body: (_ name: UnsafeRawBufferPointer, _ value: ByteSpan) -> Void
    ) -> Int {
        var position = 0
        while position < content.count {
            let end = content[position...].firstIndex(of: UInt8(ascii: "\n")) ?? content.count
            if end == position { return position + 1 }
            if let space = content[position..<end].firstIndex(of: UInt8(ascii: " ")), space > position {
                body(UnsafeRawBufferPointer(rebasing: content[position..<space]), ByteSpan(space + 1, end))
            }
            position = end + 1
        }
        return content.count
    }
}

extension Signature {
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
