/// How long one content may be looked at: a hostile one has so many anchors, each the beginning of nothing, that trying
/// all of them takes minutes for a megabyte. Ordinary contents take a hundredth of this.
struct ScanPatience {
    /// In the thread's processor time.
    private var deadline = 0.0
    private var questions = 0
    private var hasEnded = false

    /// Seconds, and seconds more for each MiB. A debug build is slow by itself.
    #if DEBUG
        private static let (base, perMebibyte) = (30.0, 10.0)
    #else
        private static let (base, perMebibyte) = (3.0, 0.5)
    #endif

    mutating func begin(count: Int) {
        hasEnded = false
        questions = 0
        deadline = Double(count) / 0x1p20 * Self.perMebibyte + Self.base
    }

    /// Asked before each try. The clock is read at some of them only, and not at all for contents with few.
    var isOver: Bool {
        mutating get {
            if hasEnded { return true }
            questions += 1
            // Until the first reading `deadline` is a duration: most contents never come so far.
            if questions == 32 { deadline += OpeningBudget.processorTime() }
            if questions > 32, questions % 32 == 0 { hasEnded = OpeningBudget.processorTime() > deadline }
            return hasEnded
        }
    }
}
