internal import CBytes
package import Model

/// The markers of one content: on a secret's line, on the line before, or around it.
///
///     token = "…"  # rollcall:allow github-personal-access-token until=2026-12-31 -- a test's own
///     # rollcall:allow-next-line
///     # rollcall:allow-begin generic-* until=2026-12-31
///     # rollcall:allow-end
///
/// What follows the marker up to a word that can be none is rule ids; the rest of the line is the reason. An end date may
/// stand anywhere; one that is none allows nothing: a slip must not allow for ever.
package struct InlineMarkers {
    private struct Marker {
        /// Ids or `prefix*`; empty for all.
        let rules: [String]
        let allowance: InlineAllowance

        func allows(_ rule: String) -> InlineAllowance {
            rules.isEmpty || rules.contains { Rule.isNamed(rule, by: $0) } ? allowance : .none
        }
    }

    private struct Block {
        let lines: ByteSpan
        let marker: Marker
    }

    private let content: UnsafeRawBufferPointer
    private let blocks: [Block]
    private let hasNextLine: Bool

    /// Looks for markers of blocks and of next lines; those on a secret's own line are read when asked for.
    /// - Parameters:
    ///   - content: borrowed for as long as this lives.
    ///   - isBare: whether `isBare(_:in:)` said so; then there is nothing to look for.
    package init(_ content: UnsafeRawBufferPointer, isBare: Bool = false) {
        self.content = content
        // Each search goes through all of the content; what all these markers have in common takes two.
        let hasOwn = !isBare && Self.first(Self.ownPrefix, in: content, from: 0, to: content.count) != nil
        hasNextLine =
            hasOwn && Self.first(InlineMarker.nextLine, in: content, from: 0, to: content.count) != nil
            || !isBare && Self.first(Self.foreignEnd, in: content, from: 0, to: content.count) != nil
        blocks = hasOwn ? Self.blocks(in: content) : []
    }

    private static let ownPrefix = InlineMarker.own + "-"
    private static let foreignEnd = "nextline secret"

    /// Whether no marker of a block or of a next line stands in these lines, each of which is whole.
    package static func isBare(_ lines: [ByteSpan], in content: UnsafeRawBufferPointer) -> Bool {
        lines.allSatisfy { span in
            [ownPrefix, foreignEnd].allSatisfy { first($0, in: content, from: span.start, to: span.end) == nil }
        }
    }

    /// What is said of a secret.
    /// - Parameters:
    ///   - whole: the match; all its lines count.
    ///   - isMarked: `Match.isAllowedInline`.
    package func allowance(for whole: ByteSpan, rule: String, isMarked: Bool) -> InlineAllowance {
        guard isMarked || hasNextLine || !blocks.isEmpty else { return .none }
        let lines = ByteSpan(
            LineFinder.start(before: whole.start, in: content),
            LineFinder.end(after: max(whole.start, whole.end - 1), in: content))
        var allowance = isMarked ? onTheLines(lines, rule) : .none
        if hasNextLine, lines.start > 0 {
            let before = ByteSpan(LineFinder.start(before: lines.start - 1, in: content), lines.start - 1)
            for text in InlineMarker.foreignNextLine
            where Self.first(text, in: content, from: before.start, to: before.end) != nil {
                return .allowed
            }
            if let place = Self.first(InlineMarker.nextLine, in: content, from: before.start, to: before.end) {
                allowance = allowance.or(
                    Self.marker(behind: place + InlineMarker.nextLine.utf8.count, in: content).allows(rule))
            }
        }
        for block in blocks where block.lines.start <= lines.start && lines.end <= block.lines.end {
            allowance = allowance.or(block.marker.allows(rule))
        }
        return allowance
    }

    private func onTheLines(_ lines: ByteSpan, _ rule: String) -> InlineAllowance {
        for text in InlineMarker.foreign where Self.first(text, in: content, from: lines.start, to: lines.end) != nil {
            return .allowed
        }
        var allowance = InlineAllowance.none
        var isOnLine = false
        var from = lines.start
        while let place = Self.first(InlineMarker.own, in: content, from: from, to: lines.end) {
            isOnLine = true
            from = place + InlineMarker.own.utf8.count
            // `rollcall:allow-next-line` and its like mean other lines.
            if from < content.count, content[from] == UInt8(ascii: "-") { continue }
            allowance = allowance.or(Self.marker(behind: from, in: content).allows(rule))
        }
        // It stands in what is encoded on the line: the scanner has seen it there, and there it has no arguments.
        return isOnLine ? allowance : .allowed
    }

    private static func blocks(in content: UnsafeRawBufferPointer) -> [Block] {
        var blocks: [Block] = []
        var from = 0
        while let start = first(InlineMarker.begin, in: content, from: from, to: content.count) {
            let behind = start + InlineMarker.begin.utf8.count
            // One that is never ended ends at once: a forgotten end must not allow the rest of a file.
            guard let end = first(InlineMarker.end, in: content, from: behind, to: content.count) else { break }
            blocks.append(
                Block(
                    lines: ByteSpan(
                        LineFinder.start(before: start, in: content), LineFinder.end(after: end, in: content)),
                    marker: marker(behind: behind, in: content)))
            from = end
        }
        return blocks
    }

    private static func marker(behind start: Int, in content: UnsafeRawBufferPointer) -> Marker {
        let end = min(LineFinder.end(after: start, in: content), start + 512)
        let text = String(decoding: UnsafeRawBufferPointer(rebasing: content[start..<end]), as: UTF8.self)
        var rules: [String] = []
        var allowance = InlineAllowance.allowed
        var isInReason = false
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "," || $0 == "\r" }) {
            // Behind the reason as well: an exception that was to end must not go on for ever.
            if word.hasPrefix("until=") {
                let own = date(word.dropFirst(6)).map { InlineAllowance.until($0) } ?? .none
                allowance = allowance.and(own)
            } else if !isInReason, isRule(word) {
                rules.append(String(word))
            } else {
                isInReason = true
            }
        }
        return Marker(rules: rules, allowance: allowance)
    }

    /// `2026-12-31`, in quotes and before what ends a comment, too.
    private static func date(_ text: Substring) -> CivilDate? {
        let text = text.drop { $0 == "\"" || $0 == "'" }
        let rest = text.dropFirst(10)
        return rest.utf8.contains { $0 >= 0x80 || isDigitOrLetter($0) } ? nil : CivilDate(text.prefix(10))
    }

    private static func isDigitOrLetter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }

    /// Rule ids have a hyphen, which tells them from the first word of a reason.
    private static func isRule(_ word: Substring) -> Bool {
        let body = word.hasSuffix("*") ? word.dropLast() : word
        guard let first = body.utf8.first, (0x61...0x7A).contains(first), body.utf8.contains(0x2D) else { return false }
        return body.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    private static func first(_ text: String, in content: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int?
    {
        guard let base = content.baseAddress, start < end else { return nil }
        var text = text
        return text.withUTF8 { wanted in
            let place = rollcall_find(base + start, end - start, wanted.baseAddress, wanted.count)
            return place < 0 ? nil : start + place
        }
    }
}
