internal import Detection

/// How coverage names what stands in a container.
enum OpeningText {
    static func subject(_ outer: String, _ note: OpeningNote) -> String {
        note.path.isEmpty ? outer : outer + "!" + String(decoding: note.path, as: UTF8.self)
    }
}

/// What coverage says of a pattern that gave up.
enum LimitNote {
    static func detail(_ limit: Scanner.LimitHit) -> String {
        "rule \(limit.rule) gave up at byte \(limit.offset): its pattern ran into a limit; look at that place by hand"
    }
}
