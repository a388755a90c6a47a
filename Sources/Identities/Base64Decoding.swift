import Foundation
package import Model

extension Base64Text {
    /// The bytes of base64 in either alphabet, with or without padding, as tokens carry it. White space is passed
    /// over; nil for what is no base64.
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
}
