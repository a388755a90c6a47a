package import Model

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
        // Git takes the lines for parents that follow the tree, up to the first that is none.
        var isLinked = true
        let end = ObjectHeaders.forEach(in: content) { name, value in
            switch name {
            case .tree:
                isLinked = isLinked && tree == nil
                tree = tree ?? ObjectID(hexDigits: content, in: value)
            case .parent: if isLinked, let id = ObjectID(hexDigits: content, in: value) { parents.append(id) }
            case .author: (author, isLinked) = (value, false)
            case .committer: (committer, isLinked) = (value, false)
            default: isLinked = false
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
