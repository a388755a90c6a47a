/// How a credential type begins, and how long it is at least: what begins so and is shorter was cut off, or made up.
package struct TokenBeginning: Hashable, Sendable {
    /// What every such credential begins with: `ghp_`.
    package let literal: String
    /// In bytes, the beginning among them.
    package let leastLength: Int

    /// What the alternatives of the group `secret` begin with.
    package static func beginnings(of rule: RuleDefinition) -> [TokenBeginning] {
        guard let group = secret(in: Array(rule.pattern.utf8)), let node = try? PatternSyntax(group).root else {
            return []
        }
        let least = leastLength(of: node)
        return heads(of: node).compactMap { head in
            let literal = String(decoding: head.bytes, as: UTF8.self)
            return tells(head.bytes) && least >= head.bytes.count + 10
                ? TokenBeginning(literal: literal, leastLength: least) : nil
        }
    }

    /// Five bytes that are no word, or four that end in a sign: `ghp_`.
    private static func tells(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 4, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let last = bytes.last else {
            return false
        }
        let isSign = { (byte: UInt8) in !(byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) && !(byte >= 0x30 && byte <= 0x39)
        }
        if isEveryones(bytes) { return false }
        return isSign(last) || (bytes.count >= 5 && bytes.contains { isSign($0) || $0 >= 0x30 && $0 <= 0x39 })
    }

    /// `api_`, `pat.`, `secret-live-`, `v1.0-`, `1000.`: anybody's keys may begin so.
    private static func isEveryones(_ bytes: [UInt8]) -> Bool {
        let words: Set<String> = [
            "api", "apikey", "key", "pat", "token", "tok", "secret", "access", "auth", "private", "live", "test",
            "prod",
            "dev", "user", "app", "v",
        ]
        let parts = String(decoding: bytes, as: UTF8.self).lowercased().split { !$0.isLetter }
        return parts.allSatisfy { words.contains(String($0)) || $0 == "sk" && bytes.contains { 0x30...0x39 ~= $0 } }
    }

    /// The pattern within the group named `secret`.
    static func secret(in pattern: [UInt8]) -> String? {
        let opening = Array("(?<secret>".utf8)
        guard let start = pattern.indices.first(where: { pattern[$0...].starts(with: opening) }) else { return nil }
        var index = start + opening.count
        let begin = index
        var (depth, inClass) = (1, false)
        while index < pattern.count {
            switch pattern[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): inClass = true
            case UInt8(ascii: "]"): inClass = false
            case UInt8(ascii: "(") where !inClass: depth += 1
            case UInt8(ascii: ")") where !inClass:
                depth -= 1
                if depth == 0 { return String(decoding: pattern[begin..<index], as: UTF8.self) }
            default: break
            }
            index += 1
        }
        return nil
    }

    private struct Head {
        var bytes: [UInt8] = []
        /// Whether what comes next continues it.
        var isOpen = true
    }

    /// `gh[pousr]_` begins in five ways, `[a-z]` in none that tells.
    private static let fewLetters = 5
    /// More alternatives than this are not followed.
    private static let greatestChoice = 24

    private static func heads(of node: PatternNode) -> [Head] {
        switch node {
        case .bytes(let set):
            let bytes = set.bytes
            return bytes.count <= fewLetters ? bytes.map { Head(bytes: [$0]) } : [Head(isOpen: false)]
        case .sequence(let nodes):
            return nodes.reduce([Head()]) { heads, node in
                guard heads.contains(where: \.isOpen) else { return heads }
                let next = self.heads(of: node)
                let all = heads.flatMap { head in
                    head.isOpen ? next.map { Head(bytes: head.bytes + $0.bytes, isOpen: $0.isOpen) } : [head]
                }
                return all.count <= greatestChoice ? all : heads.map { Head(bytes: $0.bytes, isOpen: false) }
            }
        case .choice(let nodes): return nodes.flatMap { heads(of: $0) }
        case .repeated: return [Head(isOpen: false)]
        }
    }

    private static func leastLength(of node: PatternNode) -> Int {
        switch node {
        case .bytes: 1
        case .sequence(let nodes): nodes.reduce(0) { $0 + leastLength(of: $1) }
        case .choice(let nodes): nodes.map { leastLength(of: $0) }.min() ?? 0
        case .repeated(let node, let least, _): least * leastLength(of: node)
        }
    }
}
