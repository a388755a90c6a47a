import Foundation

/// Base64 in both alphabets, with or without padding, as tokens carry it.
package enum Base64Text {
    /// White space is passed over; nil for what is no base64.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var standard = text.filter { !$0.isWhitespace }.map { character -> Character in
            switch character {
            case "-": "+"
            case "_": "/"
            default: character
            }
        }
        while standard.last == "=" { standard.removeLast() }
        guard standard.count % 4 != 1 else { return nil }
        standard += Array(repeating: "=", count: (4 - standard.count % 4) % 4)
        return Data(base64Encoded: String(standard)).map { [UInt8]($0) }
    }

    static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// Without padding, as `ssh-keygen -l` prints fingerprints.
    static func encodeUnpadded(_ bytes: [UInt8]) -> String {
        String(encode(bytes).prefix { $0 != "=" })
    }
}
