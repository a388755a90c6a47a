internal import CPCRE2
internal import Model

/// A compiled PCRE2 pattern with a group `secret`.
final class Pattern: @unchecked Sendable {
    // Safe: init alone writes `code` (compile, then JIT); PCRE2 lets any number of threads read it.
    fileprivate let code: OpaquePointer
    /// Usually one; behind `(?J)` several may have the name, and the first that takes part counts.
    fileprivate let secretGroups: [Int]
    /// Whether every match holds an anchor of its rule, so that none begins behind the anchor that it is looked for at.
    let holdsAnchor: Bool
    /// Bytes that a match has before the first anchor it holds, at most; nil where they are not known or many.
    let lead: Int?

    /// Named groups beside the secret's: public parts of the credential, in the order of their names.
    let publicGroups: [(name: String, number: Int)]

    /// - Parameters:
    ///   - rule: its id, for the error message.
    ///   - group: the group that is wanted.
    ///   - holdsAnchor, lead: see there.
    init(
        _ text: String, rule: String, group wanted: String = "secret", holdsAnchor: Bool = false,
        lead: Int? = nil
    ) throws(DetectionError) {
        self.holdsAnchor = holdsAnchor
        self.lead = lead
        var errorCode: Int32 = 0
        var offset = 0
        guard let context = pcre2_compile_context_create_8(nil) else { throw .outOfMemory(what: "a pattern") }
        defer { pcre2_compile_context_free_8(context) }
        pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
        var copy = text
        let compiled = copy.withUTF8 { bytes in
            // A line is our unit: ^ and $ mean its ends wherever the window was cut.
            pcre2_compile_8(
                bytes.baseAddress, bytes.count, PCRE2_MULTILINE | PCRE2_USE_OFFSET_LIMIT, &errorCode, &offset, context)
        }
        guard let compiled else {
            throw .badPattern(rule: rule, offset: offset, reason: Self.message(errorCode))
        }
        // Without JIT (or where the pattern is beyond it) the interpreter gives the same answer.
        pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
        let names = Self.names(of: compiled)
        secretGroups = names.filter { $0.name == wanted }.map(\.number).sorted()
        guard !secretGroups.isEmpty else {
            pcre2_code_free_8(compiled)
            throw .badPattern(rule: rule, offset: 0, reason: "it has no group named “\(wanted)”")
        }
        code = compiled
        publicGroups = names.filter { $0.name != wanted }
    }

    deinit { pcre2_code_free_8(code) }

    /// pcre2_pattern_info(3): entries of a fixed size, two bytes of group number before each name.
    private static func names(of code: OpaquePointer) -> [(name: String, number: Int)] {
        var (count, size): (UInt32, UInt32) = (0, 0)
        var table: UnsafePointer<UInt8>?
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
        guard let table else { return [] }
        return (0..<Int(count)).map { index in
            let entry = UnsafeBufferPointer(start: table + index * Int(size), count: Int(size))
            let name = entry.dropFirst(2).prefix { $0 != 0 }
            return (String(decoding: name, as: UTF8.self), Int(entry[0]) << 8 | Int(entry[1]))
        }
    }

    private static func message(_ code: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = pcre2_get_error_message_8(code, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer.prefix(Int(count)), as: UTF8.self) : "error \(code)"
    }
}

/// What a pattern took.
struct PatternMatch {
    let whole: ByteSpan
    /// What its wanted group took; all of it where the group took no part.
    let secret: ByteSpan

    func shifted(by distance: Int) -> PatternMatch {
        PatternMatch(whole: whole.shifted(by: distance), secret: secret.shifted(by: distance))
    }
}

/// What one worker needs to run patterns: match data, JIT stack, limits.
struct PatternMatcher: ~Copyable {
    enum Outcome {
        case match(PatternMatch)
        case noMatch
        /// A match, depth or heap limit was hit.
        case limitHit
    }

    // A pattern that needs more on a window of a few kilobytes is broken or under attack.
    private static let matchLimit: UInt32 = 500_000
    private static let depthLimit: UInt32 = 2_000
    private static let heapLimitInKiB: UInt32 = 8_192
    /// Groups whose places are kept, the whole match among them.
    private static let groupLimit: UInt32 = 48

    /// PCRE2_UNSET.
    private static let noLimit = Int(bitPattern: UInt.max)

    private let matchData: OpaquePointer
    private let context: OpaquePointer
    private let stack: OpaquePointer

    init() throws(DetectionError) {
        guard let matchData = pcre2_match_data_create_8(Self.groupLimit, nil) else {
            throw .outOfMemory(what: "match data")
        }
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_match_data_free_8(matchData)
            throw .outOfMemory(what: "a match context")
        }
        guard let stack = pcre2_jit_stack_create_8(32 << 10, 1 << 20, nil) else {
            pcre2_match_context_free_8(context)
            pcre2_match_data_free_8(matchData)
            throw .outOfMemory(what: "a JIT stack")
        }
        pcre2_set_match_limit_8(context, Self.matchLimit)
        pcre2_set_depth_limit_8(context, Self.depthLimit)
        pcre2_set_heap_limit_8(context, Self.heapLimitInKiB)
        pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
        self.matchData = matchData
        self.context = context
        self.stack = stack
    }

    deinit {
        pcre2_jit_stack_free_8(stack)
        pcre2_match_context_free_8(context)
        pcre2_match_data_free_8(matchData)
    }

    /// The first match that starts at or behind `start` and lies before `end`.
    /// Look-behinds may read what stands before `start`; nothing at or behind `end` is read.
    /// - Parameter latest: where it starts at the latest; nil for anywhere.
    func firstMatch(
        of pattern: Pattern, in content: UnsafeRawBufferPointer, from start: Int, to end: Int,
        startingBy latest: Int? = nil
    ) -> Outcome {
        let subject = content.baseAddress?.assumingMemoryBound(to: UInt8.self)
        pcre2_set_offset_limit_8(context, latest ?? Self.noLimit)
        let code = pcre2_match_8(pattern.code, subject, end, start, PCRE2_NOTEMPTY, matchData, context)
        guard code >= 0 else { return code == PCRE2_ERROR_NOMATCH ? .noMatch : .limitHit }
        guard let offsets = pcre2_get_ovector_pointer_8(matchData) else { return .noMatch }
        let whole = ByteSpan(Int(offsets[0]), Int(offsets[1]))
        for group in pattern.secretGroups where code == 0 || group < Int(code) {
            let (first, last) = (offsets[2 * group], offsets[2 * group + 1])
            // A group that took no part is set to the largest value.
            guard first <= last, last <= end else { continue }
            // Of several, an empty one says nothing.
            if first == last, pattern.secretGroups.count > 1 { continue }
            return .match(PatternMatch(whole: whole, secret: ByteSpan(Int(first), Int(last))))
        }
        return .match(PatternMatch(whole: whole, secret: whole))
    }

    /// Spans of groups in the match that begins at `start`; nil for groups that took no part.
    func groups(
        _ numbers: [Int], of pattern: Pattern, in content: UnsafeRawBufferPointer, from start: Int, to end: Int
    ) -> [ByteSpan?] {
        let subject = content.baseAddress?.assumingMemoryBound(to: UInt8.self)
        pcre2_set_offset_limit_8(context, Self.noLimit)
        let code = pcre2_match_8(pattern.code, subject, end, start, PCRE2_ANCHORED, matchData, context)
        guard code > 0, let offsets = pcre2_get_ovector_pointer_8(matchData) else { return numbers.map { _ in nil } }
        return numbers.map { number in
            let (first, last) = (offsets[2 * number], offsets[2 * number + 1])
            return number < Int(code) && first <= last && last <= end ? ByteSpan(Int(first), Int(last)) : nil
        }
    }
}
