/// Looks for values of named keys in the text around a secret, in whatever format it stands.
enum TextSearch {
    /// The value behind the first of `keys` (lower case): `key: value`, `"key" = "value"`, `KEY=value`.
    ///
    /// The nearest one to `\0`, which marks the secret's place, wins.
    /// - Parameter beginning: whether a key begins its word: `host` is no key of `dbhost:5432`.
    static func value(
        of keys: [String], in text: String, beginning: Bool = false, allowed: (Character) -> Bool
    ) -> String? {
        let bytes = Array(text.utf8)
        let centre = bytes.firstIndex(of: 0) ?? 0
        var best: (distance: Int, value: String)?
        for key in keys {
            let wanted = Array(key.utf8)
            var start = 0
            while let place = first(wanted, in: bytes, from: start) {
                start = place + 1
                if beginning, place > 0, isAlphanumeric(bytes[place - 1]) { continue }
                guard let value = value(at: place + wanted.count, in: bytes, allowed: allowed) else { continue }
                let distance = abs(place - centre)
                if best.map({ distance < $0.distance }) ?? true { best = (distance, value) }
            }
        }
        return best?.value
    }

    private static func first(_ wanted: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        guard let head = wanted.first, text.count >= wanted.count else { return nil }
        var place = start
        while place + wanted.count <= text.count {
            if lower(text[place]) == head, wanted.indices.allSatisfy({ lower(text[place + $0]) == wanted[$0] }) {
                return place
            }
            place += 1
        }
        return nil
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower(byte))
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    private static func value(at start: Int, in text: [UInt8], allowed: (Character) -> Bool) -> String? {
        var place = start
        var sawSeparator = false
        while place < text.count, place - start < 12 {
            switch text[place] {
            case UInt8(ascii: ":"), UInt8(ascii: "="): sawSeparator = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ">"),
                UInt8(ascii: "\\"):
                break
            default:
                guard sawSeparator else { return nil }
                // Whether a letter beyond ASCII is allowed is asked of the whole letter.
                let bytes = text[place...].prefix { $0 >= 0x80 || allowed(Character(UnicodeScalar($0))) }
                let value = String(decoding: bytes, as: UTF8.self).prefix { allowed($0) }
                return value.isEmpty ? nil : String(value)
            }
            place += 1
        }
        return nil
    }
}
