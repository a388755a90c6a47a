internal import Model

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif

/// What is left of the limits while one outer content is opened.
struct OpeningBudget {
    let limits: OpeningLimits
    private(set) var bytesLeft: Int
    private(set) var entriesLeft: Int
    /// In the thread's processor time.
    let deadline: Double
    private(set) var notes: [OpeningNote] = []
    /// The limit that ended everything.
    private var exhaustion: String?

    init(_ limits: OpeningLimits) {
        self.limits = limits
        bytesLeft = limits.bytes
        entriesLeft = limits.entries
        deadline = Self.processorTime() + limits.seconds
    }

    /// A limit on the whole was hit: nothing more is opened.
    var isExhausted: Bool { exhaustion != nil }

    /// Takes bytes that were unpacked.
    /// - Returns: whether unpacking may go on.
    mutating func take(bytes: Int) -> Bool {
        bytesLeft -= bytes
        if bytesLeft < 0 { return exhaust("more than \(limits.bytes >> 20) MiB unpacked") }
        if Self.processorTime() > deadline {
            return exhaust("more than \(Int(limits.seconds)) seconds of processor time")
        }
        return !isExhausted
    }

    /// The deadline was met while an archive was read.
    mutating func noteTime() { _ = take(bytes: 0) }

    mutating func takeEntry() -> Bool {
        entriesLeft -= 1
        return entriesLeft >= 0 ? !isExhausted : exhaust("more than \(limits.entries) entries")
    }

    /// Whether so much may come out of so little.
    func allowsRatio(unpacked: Int, packed: Int) -> Bool {
        unpacked <= limits.ratioFloor || unpacked <= packed * limits.ratio
    }

    /// Bytes that may come out of so many in one go.
    func greatestSize(unpackedFrom packed: Int, atMost limit: Int) -> Int {
        max(0, min(limit, bytesLeft, max(limits.ratioFloor, packed * limits.ratio)))
    }

    private mutating func exhaust(_ limit: String) -> Bool {
        if exhaustion == nil {
            exhaustion = limit
            note(.limitHit, [], "opening it was stopped: \(limit); unpack it by hand and scan that")
        }
        return false
    }

    mutating func note(_ reason: Coverage.Reason, _ path: [UInt8], _ detail: String) {
        let note = OpeningNote(reason: reason, path: path, detail: detail)
        // A container with many bad entries says so once.
        guard notes.count < 20, !notes.contains(note) else { return }
        notes.append(note)
    }

    static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
