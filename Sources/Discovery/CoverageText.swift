internal import Detection

/// How coverage tells of what could not be looked into.
enum CoverageText {
    /// Names what stands in a container, below what the container is called.
    static func subject(_ outer: String, _ note: OpeningNote) -> String {
        note.path.isEmpty ? outer : outer + "!" + String(decoding: note.path, as: UTF8.self)
    }

    /// What is said of a pattern that gave up.
    static func detail(_ limit: Scanner.LimitHit) -> String {
        "rule \(limit.rule) gave up at byte \(limit.offset): its pattern ran into a limit; look at that place by hand"
    }
}
