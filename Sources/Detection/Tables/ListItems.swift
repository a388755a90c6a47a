internal import Model

/// The literals of a list that a name has: several passwords of test accounts, keys of which one takes over from another.
///
///     API_KEYS = ["…", "…"]        passwords: […, …]        tokens:
///     new String[] {"…", "…"}      Arrays.asList("…", "…")    - …
///     passwords = {"ada": "…"}     [("ada", "…")]             [passwords]
///                                                             ada = "…"
struct ListItems: TableCells {
    /// The name of the list.
    let name: ByteSpan
    private(set) var lines: ByteSpan
    /// The last one first.
    private var items: [ValueSite]

    /// How far a list is read, and how many items it has at most: a longer one is a vocabulary, or words to guess with.
    private static let reach = 4_096
    private static let greatestCount = 24
    private static let greatestName = 60
    /// Bytes of a type or a function between the sign and the bracket: `new List<String> {`, `Arrays.asList(`.
    private static let greatestType = 40

    mutating func next(in content: UnsafeRawBufferPointer) -> ValueSite? { items.popLast() }

    /// - Returns: nil if the hit stands in no name of a list; and all bytes that decided.
    static func read(in content: UnsafeRawBufferPointer, hit: ByteSpan) -> (items: ListItems?, looked: ByteSpan) {
        let text = WindowText(content, from: hit.start - 2 * greatestName, to: hit.end + reach)
        // 'pass' => array('x'), 'controller' => …: what a page is handed
        if text.has("pass'", at: hit.start), isOfPage(text, hit) { return (nil, hit) }
        let section = section(text, hit)
        guard let (name, value, isYAML) = section.map({ ($0, $0.end + 1, false) }) ?? assignment(text, hit) else {
            return (nil, hit)
        }
        var reader = Reader(text: text, name: name, here: value)
        let sites: [ValueSite]?
        if section != nil {
            sites = reader.section()
        } else if isYAML, text[value] < 0x20 {
            sites = reader.block(below: name)
        } else if let open = opening(text, value, isYAML: isYAML) {
            reader.here = open
            sites = reader.items(isYAML: isYAML)
        } else {
            return (nil, hit)
        }
        let lines = ByteSpan(
            LineFinder.start(before: name.start, in: content),
            LineFinder.end(after: min(reader.here, content.count), in: content))
        guard let sites, !sites.isEmpty else { return (nil, lines) }
        return (ListItems(name: name, lines: lines, items: sites.reversed()), lines)
    }

    private static func isOfPage(_ text: WindowText, _ hit: ByteSpan) -> Bool {
        (hit.start..<min(text.lineEnd(hit.end), hit.end + 300)).contains { text.has("'controller'", at: $0) }
    }

    /// The name in `[passwords]`, alone on its line.
    private static func section(_ text: WindowText, _ hit: ByteSpan) -> ByteSpan? {
        var (start, end) = (hit.start, hit.start)
        while hit.start - start < greatestName, ByteClass.isName(text[start - 1]) { start -= 1 }
        guard text[start - 1] == UInt8(ascii: "[") else { return nil }
        while end - hit.start < greatestName, ByteClass.isName(text[end]) { end += 1 }
        guard text[end] == UInt8(ascii: "]"),
            text.folded(end - 1) == UInt8(ascii: "s"),
            text.lineStart(start) == start - 1, text[text.skippingBlanks(end + 1)] < 0x20
        else { return nil }
        return ByteSpan(start, end)
    }

    /// The name around the hit, and what stands behind its sign.
    private static func assignment(_ text: WindowText, _ hit: ByteSpan) -> (ByteSpan, Int, isYAML: Bool)? {
        var (start, end) = (hit.start, hit.start)
        while end - hit.start < greatestName, ByteClass.isName(text[end]) { end += 1 }
        guard end > hit.start, mayOpen(text, behind: end) else { return nil }
        while hit.start - start < greatestName, ByteClass.isName(text[start - 1]) { start -= 1 }
        var here = end
        if ByteClass.isQuote(text[here]), text[start - 1] == text[here] { here += 1 }
        if text[here] == UInt8(ascii: "["), text[here + 1] == UInt8(ascii: "]") { here += 2 }
        here = text.skippingBlanks(here)
        switch text[here] {
        case UInt8(ascii: "="):
            let next = text[here + 1]
            guard next != UInt8(ascii: "="), next != UInt8(ascii: "~") else { return nil }
            return (ByteSpan(start, end), text.skippingBlanks(here + (next == UInt8(ascii: ">") ? 2 : 1)), false)
        case UInt8(ascii: ":"):
            if text[here + 1] == UInt8(ascii: "=") {
                return (ByteSpan(start, end), text.skippingBlanks(here + 2), false)
            }
            let value = text.skippingBlanks(here + 1)
            // `tokens: List[str] = [`, `tokens: [String] = [`
            let line = text.lineEnd(value)
            if ByteClass.isLetter(text[value]) || text[value] == UInt8(ascii: "["),
                let sign = (value..<min(line, value + greatestType)).first(where: { text.has(" = ", at: $0) })
            {
                return (ByteSpan(start, end), text.skippingBlanks(sign + 3), false)
            }
            return (ByteSpan(start, end), value, true)
        default: return nil
        }
    }

    /// Whether a sign stands behind the name, and no literal behind the sign: most hits are settings of one value.
    private static func mayOpen(_ text: WindowText, behind end: Int) -> Bool {
        var here = ByteClass.isQuote(text[end]) ? end + 1 : end
        if text[here] == UInt8(ascii: "["), text[here + 1] == UInt8(ascii: "]") { here += 2 }
        here = text.skippingBlanks(here)
        guard text[here] == UInt8(ascii: "=") || text[here] == UInt8(ascii: ":") else { return false }
        return !ByteClass.isQuote(text[text.skippingBlanks(here + 1)])
    }

    /// Behind the bracket that opens the list.
    private static func opening(_ text: WindowText, _ start: Int, isYAML: Bool) -> Int? {
        if isYAML, text[start] == UInt8(ascii: "[") { return start + 1 }
        var here = start
        while here - start < greatestType {
            let byte = text[here]
            if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "{") {
                // `%w(a b)` of Ruby
                if text.has("%w", at: here - 2) { return here + 1 }
                let first = text.skippingWhitespace(here + 1)
                let isPair = text[first] == UInt8(ascii: "(") || text[first] == UInt8(ascii: "[")
                if ByteClass.isQuote(text[isPair ? text.skippingBlanks(first + 1) : first]) {
                    return opensList(text, start, here) ? here + 1 : nil
                }
                if byte != UInt8(ascii: "[") { return nil }
            } else if !(ByteClass.isName(byte) || ".<>]:!%@ ".utf8.contains(byte)) {
                return nil
            }
            here += 1
        }
        return nil
    }

    /// Whether a list begins at the bracket, and no call and no index: `("a", "b")`, `Arrays.asList("a")`, `[]string{"a"}`.
    private static func opensList(_ text: WindowText, _ start: Int, _ bracket: Int) -> Bool {
        if bracket == start { return true }
        switch text[bracket] {
        case UInt8(ascii: "("):
            let names: [StaticString] = [
                "aslist", "listof", "setof", "arrayof", ".of", "array", "list", "set", "tuple",
            ]
            return names.contains { text.has($0, at: bracket - $0.utf8CodeUnitCount) }
        case UInt8(ascii: "["): return !ByteClass.isName(text[bracket - 1])
        default:
            // A type in brackets: `new String[] {`, `List<String> {`, `[]string{`.
            return (start..<bracket).contains { text[$0] == UInt8(ascii: "]") || text[$0] == UInt8(ascii: ">") }
        }
    }

    /// Reads items; where it stands then is how far it looked.
    private struct Reader {
        let text: WindowText
        let name: ByteSpan
        var here: Int

        private var values: ValueReader { ValueReader(text: text) }

        /// nil where it is no list of literals, or too long.
        mutating func items(isYAML: Bool) -> [ValueSite]? {
            var found: [ValueSite] = []
            let isOfWords = text.has("%w", at: here - 3)
            let isDictionary = text[here - 1] == UInt8(ascii: "{") || text[here - 1] == UInt8(ascii: "[")
            while here < text.end {
                here = text.skippingWhitespace(here)
                switch text[here] {
                case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"): return found
                case UInt8(ascii: ","): here += 1
                case UInt8(ascii: "#"), UInt8(ascii: "/"): here = text.lineEnd(here)
                default:
                    guard var site = pair() ?? literal(isBare: isYAML || isOfWords),
                        found.count < ListItems.greatestCount
                    else { return nil }
                    if isDictionary, isOfSeveral, let value = entry(site) { site = value }
                    here = site.end
                    let next = text.skippingWhitespace(here)
                    // A dictionary; an expression.
                    guard ",])}".utf8.contains(text[next]) || isOfWords || "#/".utf8.contains(text[next]) else {
                        return nil
                    }
                    found.append(site)
                }
            }
            return nil
        }

        /// `"ada": "x"`, `"ada" => "x"`: whose it is, and what it is.
        private func entry(_ name: ValueSite) -> ValueSite? {
            let sign = text.skippingBlanks(name.end)
            let length: Int
            switch text[sign] {
            case UInt8(ascii: ":"): length = 1
            case UInt8(ascii: "=") where text[sign + 1] == UInt8(ascii: ">"): length = 2
            default: return nil
            }
            return values.quoted(text.skippingBlanks(sign + length)).map(made)
        }

        /// `("ada", "x")`, `["ada", "x"]`.
        private func pair() -> ValueSite? {
            guard text[here] == UInt8(ascii: "(") || text[here] == UInt8(ascii: "["), isOfSeveral,
                let name = values.quoted(text.skippingBlanks(here + 1)), text[name.end] == UInt8(ascii: ","),
                var site = values.quoted(text.skippingBlanks(name.end + 1)),
                text[site.end] == (text[here] == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]"))
            else { return nil }
            site.end += 1
            return made(site)
        }

        /// What stands beside a name is no secret where nobody made it up: `"reset": "Your password was reset"`.
        private func made(_ site: ValueSite) -> ValueSite {
            guard !text.mixesLettersAndDigits(site.span, without: " ") else { return site }
            return ValueSite(span: ByteSpan(site.span.start, site.span.start), end: site.end, evidence: [])
        }

        /// Whether the name is one of several things: `passwords`.
        private var isOfSeveral: Bool { text.folded(name.end - 1) == UInt8(ascii: "s") }

        private func literal(isBare: Bool) -> ValueSite? {
            // b"…", u'…', @"…"
            let quote = ByteClass.isQuote(text[here]) ? here : here + 1
            if ByteClass.isQuote(text[quote]), let site = values.quoted(here) { return site }
            guard isBare else { return nil }
            var end = here
            while text[end] > 0x20, !",])}\"'#:".utf8.contains(text[end]) { end += 1 }
            return end > here ? ValueSite(span: ByteSpan(here, end), end: end, evidence: [.bareValue]) : nil
        }

        /// `ada = "x"` on each of the lines below the name, up to the next section.
        mutating func section() -> [ValueSite]? {
            var found: [ValueSite] = []
            here = text.lineEnd(here)
            while here < text.end {
                here = text.skippingWhitespace(here)
                guard ByteClass.isName(text[here]) || ByteClass.isQuote(text[here]) else {
                    guard text[here] == UInt8(ascii: "#") || text[here] == UInt8(ascii: ";") else { break }
                    here = text.lineEnd(here)
                    continue
                }
                let line = text.lineEnd(here)
                guard let sign = (here..<line).first(where: { text[$0] == UInt8(ascii: "=") }),
                    found.count < ListItems.greatestCount
                else { break }
                let value = text.skippingBlanks(sign + 1)
                var end = value
                while text[end] > 0x20, !",;#\"'".utf8.contains(text[end]) { end += 1 }
                let bare = ValueSite(span: ByteSpan(value, end), end: end, evidence: [.bareValue])
                found.append(made(values.quoted(value) ?? bare))
                here = line
            }
            return found
        }

        /// `- x` on each of the lines below the name, of YAML.
        mutating func block(below name: ByteSpan) -> [ValueSite]? {
            let start = text.lineStart(name.start)
            let indent = text.skippingBlanks(start) - start
            var found: [ValueSite] = []
            while here < text.end {
                let begin = text[here] == UInt8(ascii: "\r") ? here + 2 : here + 1
                let dash = text.skippingBlanks(begin)
                here = max(here, begin)
                guard dash - begin >= indent, text[dash] == UInt8(ascii: "-"), text[dash + 1] == 0x20 else { break }
                let value = text.skippingBlanks(dash + 2)
                let line = text.lineEnd(value)
                here = line
                guard found.count < ListItems.greatestCount else { return nil }
                if let site = values.quoted(value) {
                    found.append(site)
                    continue
                }
                var end = value
                while text[end] > 0x20 { end += 1 }
                let rest = text.skippingBlanks(end)
                guard end > value, rest >= line || text[rest] < 0x20 || text[rest] == UInt8(ascii: "#"),
                    text[end - 1] != UInt8(ascii: ":")
                else { return nil }
                found.append(ValueSite(span: ByteSpan(value, end), end: end, evidence: [.bareValue]))
            }
            // `pass:` and its items, and `fail:` below them: what a test takes, and what not.
            if name.count == 4, text.has("fail:", at: text.skippingWhitespace(here)) { return nil }
            return found
        }
    }
}
