private import Dispatch
private import Model
private import Synchronization

/// Parses lines on one thread while another stores what was parsed before.
final class ParsedBatches: Sendable {
    enum Parsed: Sendable {
        case finding(PreparedFinding)
        case artefact(ArtefactRecord, line: Int)
    }

    private struct State {
        var batches: [[Parsed]] = []
        /// Those that were stored. The thread that made them frees them: it has time, and their memory is its own.
        var used: [[Parsed]] = []
        var failure: RollError?
        var isFinished = false
    }

    private let state = Locked(State())
    private let filled = DispatchSemaphore(value: 0)
    private let free = DispatchSemaphore(value: ParsedBatches.most)
    private let isStopped = Atomic(false)
    /// Batches that wait for the roll, so that memory is bounded, and findings in a batch.
    private static let most = 4
    private static let size = 1024

    private let prepare: @Sendable (FindingRecord, Int) -> PreparedFinding?

    /// Begins to read.
    /// - Parameter prepare: works out what can be without the roll, of a finding and the number of its line.
    init(path: String, prepare: @escaping @Sendable (FindingRecord, Int) -> PreparedFinding?) {
        self.prepare = prepare
        DispatchQueue.global().async { self.parse(path) }
    }

    private func parse(_ path: String) {
        var batch: [Parsed] = []
        batch.reserveCapacity(Self.size)
        do {
            try FindingsReader(path: path).forEachLine { line, number in
                if isStopped.load(ordering: .relaxed) {
                    throw RollError.unreadableFindings(file: path, line: number, reason: "stopped")
                }
                do {
                    switch try FindingsLine(line) {
                    case .finding(let record):
                        if let prepared = prepare(record, number) { batch.append(.finding(prepared)) }
                    case .artefact(let record): batch.append(.artefact(record, line: number))
                    case .run: break
                    }
                } catch let fault as JSONCursor.Fault {
                    throw RollError.unreadableFindings(file: path, line: number, reason: fault.reason)
                }
                if batch.count == Self.size {
                    hand(batch)
                    batch.removeAll(keepingCapacity: true)
                }
            }
            hand(batch)
            finish(nil)
        } catch let error as RollError {
            finish(error)
        } catch {
            finish(.unreadableFindings(file: path, line: 0, reason: "\(error)"))
        }
    }

    private func hand(_ batch: [Parsed]) {
        free.wait()
        let used = state.withLock { state in
            defer { state.used = [] }
            state.batches.append(batch)
            return state.used
        }
        filled.signal()
        withExtendedLifetime(used) {}
    }

    private func finish(_ failure: RollError?) {
        state.withLock {
            $0.failure = failure
            $0.isFinished = true
        }
        filled.signal()
    }

    /// The next batch, in the order of the file; nil at its end.
    func next() throws(RollError) -> [Parsed]? {
        filled.wait()
        let (batch, failure) = state.withLock { state -> ([Parsed]?, RollError?) in
            if !state.batches.isEmpty { return (state.batches.removeFirst(), nil) }
            return (nil, state.failure)
        }
        if let failure { throw failure }
        if batch != nil { free.signal() }
        return batch
    }

    /// Takes back a batch that is no longer needed.
    func giveBack(_ batch: [Parsed]) { state.withLock { $0.used.append(batch) } }

    /// Lets the reader come to its end early.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
        free.signal()
    }
}
