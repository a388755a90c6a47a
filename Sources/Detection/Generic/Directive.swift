internal import Model

/// The word before a key that says that a value follows: `#define WIFI_PASS "x"`, `setenv DB_PASS "x"`, `set $token "x";` of
/// nginx, `set -gx DB_PASS "x"` of fish, `set(DB_PASS "x")` of CMake.
struct Directive {
    let text: WindowText
    let key: KeySite

    private static let words: [StaticString] = [
        "#define ", "# define ", "setenv ", "set ", "set(", "env ", "arg ", "export ",
    ]

    private var begin: Int { text.skippingBlanks(text.lineStart(key.name.start)) }

    /// Whether such a word begins the key's line, and nothing but its options stands between them.
    var sets: Bool {
        let begin = begin
        let name = key.before == UInt8(ascii: "$") ? key.name.start - 1 : key.name.start
        return Self.words.contains { text.has($0, at: begin) && behindOptions(begin + $0.utf8CodeUnitCount) == name }
    }

    /// `set(DB_PASS x)`, `set(DB_PASS x CACHE STRING "…")`: what CMake sets to a word without quotes.
    func word(_ here: Int) -> ValueSite? {
        guard key.end == key.name.end, text.has("set(", at: begin), text.skippingBlanks(begin + 4) == key.name.start,
            let site = ValueReader(text: text).bare(here, isLine: false), site.span.count >= 6
        else { return nil }
        let next = text.skippingBlanks(site.end)
        return text[next] == UInt8(ascii: ")") || text.has("cache ", at: next) ? site : nil
    }

    /// Behind `-gx`, `--export`.
    private func behindOptions(_ start: Int) -> Int {
        var here = text.skippingBlanks(start)
        while text[here] == UInt8(ascii: "-") {
            while text[here] > 0x20 { here += 1 }
            here = text.skippingBlanks(here)
        }
        return here
    }
}
