/// Names of words that stand behind what a token begins with: `figd_` is a prefix of names, too.
///
/// Letters that are drawn at random do not run as in words, however they are joined.
enum NamedBody {
    static func matches(_ body: UnsafeRawBufferPointer) -> Bool {
        let shape = ValueShape(body)
        guard shape.count >= 12, shape.digits == 0, shape.letters * 10 >= shape.count * 7,
            shape.letters + shape.underscores + shape.hyphens + shape.dots == shape.count
        else { return false }
        // `insert_keyxxxxxxxxxx`
        if shape.longestRun >= 8 { return true }
        return shape.steps * 2 < shape.count && shape.likeness.mean >= leastLikeness
    }

    /// Of two thousand bodies of random letters none reaches it.
    private static let leastLikeness = 195
}
