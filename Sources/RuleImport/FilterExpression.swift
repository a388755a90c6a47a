/// A filter of betterleaks: what it is true of is not reported.
///
/// Read are `||`, `&&`, parentheses, `matchesAny(…, […])`, `containsAny(…, […])`, `entropy(…) <= n`, and `==`, `in`,
/// `matches`, `contains`, `startsWith` and `endsWith` of `finding.secret`, `finding.match`, `finding.line`,
/// `attributes.path` and `attributes["git.sha"]`, also as CEL of 1.x writes them (`filter.matchesAny`,
/// `get(attributes, "path", "")`, `x.matches("y")`), and `!` before a condition of the path. Whatever else
/// stands in one of the alternatives makes that one cover nothing, so that what is in doubt is reported.
/// https://github.com/betterleaks/betterleaks
struct FilterExpression {
    /// One condition of an alternative.
    enum Term: Hashable {
        case path([String])
        /// All paths but these.
        case otherPaths([String])
        case pattern(ForeignAllowlist.Target, [String])
        case stopwords([String])
        case commits([String])
        /// At most so many bits per byte.
        case entropy(Double)
        /// What we have nothing for, as it is written.
        case unknown(String)
    }

    /// Each is enough; in each all must hold.
    private(set) var alternatives: [[Term]]

    /// More are not written by hand.
    private static let mostAlternatives = 256

    /// nil for what is no such expression at all.
    init?(_ text: String) {
        var parser = Parser(Self.withoutComments(text))
        // What binds weaker than `||` would tear an alternative apart.
        guard parser.hasOnlyConditions, let parsed = parser.alternatives(), parser.isAtEnd,
            parsed.count <= Self.mostAlternatives
        else {
            return nil
        }
        alternatives = parsed
    }

    /// `// …` up to the line's end, outside of literals, is no part of an expression of CEL.
    private static func withoutComments(_ text: String) -> String {
        var kept: [UInt8] = []
        var quote: [UInt8] = []
        var isRaw = false
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if quote.isEmpty, byte == UInt8(ascii: "/"), rest.dropFirst().first == byte {
                rest = rest.drop { $0 != 0x0A }
                continue
            }
            if quote.isEmpty, [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")].contains(byte) {
                isRaw = byte == UInt8(ascii: "`") || (kept.last ?? 0) | 0x20 == UInt8(ascii: "r")
                let count = rest.prefix { $0 == byte }.count
                kept += rest.prefix(count >= 3 ? 3 : 1)
                rest = rest.dropFirst(count >= 3 ? 3 : 1)
                quote = Array(repeating: byte, count: count >= 3 ? 3 : 1)
                continue
            }
            if !quote.isEmpty, rest.starts(with: quote) {
                kept += quote
                rest = rest.dropFirst(quote.count)
                quote = []
                continue
            }
            let count = !quote.isEmpty && !isRaw && byte == UInt8(ascii: "\\") ? 2 : 1
            kept += rest.prefix(count)
            rest = rest.dropFirst(count)
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// The entropy below which everything is left out, where that is an alternative by itself.
    var leastEntropy: Double? {
        alternatives.compactMap { terms in
            guard terms.count == 1, case .entropy(let bits) = terms[0] else { return nil }
            return bits
        }.max()
    }

    /// What the alternatives cover, the one of the entropy aside; for each that is left out, the reason.
    func allowlists(rules: [String]) -> (lists: [ForeignAllowlist], leftOut: [String]) {
        var lists: [ForeignAllowlist] = []
        var leftOut: [String] = []
        for terms in alternatives {
            if terms.count == 1, case .entropy = terms[0] { continue }
            var list = ForeignAllowlist()
            list.rules = rules
            list.needsAll = true
            list.reason = "a filter covers it"
            var lost: String?
            for term in terms { lost = lost ?? list.add(term) }
            if let lost { leftOut.append(lost) } else { lists.append(list) }
        }
        return (lists, leftOut)
    }
}

extension ForeignAllowlist {
    /// - Returns: why it cannot be added; nil if it was.
    fileprivate mutating func add(_ term: FilterExpression.Term) -> String? {
        let twice = "two conditions of a kind in one alternative of a filter"
        switch term {
        case .path(let patterns):
            guard paths.isEmpty else { return twice }
            paths = patterns.map(DialectTranslation.escapingDashes)
        case .otherPaths(let patterns):
            guard paths.isEmpty else { return twice }
            paths = patterns.map(DialectTranslation.escapingDashes)
            coversOtherPaths = true
        case .pattern(let place, let added):
            guard patterns.isEmpty else { return twice }
            (target, patterns) = (place, added.map(DialectTranslation.escapingDashes))
        case .stopwords(let words):
            guard stopwords.isEmpty else { return twice }
            stopwords = words.map { $0.lowercased() }
        case .commits(let names):
            guard commits.isEmpty else { return twice }
            commits = names.map { $0.lowercased() }
        case .entropy: return "an entropy beside another condition in a filter"
        case .unknown(let text): return "“\(text)” in a filter"
        }
        return nil
    }
}

extension FilterExpression {
    /// Reads by descent; what it does not know it passes over, up to the end of the condition.
    fileprivate struct Parser {
        private let text: [UInt8]
        private var here = 0
        private var depth = 0
        private static let deepest = 32

        init(_ text: String) { self.text = Array(text.utf8) }

        /// Whether nothing but conditions stands outside of quotes: no comment, choice, definition, pipe or block.
        var hasOnlyConditions: Bool {
            var parser = self
            while let byte = parser.peek {
                let next = parser.here + 1 < text.count ? text[parser.here + 1] : 0
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
                    guard parser.literal() != nil else { return false }
                    continue
                case UInt8(ascii: "/"), UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
                    return false
                case UInt8(ascii: "|"), UInt8(ascii: "&"):
                    guard next == byte else { return false }
                    parser.here += 1
                case UInt8(ascii: "?"):
                    // `a ?? b`, `a?.b`, `a[?"b"]`
                    let isOptional = parser.here > 0 && text[parser.here - 1] == UInt8(ascii: "[")
                    guard next == byte || next == UInt8(ascii: ".") || isOptional else { return false }
                    if next == byte { parser.here += 1 }
                default: if parser.isWord("let") || parser.isWord("if") { return false }
                }
                parser.here += 1
            }
            return true
        }

        var isAtEnd: Bool { text[here...].allSatisfy(Self.isBlank) }

        /// nil where parentheses or quotes do not close.
        mutating func alternatives() -> [[Term]]? {
            guard var all = conjunction() else { return nil }
            while take("||") || takeWord("or") {
                guard let more = conjunction() else { return nil }
                all += more
            }
            return all
        }

        private mutating func conjunction() -> [[Term]]? {
            guard var all = condition() else { return nil }
            while take("&&") || takeWord("and") {
                guard let more = condition() else { return nil }
                all = all.flatMap { left in more.map { left + $0 } }
                guard all.count <= FilterExpression.mostAlternatives else { return nil }
            }
            return all
        }

        private mutating func condition() -> [[Term]]? {
            skipBlanks()
            if peek == UInt8(ascii: "("), depth < Self.deepest {
                let start = here
                (here, depth) = (here + 1, depth + 1)
                defer { depth -= 1 }
                if let inner = alternatives(), take(")") { return inner }
                here = start
            }
            let start = here
            if let other = otherPaths() { return [[other]] }
            here = start
            if let term = known() {
                skipBlanks()
                if isAtEnd || [")", "||", "&&"].contains(where: { isNext($0) }) || isWord("or") || isWord("and") {
                    return [[term]]
                }
            }
            here = start
            guard skipCondition(), here > start else { return nil }
            return [[.unknown(String(decoding: text[start..<here], as: UTF8.self).trimmingEnd())]]
        }

        /// `!(attributes["path"] contains "src/")`
        private mutating func otherPaths() -> Term? {
            guard take("!"), peek != UInt8(ascii: "="), depth < Self.deepest else { return nil }
            depth += 1
            defer { depth -= 1 }
            guard let inner = condition(), inner.count == 1, inner[0].count == 1, case .path(let patterns) = inner[0][0]
            else { return nil }
            return .otherPaths(patterns)
        }

        private mutating func known() -> Term? {
            if takeWord("filter"), !take(".") { return nil }
            if takeWord("matchesAny"), take("("), let field = field(), take(","), let list = list(), take(")") {
                return Self.term(field, list)
            }
            if takeWord("containsAny"), take("("), let field = field(), take(","), let list = list(), take(")") {
                return field == "secret"
                    ? .stopwords(list) : Self.term(field, list.map { "(?i:" + Self.quoted($0) + ")" })
            }
            if takeWord("entropy"), take("("), field() == "secret", take(")"), take("<=") || take("<"),
                let bits = number()
            {
                return .entropy(bits)
            }
            return field().flatMap { comparison(of: $0) }
        }

        /// What stands behind a field.
        private mutating func comparison(of field: String) -> Term? {
            func exactly(_ values: [String]) -> Term? {
                field == "git.sha" ? .commits(values) : Self.term(field, values.map { "\\A" + Self.quoted($0) + "\\z" })
            }
            if take("==") { return literal().flatMap { exactly([$0]) } }
            if takeWord("in") { return list().flatMap { exactly($0) } }
            if let pattern = operand("matches") { return Self.term(field, [pattern]) }
            if let text = operand("contains") { return Self.term(field, [Self.quoted(text)]) }
            if let text = operand("startsWith") { return Self.term(field, ["\\A" + Self.quoted(text)]) }
            if let text = operand("endsWith") { return Self.term(field, [Self.quoted(text) + "\\z"]) }
            return nil
        }

        /// `contains "x"` and `.contains("x")`; not the empty text, which is in everything.
        private mutating func operand(_ name: String) -> String? {
            let start = here
            if takeWord(name), let value = literal(), !value.isEmpty { return value }
            here = start
            if take("."), takeWord(name), take("("), let value = literal(), take(")"), !value.isEmpty { return value }
            here = start
            return nil
        }

        private static func term(_ field: String, _ patterns: [String]) -> Term? {
            switch field {
            case "path": .path(patterns)
            case "secret": .pattern(.secret, patterns)
            case "match": .pattern(.match, patterns)
            case "line": .pattern(.line, patterns)
            default: nil
            }
        }

        private static func quoted(_ text: String) -> String {
            "\\Q" + text.replacing("\\E", with: "\\E\\\\E\\Q") + "\\E"
        }

        /// `finding.secret`, `finding["secret"]`, `attributes.path`, `attributes[?"path"].orValue("")`,
        /// `get(attributes, "path", "")`: the name.
        private mutating func field() -> String? {
            skipBlanks()
            if takeWord("get") {
                guard take("("), takeWord("attributes") || takeWord("finding"), take(","), let key = literal() else {
                    return nil
                }
                if take(","), literal() == nil { return nil }
                return take(")") ? key : nil
            }
            let isFinding = takeWord("finding")
            guard isFinding || takeWord("attributes") else { return nil }
            var name: String?
            if take("["), take("?") || true, let key = literal(), take("]") {
                name = key
            } else if take(".") || take("?.") {
                if take("["), take("?") || true, let key = literal(), take("]") { name = key } else { name = word() }
            }
            if take(".orValue("), literal() == nil || !take(")") { return nil }
            if take("??"), literal() == nil { return nil }
            return name
        }

        private mutating func list() -> [String]? {
            guard take("[") else { return nil }
            var items: [String] = []
            while !take("]") {
                guard let item = literal() else { return nil }
                items.append(item)
                if !take(","), !isNext("]") { return nil }
            }
            // An empty text would be in everything.
            return items.isEmpty || items.contains("") ? nil : items
        }

        private mutating func number() -> Double? {
            skipBlanks()
            let start = here
            while here < text.count, (0x30...0x39).contains(text[here]) || text[here] == UInt8(ascii: ".") { here += 1 }
            return Double(String(decoding: text[start..<here], as: UTF8.self))
        }

        /// `"x"`, `'x'`, `` `x` ``, `r"x"`, and all of them tripled.
        private mutating func literal() -> String? {
            skipBlanks()
            let start = here
            let isRaw = (peek ?? 0) | 0x20 == UInt8(ascii: "r")
            if isRaw { here += 1 }
            guard let quote = peek,
                quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`")
            else {
                here = start
                return nil
            }
            let count = text[here...].prefix { $0 == quote }.count
            if count == 2 {
                here += 2
                return ""
            }
            let marks = count >= 3 ? 3 : 1
            here += marks
            let takesEscapes = !isRaw && quote != UInt8(ascii: "`")
            var value: [UInt8] = []
            while here < text.count {
                if text[here...].prefix(marks).elementsEqual(repeatElement(quote, count: marks)) {
                    here += marks
                    return String(decoding: value, as: UTF8.self)
                }
                if takesEscapes, text[here] == UInt8(ascii: "\\"), here + 1 < text.count {
                    value += Self.unescaped(text[here + 1])
                    here += 2
                    continue
                }
                value.append(text[here])
                here += 1
            }
            here = start
            return nil
        }

        private static func unescaped(_ byte: UInt8) -> [UInt8] {
            switch byte {
            case UInt8(ascii: "n"): [0x0A]
            case UInt8(ascii: "t"): [0x09]
            case UInt8(ascii: "r"): [0x0D]
            case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): [byte]
            default: [UInt8(ascii: "\\"), byte]
            }
        }

        /// Up to what ends a condition outside of parentheses and quotes; false where one does not close.
        private mutating func skipCondition() -> Bool {
            var open = 0
            while here < text.count {
                if open == 0, isNext("||") || isNext("&&") || isNext(")") || isWord("or") || isWord("and") {
                    return true
                }
                switch text[here] {
                case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): open -= 1
                case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
                    guard literal() != nil else { return false }
                    continue
                default: break
                }
                here += 1
            }
            return open == 0
        }

        // MARK: Bytes

        private var peek: UInt8? { here < text.count ? text[here] : nil }
        private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        private static func isName(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        }
        private mutating func skipBlanks() { while let byte = peek, Self.isBlank(byte) { here += 1 } }
        private func isNext(_ sign: String) -> Bool { text[here...].starts(with: sign.utf8) }
        private func isWord(_ word: String) -> Bool {
            guard isNext(word), here == 0 || !Self.isName(text[here - 1]) else { return false }
            let end = here + word.utf8.count
            return end == text.count || !Self.isName(text[end])
        }
        private mutating func take(_ sign: String) -> Bool {
            skipBlanks()
            guard isNext(sign) else { return false }
            here += sign.utf8.count
            return true
        }
        private mutating func takeWord(_ word: String) -> Bool {
            skipBlanks()
            guard isWord(word) else { return false }
            here += word.utf8.count
            return true
        }
        private mutating func word() -> String? {
            skipBlanks()
            let start = here
            while let byte = peek, Self.isName(byte) { here += 1 }
            return here > start ? String(decoding: text[start..<here], as: UTF8.self) : nil
        }
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
