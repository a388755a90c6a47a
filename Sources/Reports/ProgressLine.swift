/// One status line of a scan that is under way. The caller writes it to standard error, behind `\r` and an erase.
package struct ProgressLine: Sendable {
    /// How far a scan is.
    package struct Snapshot: Sendable {
        /// What is going on, as a participle: `Scanning`, `Tracing`…
        package var phase: String
        /// Objects or files, of `total`.
        package var done: Int
        /// Nil while nobody knows.
        package var total: Int?
        /// Of contents that were looked at.
        package var bytes: Int64
        package var findings: Int
        /// Since the phase began.
        package var elapsedSeconds: Double

        package init(
            phase: String, done: Int, total: Int?, bytes: Int64, findings: Int, elapsedSeconds: Double
        ) {
            self.phase = phase
            self.done = done
            self.total = total
            self.bytes = bytes
            self.findings = findings
            self.elapsedSeconds = elapsedSeconds
        }
    }

    private static let widestBar = 30
    private static let narrowestBar = 8

    /// The line, never wider than `width` columns: what does not fit is left out, the least important first.
    package static func text(_ snapshot: Snapshot, width: Int) -> String {
        let optional = [objects(snapshot), findings(snapshot), rate(snapshot), timeLeft(snapshot)]
        let head = [TerminalText.safe(snapshot.phase, columns: max(1, width)), percent(snapshot)].compactMap(\.self)
        var shown: [String] = []
        for kept in stride(from: optional.count, through: 0, by: -1) {
            shown = optional.prefix(kept).compactMap(\.self)
            if columns(head + shown) <= width { break }
        }
        // Two spaces part a bar from what is around it.
        let room = width - columns(head + shown) - 2
        guard let share = snapshot.share, room >= narrowestBar else {
            return TerminalText.safe((head + shown).joined(separator: "  "), columns: max(1, width))
        }
        let bar = bar(share, columns: min(room, widestBar))
        return ([head[0], bar] + head.dropFirst() + shown).joined(separator: "  ")
    }
}

extension ProgressLine {
    private static func bar(_ share: Double, columns: Int) -> String {
        let full = Int((share * Double(columns)).rounded(.down))
        return String(repeating: "━", count: full) + String(repeating: "╌", count: columns - full)
    }

    private static func percent(_ snapshot: Snapshot) -> String? {
        snapshot.share.map { share in
            let text = String(Int(share * 100))
            return String(repeating: " ", count: 3 - text.utf8.count) + text + "%"
        }
    }

    private static func objects(_ snapshot: Snapshot) -> String? {
        let done = Quantity.grouped(snapshot.done)
        guard let total = snapshot.total, snapshot.share != nil else { return snapshot.done > 0 ? done : nil }
        let whole = Quantity.grouped(total)
        // Padded, so that the line does not jump.
        return String(repeating: " ", count: max(0, whole.utf8.count - done.utf8.count)) + done + "/" + whole
    }

    private static func findings(_ snapshot: Snapshot) -> String? {
        Quantity.counted(snapshot.findings, "finding")
    }

    private static func rate(_ snapshot: Snapshot) -> String? {
        guard snapshot.elapsedSeconds > 0.1, snapshot.bytes > 0 else { return nil }
        return Quantity.bytes(Double(snapshot.bytes) / snapshot.elapsedSeconds) + "/s"
    }

    /// Nothing in the first half second: a guess from so little jumps about.
    private static func timeLeft(_ snapshot: Snapshot) -> String? {
        guard let share = snapshot.share, share > 0, share < 1, snapshot.elapsedSeconds >= 0.5 else { return nil }
        return Quantity.duration((snapshot.elapsedSeconds * (1 - share) / share).rounded(.up)) + " left"
    }

    private static func columns(_ parts: [String]) -> Int {
        TerminalText.columns(of: parts.joined(separator: "  "))
    }
}

extension ProgressLine.Snapshot {
    /// 0–1; nil without a total.
    fileprivate var share: Double? {
        guard let total, total > 0 else { return nil }
        return min(max(Double(done) / Double(total), 0), 1)
    }
}
