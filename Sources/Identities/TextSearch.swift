/// Looks for values of named keys in the text around a secret, in whatever format it stands.
enum TextSearch {
    /// The value behind the first of `keys` (lower case): `key: value`, `"key" = "value"`, `KEY=value`.
    ///
    /// The nearest one to `\0`, which marks the secret's place, wins.
    static func value(of keys: [String], in text: String, allowed: (Character) -> Bool) -> String? {
        let characters = Array(text)
        let lower = Array(text.lowercased())
        guard characters.count == lower.count else { return nil }
        let centre = characters.firstIndex(of: "\0") ?? 0
        var best: (distance: Int, value: String)?
        for key in keys {
            let wanted = Array(key)
            var start = 0
            while let place = first(wanted, in: lower, from: start) {
                start = place + 1
                guard let value = value(at: place + wanted.count, in: characters, allowed: allowed) else { continue }
                let distance = abs(place - centre)
                if best.map({ distance < $0.distance }) ?? true { best = (distance, value) }
            }
        }
        return best?.value
    }

    private static func first(_ wanted: [Character], in text: [Character], from start: Int) -> Int? {
        guard let head = wanted.first, text.count >= wanted.count else { return nil }
        var place = start
        while place + wanted.count <= text.count {
            if text[place] == head, text[place..<(place + wanted.count)].elementsEqual(wanted) { return place }
            place += 1
        }
        return nil
    }

    private static func value(at start: Int, in text: [Character], allowed: (Character) -> Bool) -> String? {
        var place = start
        var sawSeparator = false
        while place < text.count, place - start < 12 {
            switch text[place] {
            case ":", "=": sawSeparator = true
            case " ", "\t", "\"", "'", ">", "\\": break
            default:
                guard sawSeparator else { return nil }
                let value = text[place...].prefix { allowed($0) }
                return value.isEmpty ? nil : String(value)
            }
            place += 1
        }
        return nil
    }
}
