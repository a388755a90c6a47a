internal import Identities

/// What frameworks ask of a place and its secret, as bits: worked out once when a finding comes, so that no list has to look
/// at a million of them.
enum SightingTrait: Int {
    /// A token that names `none` as its algorithm.
    case unsigned = 1
    /// RSA below 2048 bits, DSA.
    case weakKey = 2
    /// In a file that belongs to a person; counts only while the place is not closed.
    case personalFile = 4
    case aiProvider = 8
    /// Of an identity: one of its secrets is somebody else's too.
    case severalIdentities = 16

    /// On the table `identity`.
    var condition: String { "traits & \(rawValue)" }

    private static let personalFiles = [
        ".bash_history", ".zsh_history", ".netrc", ".git-credentials", ".pgpass", ".bashrc", ".zshrc", ".profile",
    ].map { Array($0.utf8) }

    static func bits(of record: FindingRecord) -> Int {
        var bits = 0
        func set(_ trait: SightingTrait, _ truth: Bool) { if truth { bits |= trait.rawValue } }
        if !record.facts.isEmpty {
            set(.unsigned, record.facts["algorithm"] == "none")
            switch record.facts["key_type"] {
            case "dsa": set(.weakKey, true)
            case "rsa": set(.weakKey, record.facts["key_bits"].flatMap { Int($0) }.map { $0 < 2048 } ?? false)
            default: break
            }
        }
        // The last name begins with a dot; most do not.
        let path = record.path.utf8
        if let dot = path.lastIndex(of: UInt8(ascii: ".")) {
            let ending = path[dot...]
            set(.personalFile, personalFiles.contains { ending.elementsEqual($0) })
        }
        set(.aiProvider, record.kind == "ai-provider-key")
        return bits
    }
}
