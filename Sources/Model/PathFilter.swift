private import Synchronization

/// Which paths a scan takes: globs to include and exclude, as in .gitignore.
///
/// `*` and `?` stop at `/`, `**` does not. A pattern without `/` means a file or folder of that name anywhere; one with
/// `/` counts from the top. A pattern that names a folder means all that is below it.
package struct PathFilter: Sendable, CustomStringConvertible {
    private let included: [[UInt8]]
    private let excluded: [[UInt8]]
    private let patterns: [String]
    private let use = Use()

    /// Which of the included globs took a path, shared by all copies: a bit for each of the first 63, and one for any path.
    private final class Use: Sendable {
        let bits = Atomic<UInt64>(0)

        static let asked: UInt64 = 1 << 63
    }

    /// - Parameters: globs that `fault(in:)` has passed; nothing included means everything.
    package init(include: [String] = [], exclude: [String] = []) {
        patterns = include
        included = include.map { Array(Self.plain($0).utf8) }
        excluded = exclude.map { Array(Self.plain($0).utf8) }
    }

    /// Without what says only that it counts from the top: `./src` is `/src`, and `.` is everything.
    package static func plain(_ pattern: String) -> String {
        guard pattern == "." || pattern.hasPrefix("./") else { return pattern }
        var rest = pattern[...]
        while rest.hasPrefix("./") { rest = rest.dropFirst(2).drop { $0 == "/" } }
        return rest.isEmpty || rest == "." ? "**" : "/" + rest
    }

    /// Included globs that took none of the paths that were asked for; empty where none was.
    package var unmatched: [String] {
        let bits = use.bits.load(ordering: .relaxed)
        guard bits & Use.asked != 0 else { return [] }
        return patterns.prefix(63).enumerated().filter { bits & 1 << UInt64($0.offset) == 0 }.map(\.element)
    }

    /// What is wrong with a pattern; nil if it is one.
    package static func fault(in pattern: String) -> String? {
        if pattern.allSatisfy({ $0 == "/" || $0.isWhitespace }) { return "“\(pattern)” matches nothing" }
        if pattern.hasPrefix("!") {
            return
                "“\(pattern)” begins with “!”, and what is not meant is named by itself here: include and exclude are two lists"
        }
        if pattern.split(separator: "/").contains("..") { return "“\(pattern)” leaves the folder that is scanned" }
        if pattern.firstMatch(of: /\{[^{}]*,[^{}]*\}/) != nil {
            return "“\(pattern)” has a choice in braces, which is not known here; give a glob for each"
        }
        // It would stand for itself, and quietly match nothing.
        guard pattern.contains("[") else { return nil }
        return
            "“\(pattern)” has a “[”, and sets of characters are not known here; give a glob for each, or ? for a bracket in a name"
    }

    /// Whether it leaves nothing out.
    package var takesAll: Bool { included.isEmpty && excluded.isEmpty }

    /// - Parameter path: from the top, without a leading `/`.
    package func takes(_ path: [UInt8]) -> Bool {
        guard !included.isEmpty else { return !excluded.contains { Self.covers($0, path) } }
        let known = use.bits.load(ordering: .relaxed)
        var (bits, isIncluded) = (known | Use.asked, false)
        for (index, pattern) in included.enumerated() {
            let bit: UInt64 = index < 63 ? 1 << UInt64(index) : Use.asked
            if isIncluded, known & bit != 0 { continue }
            guard Self.covers(pattern, path) else { continue }
            (bits, isIncluded) = (bits | bit, true)
        }
        if bits != known { use.bits.bitwiseOr(bits, ordering: .relaxed) }
        return isIncluded && !excluded.contains { Self.covers($0, path) }
    }

    /// Whether nothing below this folder can be taken.
    package func excludesFolder(_ path: [UInt8]) -> Bool { excluded.contains { Self.covers($0, path) } }

    /// Whether the pattern matches the path or one of the folders it lies in.
    private static func covers(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
        let slash = UInt8(ascii: "/")
        var pattern = pattern[...]
        if pattern.last == slash { pattern = pattern.dropLast() }
        let isAnchored = pattern.contains(slash)
        if pattern.first == slash { pattern = pattern.dropFirst() }
        var start = path.startIndex
        for end in path.indices.filter({ path[$0] == slash }) + [path.endIndex] {
            let part = isAnchored ? path[..<end] : path[start..<end]
            if matches(pattern, part) { return true }
            start = end < path.endIndex ? end + 1 : end
        }
        return false
    }

    /// The globs: what was scanned under others is no answer.
    package var description: String {
        [included, excluded].map { $0.map { String(decoding: $0, as: UTF8.self) }.description }.joined(separator: " ")
    }

    /// What a star may stand for.
    private enum Star {
        case name, anything
        /// `**/`: any number of whole folders, also none.
        case folders
    }

    /// Backtracks to the last star only, so the time is bounded by the product of both lengths.
    static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        let (star, question, slash) = (UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "/"))
        var p = pattern.startIndex
        var t = text.startIndex
        var retry: (pattern: Int, text: Int, star: Star)?
        var wide: (pattern: Int, text: Int, star: Star)?
        // Where the next attempt begins when the star takes a little more; nil if it cannot.
        func next(_ star: Star, from start: Int) -> Int? {
            guard start < text.endIndex else { return nil }
            return switch star {
            case .name: text[start] == slash ? nil : start + 1
            case .anything: start + 1
            case .folders: text[start...].firstIndex(of: slash).map { $0 + 1 }
            }
        }
        while t < text.endIndex || p < pattern.endIndex {
            if p < pattern.endIndex, pattern[p] == star {
                let beginsName = p == pattern.startIndex || pattern[p - 1] == slash
                let isDouble = p + 1 < pattern.endIndex && pattern[p + 1] == star
                p += isDouble ? 2 : 1
                var kind = isDouble ? Star.anything : .name
                if isDouble, beginsName, p < pattern.endIndex, pattern[p] == slash {
                    p += 1
                    kind = .folders
                }
                retry = (p, t, kind)
                if isDouble { wide = retry }
                continue
            }
            if p < pattern.endIndex, t < text.endIndex,
                pattern[p] == text[t] || (pattern[p] == question && text[t] != slash)
            {
                p += 1
                t += 1
                continue
            }
            if let last = retry, let start = next(last.star, from: last.text) {
                retry = (last.pattern, start, last.star)
                if last.star != .name { wide = retry }
                (p, t) = (last.pattern, start)
            } else if let last = wide, let start = next(last.star, from: last.text) {
                wide = (last.pattern, start, last.star)
                retry = wide
                (p, t) = (last.pattern, start)
            } else {
                return false
            }
        }
        return true
    }
}
