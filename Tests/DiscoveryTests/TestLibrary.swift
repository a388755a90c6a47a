import Detection

/// All rules, made ready once: that takes a debug build longer than most tests.
enum TestLibrary {
    private static let made = Result { try RuleLibrary() }

    static func shared() throws -> RuleLibrary { try made.get() }
}
