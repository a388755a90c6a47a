package import Model

/// A ref that a push changes.
package struct RefUpdate: Hashable, Sendable {
    /// Full: `refs/heads/main`.
    package let name: String
    /// What the receiving side has; nil for a new ref.
    package let old: ObjectID?
    /// nil for a ref that is deleted.
    package let new: ObjectID?

    /// Git says something else than githooks(5) has it.
    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    /// Standard input of pre-push: `<local ref> <local object> <remote ref> <remote object>` a line (githooks(5)).
    package static func pushed(_ input: String) throws(Fault) -> [RefUpdate] {
        try read(input, words: 4, objects: [1, 3]) { RefUpdate(name: $0[2], old: $0[3], new: $0[1]) }
    }

    /// Standard input of pre-receive: `<old object> <new object> <ref>` a line.
    package static func received(_ input: String) throws(Fault) -> [RefUpdate] {
        try read(input, words: 3, objects: [0, 1]) { RefUpdate(name: $0[2], old: $0[0], new: $0[1]) }
    }

    private init(name: Substring, old: Substring, new: Substring) {
        self.name = String(name)
        self.old = Self.object(old)
        self.new = Self.object(new)
    }

    private static func read(
        _ input: String, words count: Int, objects: [Int], _ make: ([Substring]) -> RefUpdate
    ) throws(Fault) -> [RefUpdate] {
        var updates: [RefUpdate] = []
        for line in input.textLines where !line.isEmpty {
            let words = line.split(separator: " ")
            // A local ref may be an expression with a space in it: `HEAD@{1 day ago}`.
            let own = count == 4 ? words.suffix(4) : words[...]
            guard words.count >= count, objects.allSatisfy({ isObject(own[own.startIndex + $0]) }) else {
                throw Fault(
                    description: "Git passed the line “\(line.prefix(120))”, which is not what githooks(5) describes")
            }
            updates.append(make(Array(own)))
        }
        return updates
    }

    /// Zeros, as many as the repository's names have, stand for no object.
    private static func isObject(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { $0 == UInt8(ascii: "0") } || ObjectID(hex: text) != nil
    }

    private static func object(_ text: Substring) -> ObjectID? {
        text.utf8.allSatisfy { $0 == UInt8(ascii: "0") } ? nil : ObjectID(hex: text)
    }
}
