internal import Model

/// Words that names of secrets are made of. Where one of them is a password by itself, taking it out of every text would
/// hide nothing, and leave `.p…d(` in code and `Fix p…d reset` among summaries.
package enum NamingWord: Sendable {
    /// Says what a value is: `password`, `secret`, `token`.
    case secret
    /// Says whose or which one it is: `postgres`, `admin`, `test`.
    case other

    /// nil for what is no such word.
    package init?(_ word: [UInt8]) {
        var hash = WordHash()
        for byte in word {
            guard ByteClass.isLetter(byte) else { return nil }
            hash.add(byte | 0x20)
        }
        switch KeyWord(rawValue: KeyWord.table.value(of: hash)) {
        case .password, .secret, .token, .key, .credential, .apiKey, .authorization: self = .secret
        case nil: return nil
        default: self = .other
        }
    }
}
