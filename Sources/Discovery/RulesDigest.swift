private import Crypto
package import Detection
private import Model
private import RuleFormat
private import Synchronization

/// SHA-256 of the rules in force, 64 hexadecimal digits. It is worked out for the first who asks: that takes longer than
/// scanning a commit, and a hook has no use for it.
package final class RulesDigest: Sendable {
    private let library: RuleLibrary
    private let made = Locked<String?>(nil)

    /// Rules that leave their place to others where settings excuse them.
    private let yielding: Set<Int>

    package init(of library: RuleLibrary, yielding: Set<Int> = []) {
        self.library = library
        self.yielding = yielding
    }

    /// 64 hexadecimal digits: SHA-256 of every definition in force. Made when it is first asked for.
    package var value: String {
        made.withLock { made in
            if let made { return made }
            var digest = SHA256()
            library.forEachDefinition { text in
                digest.update(bufferPointer: text)
                digest.update(data: [0x1E] as [UInt8])
            }
            for rule in yielding.sorted() {
                digest.update(data: Array(library.rules[rule].definition.id.utf8) + [0x1D])
            }
            let value = Hexadecimal.text(digest.finalize())
            made = value
            return value
        }
    }
}
