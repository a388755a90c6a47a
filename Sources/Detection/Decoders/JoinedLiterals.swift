private import CBytes
internal import Model

/// String literals that a program puts together again: `'abc' + 'def'`, `"abc" "def"`, `['abc', 'def'].join('')`.
///
/// Two things lead to them: a literal of `RunFinder.leastLength` bytes with another beside it, which is read with one line
/// on each side; and a `+` between two quotes, however short they are, from which the whole chain is read, over lines too.
enum JoinedLiterals {
    /// Lines before and behind the one with a long part that are read with it. An edit of one of them makes that one be
    /// looked at again, see `TouchedLines`.
    static let linesBefore = 1
    static let linesBehind = 1
    /// Bytes of a joint, with the white space in it.
    static let longestJoint = 64
    /// Bytes before and behind a run in which its neighbours are looked for, where lines are long.
    private static let reach = 4096

    /// Whether a run may be a literal: without a quote beside it, it is no candidate.
    @inline(__always)
    static func isBesideQuote(_ run: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        run.end < content.count && isQuote(content[run.end]) || run.start > 0 && isQuote(content[run.start - 1])
    }

    /// Whether a run may be joined to another literal, of its own line or, as far as its own line tells, of another.
    static func mayJoin(_ run: ByteSpan, line: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        if run.end < content.count, isQuote(content[run.end]), mayJoin(behind: run.end, line: line, in: content) {
            return true
        }
        guard run.start > 0, isQuote(content[run.start - 1]) else { return false }
        var position = run.start - 2
        while position >= line.start, run.start - position <= longestJoint {
            let byte = content[position]
            if isQuote(byte) { return true }
            guard mayStandBetween(byte) || position == run.start - 2 && (byte | 0x20) &- UInt8(ascii: "a") < 26 else {
                return false
            }
            position -= 1
        }
        return position < line.start
    }

    private static func mayJoin(behind quote: Int, line: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        var position = quote + 1
        while position < line.end, position - quote < longestJoint {
            let byte = content[position]
            if isQuote(byte) { return true }
            guard mayStandBetween(byte) else {
                // Perhaps a prefix.
                return position + 1 < line.end && isQuote(content[position + 1])
            }
            position += 1
        }
        return position >= line.end
    }

    /// In a joint, whatever is joined.
    private static func mayStandBetween(_ byte: UInt8) -> Bool { isBetween(byte) || byte == UInt8(ascii: ",") }

    /// Whether a run is a literal, or the end or beginning of one, with another beside it.
    /// - Parameter takesCommas: whether the literals of a list are joined, see `isListJoined`.
    @inline(__always)
    static func isCandidate(_ run: ByteSpan, in content: UnsafeRawBufferPointer, takesCommas: () -> Bool) -> Bool {
        if run.end < content.count, isQuote(content[run.end]) {
            if joint(at: run.end, in: content, end: content.count) != nil { return true }
            if joint(at: run.end, in: content, end: content.count, takesCommas: true) != nil, takesCommas() {
                return true
            }
        }
        guard run.start > 0, isQuote(content[run.start - 1]) else { return false }
        if jointStart(before: run.start, in: content) != nil { return true }
        return jointStart(before: run.start, in: content, takesCommas: true) != nil && takesCommas()
    }

    /// Where the joint begins that ends right before a literal's content; nil if there is none.
    static func jointStart(before place: Int, in content: UnsafeRawBufferPointer, takesCommas: Bool = false) -> Int? {
        guard place > 1, isQuote(content[place - 1]) else { return nil }
        var position = place - 2
        let least = max(0, place - longestJoint)
        while position >= least {
            let byte = content[position]
            if isQuote(byte) {
                return joint(at: position, in: content, end: content.count, takesCommas: takesCommas) == place
                    ? position : nil
            }
            // A letter before the quote may be one of Python's prefixes; elsewhere `joint` takes none.
            guard
                isBetween(byte) || byte == UInt8(ascii: ",")
                    || position == place - 2 && (byte | 0x20) &- UInt8(ascii: "a") < 26
            else { return nil }
            position -= 1
        }
        return nil
    }

    /// Whether lines call something that joins a list: `join`, `concat`, `implode`. Long lines are minified programs.
    static func isListJoined(_ lines: ByteSpan, in content: UnsafeRawBufferPointer) -> Bool {
        guard lines.count < reach else { return false }
        let end = min(lines.end, content.count)
        var position = lines.start
        // Every such word ends with a parenthesis, of which a line has few.
        while let found = content.first(UInt8(ascii: "("), from: position, to: end) {
            for word in joiners where content.hasWord(word, endingAt: found, from: lines.start) { return true }
            position = found + 1
        }
        return false
    }

    private static let joiners: [StaticString] = ["join", "Join", "oncat", "ONCAT", "mplode"]

    /// The lines around a run without joints.
    /// - Parameter lines: first to last line to read.
    static func piece(around run: ByteSpan, lines: ByteSpan, takesCommas: Bool, in content: UnsafeRawBufferPointer)
        -> DecodedPiece?
    {
        let span = ByteSpan(max(lines.start, run.start - reach), min(lines.end, run.end + reach, content.count))
        var joined: [UInt8] = []
        var starts: [UInt32] = []
        var position = span.start
        var jointCount = 0
        while position < span.end {
            if isQuote(content[position]),
                let end = joint(at: position, in: content, end: span.end, takesCommas: takesCommas)
            {
                position = end
                jointCount += 1
                continue
            }
            joined.append(content[position])
            starts.append(UInt32(truncatingIfNeeded: position))
            position += 1
        }
        guard jointCount > 0 else { return nil }
        starts.append(UInt32(truncatingIfNeeded: span.end))
        let nothing = ByteSpan(span.start, span.start)
        return DecodedPiece(
            joined, encoding: encoding, origin: .units(starts), before: nothing, after: ByteSpan(span.end, span.end),
            of: content)
    }

    static let encoding = "joined string literals"

    /// Behind the joint that begins with a closing quote: quote, white space, perhaps an operator, white space, quote.
    static func joint(at start: Int, in content: UnsafeRawBufferPointer, end: Int, takesCommas: Bool = false) -> Int? {
        let quote = content[start]
        var position = start + 1
        var operatorCount = 0
        var feeds = 0
        while position < end, position - start < longestJoint {
            let byte = content[position]
            // Programs mix their quotes only with an operator between.
            if byte == quote || operatorCount > 0 && isQuote(byte) {
                if operatorCount == 0, feeds > 0, isKey(position + 1, quote, in: content) { return nil }
                return position - start > 1 ? position + 1 : nil
            }
            if byte == UInt8(ascii: "\n") { feeds += 1 }
            if isOperator(byte) || takesCommas && byte == UInt8(ascii: ",") { operatorCount += 1 }
            guard isBetween(byte) || takesCommas && byte == UInt8(ascii: ","), operatorCount <= 2, feeds <= 1 else {
                // Python's f"", r"", b"" and u"".
                if "frbuFRBU".utf8.contains(byte), position + 1 < end, content[position + 1] == quote,
                    operatorCount > 0 || position - start > 1
                {
                    return position + 2
                }
                return nil
            }
            position += 1
        }
        return nil
    }

    /// Whether the literal that begins on the next line is the key of what follows it: `"a" = "b"`.
    private static func isKey(_ start: Int, _ quote: UInt8, in content: UnsafeRawBufferPointer) -> Bool {
        let end = min(content.count, start + longestJoint)
        // `"SERVER_PASSWORD=…"` and `"USE_THREADS=true"` below it in a list of Nix, `'HostName=db'` in one of Delphi; what is
        // left of base64 ends behind its sign.
        var name = start
        while name < end, ByteClass.isName(content[name]) { name += 1 }
        if name - start >= 3, name + 1 < end, content[name] == UInt8(ascii: "="),
            ByteClass.isAlphanumeric(content[name + 1])
        {
            return true
        }
        guard var position = (start..<max(start, end)).first(where: { content[$0] == quote || content[$0] == 0x0A }),
            content[position] == quote
        else { return false }
        repeat { position += 1 } while position < end && (content[position] == 0x20 || content[position] == 0x09)
        guard position < end else { return false }
        return content[position] == UInt8(ascii: "=") || content[position] == UInt8(ascii: ":")
    }

    static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    private static func isOperator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|")
            || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "_")
    }

    private static func isBetween(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A || isOperator(byte)
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func first(_ byte: UInt8, from start: Int, to end: Int) -> Int? {
        guard let base = baseAddress, start < end else { return nil }
        let place = rollcall_first(base, Int32(byte), start, end)
        return place < 0 ? nil : place
    }

    fileprivate func hasWord(_ word: StaticString, endingAt end: Int, from least: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        guard end - count >= least, let base = baseAddress else { return false }
        return memcmp(base + end - count, word.utf8Start, count) == 0
    }
}

#if canImport(Glibc)
    private import Glibc
#elseif canImport(Musl)
    private import Musl
#endif
